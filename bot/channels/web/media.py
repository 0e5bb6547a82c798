"""Files from the page, surveys from staff, and files back: only to a respondent whom a card shows them to.

A file is kept under a name made from its message's key, so one that is sent again is kept once.
"""

import asyncio
from dataclasses import dataclass
from pathlib import PurePath

import msgspec
from aiohttp import BodyPartReader, web

from bot.channels.web import read
from bot.channels.web.chat import Desk
from bot.channels.web.log import Cursor
from dialogs.turn import Attached
from storage import filetypes
from storage.media import Media
from storage.pictures import NotAPicture

MOST_BYTES = 20 * 1024 * 1024
AT_ONCE = 2
"""Pictures drawn at the same time: each may take a hundred megabytes for a moment."""
SURVEYS = frozenset({".xlsx", ".xls", ".yaml", ".yml"})
"""Endings of what staff send to launch a campaign."""
_WORDS = 200


class Form(msgspec.Struct, frozen=True):
    """What came with the file, read as strictly as a message."""

    key: read.Key
    after: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it came; `title` is what its sender calls it."""

    title: str = ""
    mime: str = ""
    data: bytes = b""

    @property
    def ending(self) -> str:
        return PurePath(self.title).suffix.lower()


@dataclass(frozen=True, slots=True)
class Darkroom:
    desk: Desk
    media: Media
    turn: asyncio.Semaphore

    async def receive(self, request: web.Request) -> web.Response:
        """`POST /chat/media`: fields `key`, `after` and `file`, in any order."""
        address = self.desk.admit(request)
        form, file = await _parts(request)
        name = read.inbound_key(address, form.key).replace(":", "-")
        survey = file.ending in SURVEYS and await self.desk.log.is_staff(address, self.desk.clock())
        suffix = filetypes.ending(file.title, file.mime)
        if survey:
            brought = await self._survey(name, file)
        elif suffix:
            brought = await self._kept(name + suffix, file)
        else:
            brought = await self._photo(name, file)
        return await self.desk.hand_in(request, address, form.key, brought, form.after)

    async def _photo(self, name: str, file: Sent) -> Attached:
        try:
            async with self.turn:
                await self.media.put_picture(f"{name}.jpg", file.data)
        except NotAPicture as error:
            raise web.HTTPUnsupportedMediaType(text="not a picture") from error
        return Attached("image", f"{name}.jpg")

    async def _kept(self, name: str, file: Sent) -> Attached:
        await self.media.keep(name, file.data)
        return Attached(filetypes.kind(PurePath(name).suffix, file.mime), name, file.title)

    async def _survey(self, name: str, file: Sent) -> Attached:
        await self.media.put(name + file.ending, file.data)
        return Attached("file", name + file.ending, file.title)

    async def serve(self, request: web.Request) -> web.Response:
        """`GET /media/<name>`: the same answer for what is missing and for what is someone else's."""
        address = self.desk.identity.listener(request)
        name = request.match_info["name"]
        _, rows = await self.desk.log.since(address, Cursor())
        shown = next((r.card.file for r in rows if r.card.file and r.card.file.name == name), None)
        data = await self.media.find(name) if shown else None
        if shown is None or data is None:
            raise web.HTTPNotFound(text="no such file")
        drawn = shown.mime.startswith("image/") and "svg" not in shown.mime
        headers = {"Cache-Control": "private, max-age=3600", "Content-Security-Policy": "sandbox"}
        headers["Content-Disposition"] = "inline" if drawn else "attachment"
        return web.Response(body=data, content_type=shown.mime, headers=headers)


async def _parts(request: web.Request) -> tuple[Form, Sent]:
    if not request.content_type.startswith("multipart/"):
        raise web.HTTPBadRequest(text="not a form")
    fields: dict[str, str] = {}
    file = Sent()
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or part.name not in ("key", "after", "file"):
                raise web.HTTPBadRequest(text="key, after and file")
            if part.name == "file":
                mime = part.headers.get("Content-Type", "")
                file = Sent(part.filename or "", mime, await _limited(part, MOST_BYTES))
            else:
                fields[part.name] = (await _limited(part, _WORDS)).decode()
        return msgspec.convert(fields, Form), file
    except (ValueError, msgspec.ValidationError) as error:
        raise web.HTTPBadRequest(text="not a form") from error


async def _limited(part: BodyPartReader, most: int) -> bytes:
    """The part's bytes, read piece by piece so that too many are noticed before they are held."""
    held = bytearray()
    while chunk := await part.read_chunk(64 * 1024):
        held += chunk
        if len(held) > most:
            raise web.HTTPRequestEntityTooLarge(max_size=most, actual_size=len(held))
    return bytes(held)
