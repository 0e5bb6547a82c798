"""Residents who answer a forum's survey, on Telegram or in the web chat, and press each button once.

Whatever befalls the bot, they only wait: a page sends again what was not answered, a phone shows what comes.
What they were led to believe goes into the ledger.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Protocol, TypeAlias

from faults.ledger import Claim, Ledger
from visitors import BETTER, CHOICES, FOLLOW, HEARD, NAMES, PREVENTED, SPOKE, USEFUL

Acknowledged: TypeAlias = Callable[[], bool]


class Hand(Protocol):
    """How a resident holds a channel. What is said returns whether the bot has acknowledged it."""

    async def starts(self, code: str) -> None: ...

    async def shown(self, press: str) -> str:
        """The press of the newest card that matches, as soon as there is one."""
        ...

    async def taps(self, press: str, *, again: bool) -> Acknowledged:
        """`again`: it is sent once more, as another tap."""
        ...

    async def says(self, text: str) -> Acknowledged: ...

    async def reads(self, words: str) -> None:
        """Returns once a card says so."""
        ...

    def asked(self) -> list[int | None]:
        """The question of each card in the order in which they came."""
        ...


@dataclass
class Resident:
    hand: Hand
    random: Random
    ledger: Ledger
    session: int = 0
    done: bool = False

    async def takes_part(self) -> None:
        await self.hand.starts("FORUM")
        await self._taps(r"\.begin$")
        await self._answers(USEFUL, str(self.random.randint(1, 5)))
        spoke = await self._chooses(SPOKE)
        if spoke in ("partly", "no"):
            await self._chooses(PREVENTED)
        await self._ticks()
        await self._chooses(HEARD)
        await self._writes()
        await self._taps(r"\.send$")
        await self.hand.reads(r"FRU-\w+")
        await self._taps(r"\.no$")
        await self.hand.reads("C’est entendu")
        self.done = True

    async def _answers(self, asked: int, value: str) -> None:
        self._claim(asked, value, await self._taps(rf"\.{asked}\.\d+\.={value}$"))

    async def _chooses(self, asked: int) -> str:
        names = CHOICES[asked]
        place = self.random.randrange(len(names))
        self._claim(asked, names[place], await self._taps(rf"\.{asked}\.\d+\.={place}$"))
        return names[place]

    async def _ticks(self) -> None:
        ticked = sorted(self.random.sample(range(5), self.random.randint(1, 3)))
        for place in ticked:
            await self._taps(rf"\.{FOLLOW}\.\d+\.\+{place}$")
        await self.hand.shown(rf"\.{FOLLOW}\.\d+\.-{ticked[-1]}$")
        given = await self._taps(rf"\.{FOLLOW}\.\d+\.done$")
        self._claim(FOLLOW, " ".join(CHOICES[FOLLOW][place] for place in ticked), given)

    async def _writes(self) -> None:
        await self.hand.shown(rf"\.{BETTER}\.\d+\.skip$")
        said = f"Plus de chaises, n° {self.random.randint(1, 9999)}"
        self._claim(BETTER, said, await self.hand.says(said))

    async def _taps(self, press: str) -> Acknowledged:
        shown = await self.hand.shown(press)
        self.session = int(re.findall(r"\d+", shown)[0])
        self.ledger.taps += 1
        return await self.hand.taps(shown, again=self.random.random() < 0.15)

    def _claim(self, asked: int, value: str, acknowledged: Acknowledged) -> None:
        self.ledger.enter(Claim(self.session, f"/data/{NAMES[asked]}", value, acknowledged))
