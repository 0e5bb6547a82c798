"""python-telegram-bot's limiter, ours: its stock one lets bursts pass, and messages during a pause."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.pace import Pace

ACQUIRED = "acquired"
"""What a call carries whose slot was taken before its intent was committed."""

_MARGIN = 0.5
_LOOK_AGAIN = 0.02


class NotSent(Exception):
    """A pause began between the slot and the call, which never left."""


class CampaignLimiter(BaseRateLimiter[str]):
    """Takes its slots from the token's one pace: fewer a second than all, and none while a reply waits."""

    def __init__(self, pace: Pace, now: Callable[[], float], per_second: float = 22.0) -> None:
        self._pace = pace
        self._now = now
        self._gap = 1 / per_second
        self._next = 0.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def acquire(self, chat: int) -> None:
        """Returns when a message may leave for `chat`; between looking and booking nothing is awaited."""
        wait = self._wait(chat)
        while wait:
            await asyncio.sleep(wait)
            wait = self._wait(chat)
        self._pace.spend(chat)
        self._next = max(self._next, self._now() - self._gap) + self._gap

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        if rate_limit_args == ACQUIRED and self._pace.paused():
            raise NotSent
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as flood:
            self._pace.pause(seconds(flood) + _MARGIN)
            raise

    def _wait(self, chat: int) -> float:
        wait = max(self._next - self._now(), self._pace.wait(), self._pace.chat_wait(chat))
        return max(wait, _LOOK_AGAIN) if wait > 0 or self._pace.replies else 0.0


def seconds(flood: RetryAfter) -> float:
    """What Telegram asked for: a span of time or a number, as the library is told to tell it."""
    asked = flood.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)
