"""One update from either road, all the way: read, its file fetched, taken; and the word for its tap."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import msgspec

from bot.channel import Inbound, Outgoing
from bot.channels.telegram.read import NAME, Read, Reader, Wanted
from bot.channels.telegram.update import decode, number
from storage.quarantine import SetAside

log = logging.getLogger(__name__)

Take: TypeAlias = Callable[[Inbound], Awaitable[tuple[Outgoing, ...]]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tap is answered with."""

    callback: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Taker:
    """`fetch` brings a file into the media store; `set_aside` keeps what nobody can read."""

    reader: Reader
    take: Take
    fetch: Callable[[Wanted], Awaitable[None]]
    set_aside: Callable[[SetAside], Awaitable[None]]
    clock: Callable[[], datetime]

    async def read(self, body: bytes) -> Read:
        """What an update holds; an unreadable one is set aside, so that it holds up nobody."""
        try:
            return self.reader.read(decode(body), self.clock())
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            log.warning("an update cannot be read: %s", type(error).__name__)
            await self.set_aside(self._unreadable(body, error))
            return Read(0)

    async def accept(self, read: Read) -> Answer | None:
        """Returns once what was read is committed. An exception means that it is not."""
        cards = await self.take(read.inbound) if read.inbound else ()
        if not read.callback:
            return None
        return Answer(read.callback, next((row.card.notice for row in cards if row.card.notice), ""))

    def _unreadable(self, body: bytes, error: Exception) -> SetAside:
        update = number(body)
        at = self.clock()
        key = f"{NAME}:{self.reader.bot}:{at.isoformat() if update is None else update}"
        text = body.decode("utf-8", "replace").replace("\0", "�")
        return SetAside(key, NAME, text, str(error)[:200], at)
