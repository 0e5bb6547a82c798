"""Visitors of a forum: each answers its survey in a way of their own, slips, corrects, is interrupted.

A visitor knows what they last said to each question, so that results can be counted again without the bot.
"""

import re
from dataclasses import dataclass, field
from random import Random

from botapi.person import Person
from botapi.world import Message

USEFUL, SPOKE, PREVENTED, FOLLOW, HEARD, BETTER = range(6)
NAMES = ("useful", "spoke", "prevented", "follow", "heard", "better")
CHOICES = {
    SPOKE: ("yes", "partly", "no", "nsp"),
    PREVENTED: ("time", "noise", "words", "comfort", "else"),
    FOLLOW: ("nature", "streets", "housing", "shops", "youth"),
    HEARD: ("poster", "neighbour", "association", "online", "town", "passing"),
}


@dataclass
class Visitor:
    """`said` is what results must say of them in the end: question to value, "" where they passed."""

    person: Person
    random: Random
    said: dict[int, str] = field(default_factory=dict)

    async def visits(self, code: str) -> None:
        self.person.says(f"/start {code}")
        await self._taps(r"\.begin$")
        await self._rates()
        await self._chooses(SPOKE)
        if self.said[SPOKE] in ("partly", "no"):
            await self._chooses(PREVENTED)
        await self._follows()
        await self._chooses(HEARD)
        await self._writes()
        while self.random.random() < 0.4:
            await self._corrects()
        await self._taps(r"\.send$")
        await self._taps(r"\.no$")

    @property
    def counted(self) -> dict[str, str]:
        """What was said to the questions that still stand."""
        left_out = {PREVENTED} if self.said[SPOKE] not in ("partly", "no") else set()
        return {NAMES[q]: value for q, value in self.said.items() if q not in left_out}

    # ---- questions -------------------------------------------------------------------------

    async def _rates(self) -> None:
        value = self.random.randint(1, 5)
        if self.random.random() < 0.2:
            await self._shown(rf"\.{USEFUL}\.\d+\.=")
            self.person.says(self.random.choice(["beaucoup", "17", "?"]))
            self._interrupts()
        await self._taps(rf"\.{USEFUL}\.\d+\.={value}$")
        self.said[USEFUL] = str(value)

    async def _chooses(self, question: int) -> None:
        names = CHOICES[question]
        place = self.random.randrange(len(names))
        await self._taps(rf"\.{question}\.\d+\.={place}$")
        self.said[question] = names[place]

    async def _follows(self) -> None:
        """Ticks some, takes one back, confirms."""
        ticked = self.random.sample(range(5), self.random.randint(1, 4))
        for place in ticked:
            await self._taps(rf"\.{FOLLOW}\.\d+\.\+{place}$")
        if len(ticked) > 1:
            await self._taps(rf"\.{FOLLOW}\.\d+\.-{ticked.pop()}$")
        await self._shown(rf"\.{FOLLOW}\.\d+\.-{ticked[-1]}$")
        await self._taps(rf"\.{FOLLOW}\.\d+\.done$")
        self.said[FOLLOW] = " ".join(CHOICES[FOLLOW][place] for place in sorted(ticked))

    async def _writes(self) -> None:
        await self._shown(rf"\.{BETTER}\.\d+\.skip$")
        if self.random.random() < 0.5:
            await self._taps(rf"\.{BETTER}\.\d+\.skip$")
            self.said[BETTER] = ""
        else:
            self.said[BETTER] = f"Plus de chaises, n° {self.random.randint(1, 99)}"
            self.person.says(self.said[BETTER])

    async def _corrects(self) -> None:
        """From the summary: « Modifier », a question, another value; then the summary again."""
        question = self.random.choice((USEFUL, HEARD))
        await self._taps(r"\.correct$")
        await self._taps(rf"\.{question}\.\d+\.open$")
        if question == USEFUL:
            await self._rates()
        else:
            await self._chooses(question)
        await self._shown(r"\.send$")

    # ---- hands -----------------------------------------------------------------------------

    async def _taps(self, data: str) -> None:
        """Taps the button that carries such data, as soon as the newest card shows it."""
        card, label = await self._shown(data)
        update = self.person.taps(label, card)
        roll = self.random.random()
        if roll < 0.05:
            self.person.world.again(update)
        elif roll < 0.15:
            self.person.world.again(update, new_id=True)
        await self.person.told(update)
        self._interrupts()

    async def _shown(self, data: str) -> tuple[Message, str]:
        return await self.person.until(lambda: self._button(data), within=60)

    def _button(self, data: str) -> tuple[Message, str] | None:
        card = self.person.received[-1] if self.person.received else None
        rows = card.markup.get("inline_keyboard", []) if card and card.markup else []
        found = [b["text"] for row in rows for b in row if re.search(data, b.get("callback_data", ""))]
        return (card, found[0]) if card and found else None

    def _interrupts(self) -> None:
        """A question in between, or a sticker: neither is an answer."""
        roll = self.random.random()
        if roll < 0.03:
            self.person.says("/aide")
        elif roll < 0.05:
            self.person.sends_other("sticker")
