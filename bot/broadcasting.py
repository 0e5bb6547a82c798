"""From the first broadcast on: until then nothing is loaded and nobody is asked for it.

A library takes its time and memory to load, and most days a town writes to nobody unasked.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import NoReturn

from bot.broadcaster import Broadcaster, Line
from storage import broadcasts
from storage.database import Database

log = logging.getLogger(__name__)

AGAIN = 3.0
"""Seconds between two looks for a broadcast."""


async def broadcast(
    database: Database,
    open_line: Callable[[], Awaitable[AbstractAsyncContextManager[Line]]],
    by: Callable[[Line], Broadcaster],
    again: float = AGAIN,
) -> NoReturn:
    """Sends for ever, as soon as there is something to send."""
    await _asked_for(database, again)
    async with await open_line() as line:
        await by(line).run()


async def _asked_for(database: Database, again: float) -> None:
    """Returns once a broadcast has something left to do."""
    while True:
        try:
            if await database.read(broadcasts.on_their_way):
                return
        except Exception:
            log.exception("broadcasts cannot be looked for")
        await asyncio.sleep(again)
