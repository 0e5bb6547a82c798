"""A crowd that answers for as long as it is told to, half on Telegram and half on the web."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from random import Random

from botapi.server import BotApi
from faults.ledger import Ledger, asked_again
from faults.residents import Resident
from faults.telegram_hand import TelegramHand
from faults.waiting import until
from faults.web_hand import WebHand, page


@dataclass
class Crowd:
    """`most` take part at a time; whoever has finished is followed by somebody else."""

    api: BotApi
    address: str
    random: Random
    most: int
    tasks: asyncio.TaskGroup
    pages: AsyncExitStack
    ledger: Ledger = field(default_factory=Ledger)
    residents: list[Resident] = field(default_factory=list)

    async def gather(self) -> None:
        """As many as there is room for come in."""
        while sum(not resident.done for resident in self.residents) < self.most:
            resident = Resident(await self._hand(), Random(self.random.random()), self.ledger)
            self.residents.append(resident)
            self.tasks.create_task(resident.takes_part())

    async def _hand(self) -> TelegramHand | WebHand:
        if len(self.residents) % 2:
            return TelegramHand(self.api, self.api.person(f"Resident {len(self.residents)}"))
        return await self.pages.enter_async_context(page(self.address))

    async def all_done(self, within: float = 60) -> None:
        await until(self._nobody_left, within)

    async def acts(self, times: int, within: float = 60) -> None:
        """Returns when they have tapped so often; or when nobody is left who would."""
        goal = self.ledger.taps + times

        async def acted() -> bool:
            return self.ledger.taps >= goal or await self._nobody_left()

        await until(acted, within, every=0.002)

    async def _nobody_left(self) -> bool:
        return all(resident.done for resident in self.residents)

    @property
    def asked_again(self) -> dict[int, dict[int, int]]:
        again = {n: dict(asked_again(one.hand.asked())) for n, one in enumerate(self.residents)}
        return {n: questions for n, questions in again.items() if questions}

    @property
    def statuses(self) -> set[int]:
        """How the web chat answered what was posted; 0 where it did not."""
        pages = (one.hand for one in self.residents if isinstance(one.hand, WebHand))
        return {status for hand in pages for status in hand.statuses}


@asynccontextmanager
async def crowd(api: BotApi, address: str, random: Random, most: int) -> AsyncIterator[Crowd]:
    async with AsyncExitStack() as pages, asyncio.TaskGroup() as tasks:
        yield Crowd(api, address, random, most, tasks, pages)
