"""The media store: photos, recordings and documents of residents, workbooks of staff, files made for either.

A folder, or any S3 service; rows hold only names. A name is random or made with a secret, so that
knowing it is the right to see the file, and it is checked, since some come from outside.
"""

import asyncio
import re
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, from_url

from storage import filetypes, pictures
from storage.errors import StorageError
from storage.pictures import NotAPicture

LARGEST = 20 << 20
_KEPT = (*filetypes.RECORDINGS, *filetypes.DOCUMENTS, ".yaml", ".yml")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,120}\.[a-z0-9]{1,8}")


class MediaRefused(StorageError):
    """Not a file that is kept: too large, no picture, or a name that is none."""


class NoSuchMedia(StorageError):
    """There is no file of this name."""


class Media:
    """What the entry point opens once. `url` is a folder, or an address such as `s3://bucket/prefix`,
    whose keys stand in the environment. Nothing here knows whose file it is."""

    def __init__(self, url: str) -> None:
        local = "://" not in url
        self._store = LocalStore(Path(url).absolute(), mkdir=True) if local else from_url(url)

    async def put(self, name: str, data: bytes) -> None:
        """Keeps `data` as it is; the same name again holds the newer."""
        if len(data) > LARGEST:
            raise MediaRefused(f"a file of {len(data)} bytes is too large")
        await self._store.put_async(_checked(name), data)

    async def keep(self, name: str, data: bytes) -> None:
        """A file that a channel brought: a picture is drawn anew, a recording loses its place, a document
        or a workbook is kept to be read with care.

        Anything else is dropped, and the answer that names it stands without its file.
        """
        if pictures.looks_like(data):
            with suppress(NotAPicture):
                await self.put_picture(name, data)
        elif name.endswith(_KEPT):
            await self.put(name, await asyncio.to_thread(filetypes.unplaced, data))

    async def put_picture(self, name: str, data: bytes) -> None:
        """Keeps a picture drawn anew, without what the camera wrote beside it; raises NotAPicture."""
        await self.put(name, await asyncio.to_thread(pictures.redraw, data))

    async def put_made(self, data: bytes, filename: str) -> str:
        """Keeps a file that was made here, under a name of its own with the same ending."""
        name = secrets.token_hex(16) + Path(filename).suffix.lower()
        await self.put(name, data)
        return name

    async def get(self, name: str) -> bytes:
        """Raises NoSuchMedia."""
        data = await self.find(name)
        if data is None:
            raise NoSuchMedia(name)
        return data

    async def find(self, name: str) -> bytes | None:
        """The file, or None for one that is not there, whatever its name looks like."""
        if not _NAME.fullmatch(name):
            return None
        try:
            found = await self._store.get_async(name)
            return bytes(await found.bytes_async())
        except (NotFoundError, FileNotFoundError):
            return None

    async def delete(self, *names: str) -> None:
        """What is not there is gone already."""
        for name in names:
            try:
                await self._store.delete_async(_checked(name))
            except (NotFoundError, FileNotFoundError):
                continue

    async def older_than(self, moment: datetime) -> list[str]:
        """Names of all files put before then: those that no row speaks of may go."""
        return [
            entry["path"]
            async for some in self._store.list()
            for entry in some
            if entry["last_modified"] < moment
        ]


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise MediaRefused(f"{name!r} is not a name of a file")
    return name
