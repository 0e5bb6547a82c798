"""What has arrived, gathered into batches while the last one was being committed.

Whoever brings an inbound waits until it is committed, and only then acknowledges it. One loop takes the
batches one after the other, so inbounds of one respondent keep the order in which they came.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

from bot.channel import Inbound, Outgoing
from bot.conversation import receive
from bot.house import House
from bot.trouble import where
from storage import quarantine
from storage.database import Database, DatabaseUnreachable
from storage.quarantine import SetAside

log = logging.getLogger(__name__)

Committed: TypeAlias = Callable[[Sequence[Outgoing]], None]
Forgotten: TypeAlias = Callable[[frozenset[str]], None]


@dataclass(frozen=True, slots=True)
class _Waiting:
    inbound: Inbound
    answered: "asyncio.Future[tuple[Outgoing, ...]]"


class Intake:
    """The one way in. `run` belongs to the application's TaskGroup."""

    def __init__(self, database: Database, house: House, most: int = 100) -> None:
        self._database = database
        self._house = house
        self._most = most
        self._waiting: deque[_Waiting] = deque()
        self._arrived = asyncio.Event()
        self.on_commit: list[Committed] = []
        """Called with the cards of each batch, once it is committed."""
        self.on_forgotten: list[Forgotten] = []
        """Called with the names of files to be deleted from the media store."""

    async def take(self, inbound: Inbound) -> tuple[Outgoing, ...]:
        """The cards promised in answer to `inbound`, once they are committed; none for one seen before.

        An exception means that nothing was kept: the channel must not acknowledge.
        """
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[tuple[Outgoing, ...]] = loop.create_future()
        self._waiting.append(_Waiting(inbound, answered))
        self._arrived.set()
        return await answered

    async def run(self) -> NoReturn:
        try:
            while True:
                await self._arrived.wait()
                await self._take_batch(self._gather())
        finally:
            for waiting in self._waiting:
                waiting.answered.cancel()

    def _gather(self) -> list[_Waiting]:
        batch = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
        if not self._waiting:
            self._arrived.clear()
        return batch

    async def _take_batch(self, batch: Sequence[_Waiting]) -> None:
        try:
            await self._commit(batch)
        except asyncio.CancelledError:
            for waiting in batch:
                waiting.answered.cancel()
            raise
        except DatabaseUnreachable as away:
            log.warning("a batch of %d was not taken: %s", len(batch), away)
            _refuse(batch, away)
        except Exception as error:
            log.warning("a batch of %d failed and is taken one by one: %s", len(batch), where(error))
            for waiting in batch:
                await self._take_alone(waiting)

    async def _take_alone(self, waiting: _Waiting) -> None:
        """One inbound apart; if it fails again by itself, it is set aside, so that it holds up nobody."""
        try:
            await self._commit([waiting])
        except DatabaseUnreachable as away:
            _refuse([waiting], away)
        except Exception as error:
            log.error("inbound %s failed twice: %s", waiting.inbound.key, where(error))
            try:
                await self._database.write(quarantine.put, _set_aside(waiting.inbound, error))
                _settle(waiting, ())
            except Exception as unkept:
                _refuse([waiting], unkept)

    async def _commit(self, batch: Sequence[_Waiting]) -> None:
        inbounds = [waiting.inbound for waiting in batch]
        received = await self._database.write(receive, inbounds, self._house)
        for waiting, cards in zip(batch, received.answers, strict=True):
            _settle(waiting, cards)
        answers = [card for cards in received.answers for card in cards]
        self._tell([*received.told, *answers], received.files)

    def _tell(self, cards: Sequence[Outgoing], files: frozenset[str]) -> None:
        for hear in self.on_commit if cards else ():
            hear(cards)
        for delete in self.on_forgotten if files else ():
            delete(files)


def _settle(waiting: _Waiting, cards: tuple[Outgoing, ...]) -> None:
    if not waiting.answered.done():  # its channel may have gone away meanwhile
        waiting.answered.set_result(cards)


def _refuse(batch: Sequence[_Waiting], error: Exception) -> None:
    """Their channels bring them again: nothing of them was kept."""
    for waiting in batch:
        if not waiting.answered.done():
            waiting.answered.set_exception(error)


def _set_aside(inbound: Inbound, error: Exception) -> SetAside:
    """Without what was said: an operator needs to know that it failed and how, not what it was."""
    return SetAside(
        inbound.key, inbound.channel, type(inbound.brought).__name__, type(error).__name__, inbound.at
    )
