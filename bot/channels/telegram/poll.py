"""Long polling: a batch is confirmed by the next call, and that is made only after its commit.

The place is never kept: each start asks for all that is unconfirmed, and what had been taken
before is dropped by its key.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NoReturn

import msgspec
from aiohttp import ClientError

from bot.channels.telegram.read import Read
from bot.channels.telegram.send import TelegramChannel
from bot.channels.telegram.session import Answer, LeanSession
from bot.channels.telegram.take import Taker
from bot.channels.telegram.update import KINDS, number
from bot.tenure import Tenure

log = logging.getLogger(__name__)

POLL_SECONDS = 10
"""Short enough that the lease is renewed in time."""
_SLACK_SECONDS = 15
_IDLE = timedelta(days=5)
"""After a week without updates their numbers may start anew, lower: ours is forgotten before."""
_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
_PAUSE_AFTER = {401: 60.0, 404: 60.0, 409: 10.0}

_batch = msgspec.json.Decoder(list[msgspec.Raw]).decode
_answer = msgspec.json.Decoder(Answer).decode


@dataclass(slots=True)
class Poller:
    """`tenure` is what makes it the only one that polls for its token."""

    session: LeanSession
    token: str
    taker: Taker
    channel: TelegramChannel
    tenure: Tenure
    clock: Callable[[], datetime]
    seconds: int = POLL_SECONDS
    rest: Callable[[float], Awaitable[None]] = asyncio.sleep
    _offset: int | None = None
    _failures: int = 0
    _heard_at: datetime | None = None

    async def run(self) -> NoReturn:
        try:
            async with asyncio.TaskGroup() as tasks:
                await self._poll_for_ever(tasks)
        finally:
            await self.tenure.give_up()

    async def _poll_for_ever(self, tasks: asyncio.TaskGroup) -> NoReturn:
        while True:
            await self.tenure.holding()
            pause = await self._once(tasks)
            self._failures = self._failures + 1 if pause else 0
            await self.rest(pause)

    async def _once(self, tasks: asyncio.TaskGroup) -> float:
        """One call and all it brought; returns for how long to be quiet after a failure."""
        try:
            answer = _answer(await self._ask())
            if not answer.ok:
                return self._refused(answer)
            await self._take(_batch(answer.result), tasks)
        except (ClientError, TimeoutError, msgspec.MsgspecError) as error:
            return self._failed(type(error).__name__)
        except Exception:
            log.exception("updates were not taken; they will come again")
            return self._failed("")
        return 0.0

    async def _ask(self) -> bytes:
        fields: dict[str, object] = {"timeout": self.seconds, "allowed_updates": KINDS}
        now = self.clock()
        if self._heard_at and now - self._heard_at > _IDLE:
            self._offset = None
        if self._offset is not None:
            fields["offset"] = self._offset
        _, body = await self.session.call(self.token, "getUpdates", fields, self.seconds + _SLACK_SECONDS)
        return body

    async def _take(self, batch: Sequence[msgspec.Raw], tasks: asyncio.TaskGroup) -> None:
        if not batch:
            return
        bodies = [bytes(body) for body in batch]
        by_chat: dict[int, list[Read]] = {}
        for body in bodies:
            read = await self.taker.read(body)
            by_chat.setdefault(read.chat, []).append(read)
        async with asyncio.TaskGroup() as taking:
            for reads in by_chat.values():
                taking.create_task(self._take_in_order(reads, taking, tasks))
        self._heard_at = self.clock()
        self._offset = max(number(body) or 0 for body in bodies) + 1

    async def _take_in_order(
        self, reads: Sequence[Read], taking: asyncio.TaskGroup, tasks: asyncio.TaskGroup
    ) -> None:
        """One chat's updates: handed in as they came, the later ones after the file of an earlier one."""
        for read in reads:
            if read.wanted:
                await self.taker.fetch(read.wanted)
            taking.create_task(self._accept(read, tasks))

    async def _accept(self, read: Read, tasks: asyncio.TaskGroup) -> None:
        answer = await self.taker.accept(read)
        if answer:
            tasks.create_task(self.channel.answer(answer.callback, answer.notice))

    def _refused(self, answer: Answer) -> float:
        log.error("getUpdates was refused (%d): %s", answer.error_code, answer.description[:200])
        asked = answer.parameters.retry_after or _PAUSE_AFTER.get(answer.error_code, 0.0)
        return max(asked, self._failed(""))

    def _failed(self, why: str) -> float:
        if why and not self._failures:
            log.warning("Telegram cannot be reached: %s", why)
        return _PAUSES[min(self._failures, len(_PAUSES) - 1)]
