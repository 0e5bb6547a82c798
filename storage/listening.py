"""What replicas tell each other through PostgreSQL: `dialect.notify` says it, here it is heard."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

_PAUSE = 1.0
"""Seconds before a listener that lost its connection tries again."""


async def words(engine: AsyncEngine, channel: str) -> AsyncGenerator[str]:
    """All that is said on `channel`, for ever; an empty word wherever others may have been missed."""
    outside = engine.execution_options(isolation_level="AUTOCOMMIT")  # inside a transaction nothing is heard
    while True:
        try:
            connection = await outside.connect()
        except (OSError, DBAPIError):
            await asyncio.sleep(_PAUSE)
            continue
        try:
            said = await _tuned_in(connection, channel)
            yield ""
            while (word := await said.get()) is not None:
                yield word
        finally:
            await connection.invalidate()  # it listens, so nobody else is to have it
            await connection.close()


async def _tuned_in(connection: AsyncConnection, channel: str) -> "asyncio.Queue[str | None]":
    """Fills with what is said; None once the connection is lost."""
    said: asyncio.Queue[str | None] = asyncio.Queue()
    raw: Any = (await connection.get_raw_connection()).driver_connection  # asyncpg, which ships no types
    raw.add_termination_listener(lambda _lost: said.put_nowait(None))
    await raw.add_listener(channel, lambda _raw, _pid, _channel, word: said.put_nowait(word))
    return said
