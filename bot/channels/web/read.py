"""What the page posts, read strictly: one message, of one kind, within its limits."""

import hashlib
import re
from typing import Annotated, TypeAlias

import msgspec
from aiohttp import web

from bot.channel import Brought, Press
from dialogs.turn import Placed, Typed

LONGEST = 4000
"""Letters in one message; the page's own field stops there as well."""

Key: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"\A[0-9A-Za-z-]{16,64}\Z")]


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)]
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)]
    altitude: float = 0.0
    accuracy: Annotated[float, msgspec.Meta(ge=0)] = 0.0


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`key` is made by the page and stays with the message however often it is sent; `after` is the cursor of
    the newest card the page has. Then one of `text`, `press` (on `card`), `place` and `start` (a code)."""

    key: Key
    after: Annotated[str, msgspec.Meta(max_length=32)] = ""
    text: Annotated[str, msgspec.Meta(max_length=LONGEST)] | None = None
    press: Annotated[str, msgspec.Meta(min_length=1, max_length=64)] | None = None
    card: Annotated[str, msgspec.Meta(max_length=20)] = ""
    place: Place | None = None
    start: Annotated[str, msgspec.Meta(max_length=64)] | None = None


_DECODER = msgspec.json.Decoder(Message)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)")


def message(body: bytes) -> Message:
    """The message in the request's body; 400 if it is anything else."""
    try:
        read = _DECODER.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise web.HTTPBadRequest(text="not a message") from error
    if sum(part is not None for part in (read.text, read.press, read.place, read.start)) != 1:
        raise web.HTTPBadRequest(text="one of text, press, place, start")
    return read


def brought(message: Message) -> Brought:
    if message.press is not None:
        return Press(message.press, message.card)
    if message.place is not None:
        place = message.place
        return Placed(place.latitude, place.longitude, place.altitude, place.accuracy)
    if message.start is not None:
        return Typed(" ".join(["/start", *message.start.split()]))
    return Typed(_CONTROLS.sub("", message.text or ""))


def inbound_key(address: str, key: str) -> str:
    """A key that only this browser can make, and that tells nobody which browser that is."""
    return "web:" + hashlib.sha256(f"{address} {key}".encode()).hexdigest()[:40]


def language(request: web.Request) -> str | None:
    """The browser's first language."""
    return tag(request.headers.get("Accept-Language", ""))


def tag(text: str) -> str | None:
    """The language tag that a text begins with."""
    found = _LANGUAGE.match(text)
    return found[1] if found else None
