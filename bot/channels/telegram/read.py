"""A Telegram update to an `Inbound`: what was said, by whom, and what is needed to answer it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from bot.channel import Brought, Inbound, Moved, Press, Reach, Rewritten
from bot.channels.telegram.update import Callback, Chat, Document, Membership, Message, Update
from dialogs.turn import Attached, Placed, Typed
from storage import filetypes

NAME = "telegram"

_IMAGES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/heic": ".heic"}
_YAML = (".yaml", ".yml")
_LARGEST = 20 << 20
"""Bytes that a bot may download."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that stays with Telegram until it is fetched; it is kept under `name`."""

    file_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Read:
    """What an update brought. `callback` is the tap that waits to be answered."""

    chat: int
    inbound: Inbound | None = None
    callback: str = ""
    wanted: Wanted | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """`secret` makes names of files that nobody can guess and that come out the same each time."""

    bot: int
    secret: bytes

    def read(self, update: Update, at: datetime) -> Read:
        key = f"{NAME}:{self.bot}:{update.update_id}"
        if update.message:
            return self._message(update.message, key, at)
        if update.edited_message:
            return _edited(update.edited_message, key, at)
        if update.callback_query:
            return _tap(update.callback_query, key, at)
        if update.my_chat_member:
            return _membership(update.my_chat_member, key, at)
        return Read(0)

    def _message(self, message: Message, key: str, at: datetime) -> Read:
        brought = _plainly(message)
        if brought:
            return Read(message.chat.id, _inbound(message, brought, key, at))
        kind, file_id, suffix = _file(message)
        if not kind:
            return Read(message.chat.id)
        wanted = Wanted(file_id, self._name(key) + suffix) if file_id else None
        title = message.document.file_name if message.document else ""
        attached = Attached(kind, wanted.name if wanted else "", title)
        return Read(message.chat.id, _inbound(message, attached, key, at), wanted=wanted)

    def _name(self, key: str) -> str:
        return blake2b(key.encode(), key=self.secret, digest_size=16).hexdigest()


def address(chat: int) -> str:
    return f"{NAME}:{chat}"


def chat_of(address: str) -> int:
    return int(address.removeprefix(f"{NAME}:"))


def _inbound(message: Message, brought: Brought, key: str, at: datetime) -> Inbound:
    return Inbound(
        key=key,
        channel=NAME,
        address=address(message.chat.id),
        brought=brought,
        at=at,
        language=message.sender.language_code if message.sender else None,
        message=str(message.message_id),
        private=_private(message.chat),
    )


def _plainly(message: Message) -> Brought | None:
    """What needs no file: words, a place, news of a new address."""
    if message.text is not None:
        return Typed(message.text)
    if message.location:
        place = message.location
        return Placed(place.latitude, place.longitude, accuracy=place.horizontal_accuracy)
    if message.migrate_to_chat_id is not None:
        return Moved(address(message.migrate_to_chat_id))
    return None


def _file(message: Message) -> tuple[str, str, str]:
    """(kind, Telegram's id of the file, its suffix); no id where the file is of no use to anyone."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return "image", largest.file_id, ".jpg"
    for usual, recorded in _RECORDED.items():
        if found := recorded(message):
            return _recording(found, usual)
    for kind, present in _OTHERS.items():
        if present(message):
            return kind, "", ""
    if message.document:
        return _document(message.document)
    return "", "", ""


_RECORDED: dict[str, Callable[[Message], Document | None]] = {
    ".ogg": lambda m: m.voice or m.audio,
    ".mp4": lambda m: m.video or m.video_note or m.animation,  # an animation is a document as well
}
"""By the ending of what tells neither its name nor its type."""

_OTHERS: dict[str, Callable[[Message], object]] = {
    "sticker": lambda m: m.sticker,
    "file": lambda m: m.contact or m.poll or m.dice or m.story,
}


def _recording(sent: Document, usual: str) -> tuple[str, str, str]:
    suffix = filetypes.ending(sent.file_name, sent.mime_type) or usual
    return filetypes.kind(usual), _fetched(sent), suffix


def _document(sent: Document) -> tuple[str, str, str]:
    if sent.mime_type in _IMAGES:
        return "image", _fetched(sent), _IMAGES[sent.mime_type]
    yaml = next((suffix for suffix in _YAML if sent.file_name.lower().endswith(suffix)), "")
    suffix = yaml or filetypes.ending(sent.file_name, sent.mime_type)
    return filetypes.kind(suffix, sent.mime_type), _fetched(sent) if suffix else "", suffix


def _fetched(sent: Document) -> str:
    """Telegram's id of the file, if a bot may download so much."""
    return sent.file_id if sent.file_size <= _LARGEST else ""


def _edited(message: Message, key: str, at: datetime) -> Read:
    """A rewritten text; a live location moves on in silence."""
    if message.text is None:
        return Read(message.chat.id)
    rewritten = Rewritten(str(message.message_id), message.text)
    return Read(message.chat.id, _inbound(message, rewritten, key, at))


def _tap(callback: Callback, key: str, at: datetime) -> Read:
    """A button: its message may be gone, and then the card cannot be edited."""
    message = callback.message
    chat = message.chat if message else Chat(callback.sender.id, "private")
    card = str(message.message_id) if message and message.date else ""
    inbound = Inbound(
        key=key,
        channel=NAME,
        address=address(chat.id),
        brought=Press(callback.data or "", card),
        at=at,
        language=callback.sender.language_code,
        private=_private(chat),
    )
    return Read(chat.id, inbound, callback.id)


def _membership(change: Membership, key: str, at: datetime) -> Read:
    reachable = change.new_chat_member.status not in ("kicked", "left")
    inbound = Inbound(
        key=key,
        channel=NAME,
        address=address(change.chat.id),
        brought=Reach(reachable),
        at=at,
        private=_private(change.chat),
    )
    return Read(change.chat.id, inbound)


def _private(chat: Chat) -> bool:
    return chat.type == "private"
