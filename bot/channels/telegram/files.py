"""Files that residents send: fetched from Telegram before their update counts as taken.

Telegram keeps an update until it is confirmed, so a crash while a file comes in loses nothing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiohttp import ClientError

from bot.channels.telegram.read import Wanted

log = logging.getLogger(__name__)

_LARGEST = 20 << 20
_SECONDS = 20
_TRIES = 3


class TooLarge(Exception):
    """More bytes came than were announced, or may be."""


@dataclass(frozen=True, slots=True)
class Files:
    """`keep` puts a file into the media store under a name; it drops what is no picture or workbook."""

    bot: Bot
    keep: Callable[[str, bytes], Awaitable[None]]

    async def fetch(self, wanted: Wanted) -> None:
        """Brings the file in. One that Telegram does not hand out is missing, and its update goes on."""
        for _ in range(_TRIES):
            try:
                async with asyncio.timeout(_SECONDS):
                    data = await self._download(wanted.file_id)
            except (TelegramBadRequest, TooLarge) as error:
                log.info("a file was left with Telegram: %s", error)
                return
            except (AiogramError, ClientError, TimeoutError) as error:
                log.warning("a file did not come: %s", type(error).__name__)
            else:
                await self.keep(wanted.name, data)
                return

    async def _download(self, file_id: str) -> bytes:
        file = await self.bot.get_file(file_id)
        url = self.bot.session.api.file_url(self.bot.token, file.file_path or "")
        data = bytearray()
        async for chunk in self.bot.session.stream_content(url, timeout=_SECONDS):
            data += chunk
            if len(data) > _LARGEST:
                raise TooLarge
        return bytes(data)
