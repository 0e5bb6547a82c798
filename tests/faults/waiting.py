"""Waiting for what is to happen: looked for again and again, and never for a fixed time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def until(seen: Callable[[], Awaitable[T]], within: float = 60.0, every: float = 0.01) -> T:
    """What `seen` finds, once it finds something."""
    async with asyncio.timeout(within):
        found = await seen()
        while not found:
            await asyncio.sleep(every)
            found = await seen()
        return found
