"""A person with a phone: says, taps, edits, sends; and reads what the chat shows.

Nothing here waits. What the bot does about it is awaited with `World.until` on what is seen.
"""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from botapi import keyboards
from botapi.world import Chat, Message, World

T = TypeVar("T")

OTHER_KINDS = {
    "sticker": {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"},
    "voice": {"duration": 3},
    "video": {"width": 640, "height": 360, "duration": 3},
    "audio": {"duration": 3},
    "video_note": {"length": 240, "duration": 3},
    "animation": {"width": 320, "height": 240, "duration": 2},
}
"""What the Bot API always tells of a file of this kind."""


class Person:
    def __init__(self, world: World, chat: Chat) -> None:
        self.world = world
        self.chat = chat

    @property
    def id(self) -> int:
        return self.chat.id

    # ---- what they do ----------------------------------------------------------------------

    def says(self, text: str, **update: bool) -> dict[str, Any]:
        command = re.match(r"/[A-Za-z0-9_]{1,32}(@\w+)?", text)
        entity = {"type": "bot_command", "offset": 0, "length": command.end()} if command else None
        return self._sends({"text": text, **({"entities": [entity]} if entity else {})}, **update)

    def taps(self, label: str, card: Message | None = None, **update: bool) -> dict[str, Any]:
        """Taps the button so labelled: of `card`, else of the newest message that shows one."""
        message = card or self.card_with(label)
        data = self.data_of(message, label)
        tap = self.world.tap(self.chat.id)
        query = {
            "id": tap.id,
            "from": self.world.user(self.chat),
            "message": self.world.shown(message),
            "chat_instance": f"i{self.chat.id}",
            "data": data,
        }
        return self.world.push("callback_query", query, **update)

    def taps_what_is_gone(self, data: str) -> dict[str, Any]:
        """A tap on a message so old that Telegram no longer tells what it said."""
        tap = self.world.tap(self.chat.id)
        gone = {"chat": self.world.chat(self.chat), "message_id": 1, "date": 0}
        query = {"id": tap.id, "from": self.world.user(self.chat), "message": gone, "data": data}
        return self.world.push("callback_query", query | {"chat_instance": f"i{self.chat.id}"})

    def edits(self, message: Message, text: str) -> dict[str, Any]:
        message.content = {"text": text}
        message.edited = self.world.now()
        return self.world.push("edited_message", self.world.shown(message))

    def sends_place(self, latitude: float, longitude: float, **more: Any) -> dict[str, Any]:
        return self._sends({"location": {"latitude": latitude, "longitude": longitude, **more}})

    def sends_venue(self, latitude: float, longitude: float, title: str) -> dict[str, Any]:
        place = {"latitude": latitude, "longitude": longitude}
        return self._sends(
            {"location": place, "venue": {"location": place, "title": title, "address": title}}
        )

    def sends_photo(self, data: bytes, caption: str = "") -> dict[str, Any]:
        """A photo in three sizes, the largest of which is `data`."""
        sizes = [
            self._file("thumb.jpg", data[:64]) | {"width": 90, "height": 60},
            self._file("photo.jpg", data) | {"width": 1280, "height": 853},
            self._file("middle.jpg", data[:128]) | {"width": 320, "height": 213},
        ]
        return self._sends({"photo": sizes, **({"caption": caption} if caption else {})})

    def sends_document(self, data: bytes, name: str, mime: str) -> dict[str, Any]:
        return self._sends({"document": self._file(name, data) | {"file_name": name, "mime_type": mime}})

    def sends_other(self, kind: str) -> dict[str, Any]:
        """A sticker, a voice message, a video…"""
        return self._sends({kind: self._file(kind, b"x") | OTHER_KINDS[kind]})

    def sends_contact(self) -> dict[str, Any]:
        return self._sends({"contact": {"phone_number": "+33 1 00 00 00 00", "first_name": self.chat.name}})

    def blocks(self) -> dict[str, Any]:
        self.chat.blocked = True
        return self._membership("member", "kicked")

    def unblocks(self) -> dict[str, Any]:
        self.chat.blocked = False
        return self._membership("kicked", "member")

    def migrates(self) -> "Person":
        """A group becomes a supergroup: it has a new id, which the old one names."""
        new = Chat(-1_000_000_000_000 + self.chat.id, self.chat.name, "", kind="supergroup", started=True)
        self.world.chats[new.id] = new
        self._sends({"migrate_to_chat_id": new.id})
        self.chat.moved_to = new.id
        return Person(self.world, new)

    def _sends(self, content: dict[str, Any], **update: bool) -> dict[str, Any]:
        self.chat.started = True
        message = self.world.add(self.chat, content, mine=False)
        return self.world.push("message", self.world.shown(message), **update)

    def _file(self, name: str, data: bytes) -> dict[str, Any]:
        file_id = self.world.keep(name, data)
        return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": len(data)}

    def _membership(self, before: str, after: str) -> dict[str, Any]:
        def member(status: str) -> dict[str, Any]:
            return {"user": self.world.bot, "status": status} | (
                {"until_date": 0} if status == "kicked" else {}
            )

        change = {"chat": self.world.chat(self.chat), "from": self.world.user(self.chat)}
        change |= {"date": int(self.world.now())}
        return self.world.push(
            "my_chat_member",
            change | {"old_chat_member": member(before), "new_chat_member": member(after)},
        )

    # ---- what they see ---------------------------------------------------------------------

    @property
    def messages(self) -> list[Message]:
        """What stands in the chat, edits applied."""
        return [m for m in self.chat.messages if not m.deleted]

    @property
    def received(self) -> list[Message]:
        return [m for m in self.messages if m.mine]

    @property
    def last(self) -> Message:
        return self.received[-1]

    def labels(self, message: Message | None = None) -> list[str]:
        return [label for row in keyboards.labels((message or self.last).markup) for label in row]

    def card_with(self, label: str) -> Message:
        found = next((m for m in reversed(self.received) if label in self.labels(m)), None)
        assert found, f"no button {label!r}; the chat reads:\n{self.transcript()}"
        return found

    def data_of(self, message: Message, label: str) -> str:
        assert message.markup
        buttons = [button for row in message.markup["inline_keyboard"] for button in row]
        return next(str(b["callback_data"]) for b in buttons if b["text"] == label and "callback_data" in b)

    def transcript(self) -> str:
        """The chat as it reads now."""
        lines = []
        for message in self.messages:
            kind = next((k for k in message.content if k not in ("text", "entities", "caption")), "")
            said = message.text or f"<{kind}>"
            lines.append(f"{'Parvis' if message.mine else self.chat.name}: {said}")
            lines += [" ".join(f"[{label}]" for label in row) for row in keyboards.labels(message.markup)]
        return "\n".join(lines)

    async def until(self, seen: Callable[[], T], within: float = 15.0) -> T:
        """Waits until `seen` finds something, and shows the chat if it never does."""
        try:
            return await self.world.until(seen, within, self.chat)
        except TimeoutError:
            raise AssertionError(f"not seen; the chat reads:\n{self.transcript()}") from None

    async def receives(self, text: str) -> Message:
        """A message of the bot's that holds `text`, as soon as there is one."""
        return await self.until(lambda: next((m for m in reversed(self.received) if text in m.text), None))  # type: ignore[return-value]

    async def told(self, update: dict[str, Any]) -> str:
        """What the tap was answered with."""
        tap = self.world.taps[update["callback_query"]["id"]]
        await self.until(lambda: tap.said is not None)
        return tap.said or ""
