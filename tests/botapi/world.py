"""What the fake keeps: chats with their messages, waiting updates, taps, files, a webhook.

It stands for Telegram's side of the wire; `botapi.person` changes it as people do, the
methods as a bot does.
"""

import asyncio
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from botapi.trouble import bad, forbidden

T = TypeVar("T")


@dataclass
class Message:
    id: int
    chat: int
    at: float
    content: dict[str, Any]
    mine: bool
    """Sent by the bot."""
    markup: dict[str, Any] | None = None
    edited: float = 0.0
    deleted: bool = False

    @property
    def text(self) -> str:
        return str(self.content.get("text", self.content.get("caption", "")))


@dataclass
class Chat:
    id: int
    name: str
    language: str
    kind: str = "private"
    messages: list[Message] = field(default_factory=list)
    started: bool = False
    blocked: bool = False
    moved_to: int | None = None
    stirred: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def private(self) -> bool:
        return self.kind == "private"


@dataclass
class Tap:
    """A button pressed, and what the bot told the one who pressed it (None: still waiting)."""

    id: str
    chat: int
    at: float
    said: str | None = None


@dataclass
class Waiting:
    """An update not yet confirmed; `stubborn` ones are handed out once more after that."""

    update: dict[str, Any]
    stubborn: bool = False


@dataclass
class Webhook:
    url: str
    secret: str
    max_connections: int


class World:
    def __init__(self, token: str) -> None:
        self.token = token
        self.bot = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": "Parvis",
            "username": "parvis_bot",
        }
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.words: dict[tuple[str, str], Any] = {}
        """Commands and descriptions, by method and language."""
        self.waiting: list[Waiting] = []
        self.allowed: list[str] | None = None
        self.webhook: Webhook | None = None
        self.ahead = 0.0
        """Seconds that Telegram's clock is put forward, for what depends on age."""
        self.ids = itertools.count(1)
        self.update_ids = itertools.count(700_000_001)
        self.stirred = asyncio.Event()
        """Set, and made anew, whenever something changes."""

    def now(self) -> float:
        return time.time() + self.ahead

    # ---- waiting for something to happen ---------------------------------------------------

    def stir(self, chat: Chat | None = None) -> None:
        """Something changed, perhaps in one chat: wakes whoever waits for it."""
        for changed in (self, chat) if chat else (self,):
            changed.stirred.set()
            changed.stirred = asyncio.Event()

    async def until(self, seen: Callable[[], T], within: float = 15.0, chat: Chat | None = None) -> T:
        """What `seen` finds, as soon as it finds something; no fixed time is ever slept.

        With `chat`, only what changes there is looked at: a hall of people would wake each other."""
        async with asyncio.timeout(within):
            while True:
                stirred = (chat or self).stirred
                if found := seen():
                    return found
                await stirred.wait()

    # ---- updates ---------------------------------------------------------------------------

    def push(self, kind: str, body: dict[str, Any], *, stubborn: bool = False) -> dict[str, Any]:
        """A new update of `kind`, unless the bot said that it wants no such updates."""
        update = {"update_id": next(self.update_ids), kind: body}
        if self.allowed is None or kind in self.allowed:
            self.waiting.append(Waiting(update, stubborn))
        self.stir()
        return update

    def again(self, update: dict[str, Any], *, new_id: bool = False) -> None:
        """The same update once more: under its own id, or under a new one as a client resends a tap."""
        copy = dict(update)
        if new_id:
            copy["update_id"] = next(self.update_ids)
            if "callback_query" in copy:
                tap = self.tap(copy["callback_query"]["message"]["chat"]["id"])
                copy["callback_query"] = copy["callback_query"] | {"id": tap.id}
        self.waiting.append(Waiting(copy, stubborn=not new_id))
        self.stir()

    def confirm(self, offset: int) -> None:
        """Forgets what stands before `offset`; a negative one keeps that many of the newest."""
        if offset < 0:
            self.waiting = self.waiting[offset:]
            return
        kept = []
        for waiting in self.waiting:
            if waiting.update["update_id"] >= offset:
                kept.append(waiting)
            elif waiting.stubborn:
                waiting.stubborn = False
                kept.append(waiting)
        self.waiting = kept

    # ---- chats and messages ----------------------------------------------------------------

    def tap(self, chat: int) -> Tap:
        tap = Tap(f"{next(self.ids)}{chat}", chat, self.now())
        self.taps[tap.id] = tap
        return tap

    def reachable(self, chat_id: int | None) -> Chat:
        """The chat that a bot may write to, else the trouble that Telegram would give."""
        chat = self.chats.get(chat_id or 0)
        if chat is None:
            raise bad("chat not found")
        if chat.moved_to is not None:
            trouble = bad("group chat was upgraded to a supergroup chat")
            trouble.parameters = {"migrate_to_chat_id": chat.moved_to}
            raise trouble
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if chat.private and not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def add(self, chat: Chat, content: dict[str, Any], *, mine: bool, markup: Any = None) -> Message:
        message = Message(next(self.ids), chat.id, self.now(), content, mine, markup)
        chat.messages.append(message)
        self.stir(chat)
        return message

    def keep(self, name: str, data: bytes) -> str:
        """Puts a file where `getFile` finds it; returns its id."""
        file_id = f"file{next(self.ids)}"
        self.files[file_id] = (name, data)
        return file_id

    def sent(self, chat: Chat, message_id: int) -> Message | None:
        """A message of the chat that still stands."""
        return next((m for m in chat.messages if m.id == message_id and not m.deleted), None)

    def shown(self, message: Message) -> dict[str, Any]:
        """The message as the Bot API writes it."""
        chat = self.chats[message.chat]
        body = {
            "message_id": message.id,
            "from": self.bot if message.mine else self.user(chat),
            "chat": self.chat(chat),
            "date": int(message.at),
            **message.content,
        }
        if message.edited:
            body["edit_date"] = int(message.edited)
        if message.mine and message.markup and "inline_keyboard" in message.markup:
            body["reply_markup"] = message.markup
        return body

    @staticmethod
    def user(chat: Chat) -> dict[str, Any]:
        user = {"id": abs(chat.id), "is_bot": False, "first_name": chat.name}
        return user | ({"language_code": chat.language} if chat.language else {})

    @staticmethod
    def chat(chat: Chat) -> dict[str, Any]:
        return {"id": chat.id, "type": chat.kind, "first_name" if chat.private else "title": chat.name}
