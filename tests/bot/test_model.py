"""Whatever is said, tapped, sent again, late or in one batch: it comes to what a small model says.

The model knows nothing of sessions, cards or batches: only what a resident said last to each question.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeVar

from clock import Clock
from conftest import migrate
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from player import Direct
from town import Town, living

from bot.channel import Inbound, Press
from dialogs.turn import Typed
from storage.database import Database

T = TypeVar("T")

USEFUL, SPOKE, PREVENTED, FOLLOW, HEARD, BETTER = range(6)
NAMES = ("useful", "spoke", "prevented", "follow", "heard", "better")
CHOICES = {
    USEFUL: ("1", "2", "3", "4", "5"),
    SPOKE: ("yes", "partly", "no", "nsp"),
    PREVENTED: ("time", "noise", "words", "comfort", "else"),
    FOLLOW: ("nature", "streets", "housing", "shops", "youth"),
    HEARD: ("poster", "neighbour", "association", "online", "town", "passing"),
}


@dataclass
class Model:
    """The last word on each question; « Envoyer » makes it count, and what comes after waits for the next."""

    said: dict[int, str] = field(default_factory=dict)
    ticked: set[int] = field(default_factory=set)
    sent: dict[str, str] | None = None

    @property
    def place(self) -> int | None:
        """The first relevant question without an answer."""
        return next((q for q in range(6) if q not in self.said and self._relevant(q)), None)

    @property
    def stands(self) -> dict[str, str]:
        """What was said to questions that are no longer asked is kept, and comes back with them."""
        return {NAMES[q]: value for q, value in self.said.items() if self._relevant(q)}

    @property
    def counted(self) -> dict[str, str]:
        return self.stands if self.sent is None else self.sent

    def chooses(self, question: int, option: int) -> None:
        if self._relevant(question):
            self.said[question] = CHOICES[question][option]

    def ticks(self, option: int, on: bool) -> None:
        if self.place == FOLLOW:
            (self.ticked.add if on else self.ticked.discard)(option)

    def confirms(self) -> None:
        if self.place == FOLLOW and self.ticked:
            self.said[FOLLOW] = " ".join(CHOICES[FOLLOW][option] for option in sorted(self.ticked))

    def types(self, text: str) -> None:
        if self.place == BETTER:
            self.said[BETTER] = text

    def sends(self) -> None:
        if self.place is None:
            self.sent = self.stands

    def _relevant(self, question: int) -> bool:
        return question != PREVENTED or self.said.get(SPOKE) in ("partly", "no")


_migrated: list[bytes] = []


async def migrated() -> bytes:
    """An empty database, made once."""
    if not _migrated:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "parvis.db"
            await migrate(f"sqlite+aiosqlite:///{path}")
            _migrated.append(path.read_bytes())
    return _migrated[0]


class Conversation(RuleBasedStateMachine):
    """One resident, whose every act reaches both the model and the bot; some reach the bot more than once."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = TemporaryDirectory()
        self.model = Model()
        self.before: list[Inbound] = []
        self._does(self._begins())

    async def _begins(self) -> None:
        path = Path(self.folder.name) / "parvis.db"
        path.write_bytes(await migrated())
        self.database = await Database.open(f"sqlite+aiosqlite:///{path}")
        self.life = living(self.database, Clock())
        self.town: Town = await self.life.__aenter__()
        await self.town.asks("forum", "FORUM")
        self.awa = Direct(self.town, language="en")
        await self.awa.says("/start FORUM")
        await self.awa.taps("Begin")
        self.session = await self.town.value("SELECT max(id) FROM session")

    def teardown(self) -> None:
        self._does(self.life.__aexit__(None, None, None))
        self._does(self.database.close())
        self.loop.close()
        self.folder.cleanup()

    def _does(self, work: Coroutine[object, object, T]) -> T:
        return self.loop.run_until_complete(work)

    # ---- acts ------------------------------------------------------------------------------

    @rule(question=st.sampled_from((USEFUL, SPOKE, PREVENTED, HEARD)), option=st.integers(0, 3))
    def chooses(self, question: int, option: int) -> None:
        self.model.chooses(question, option)
        word = CHOICES[USEFUL][option] if question == USEFUL else option  # a scale is pressed by its numbers
        self._presses(f"{question}.{{}}.={word}", question)

    @rule(data=st.data())
    def goes_on(self, data: st.DataObject) -> None:
        """The question that is asked, so that the end is reached at times."""
        place = self.model.place
        if place in (USEFUL, SPOKE, PREVENTED, HEARD):
            self.chooses(place, data.draw(st.integers(0, 3)))
        elif place == FOLLOW:
            self.ticks(data.draw(st.integers(0, 4)), True)
            self.confirms()
        elif place == BETTER:
            self.types("More chairs")

    @rule(option=st.integers(0, 4), on=st.booleans())
    def ticks(self, option: int, on: bool) -> None:
        if self.model.place == FOLLOW:
            self.model.ticks(option, on)
            self._presses(f"{FOLLOW}.{{}}.{'+' if on else '-'}{option}", FOLLOW)

    @rule()
    def confirms(self) -> None:
        if self.model.place == FOLLOW:
            self.model.confirms()
            self._presses(f"{FOLLOW}.{{}}.done", FOLLOW)

    @rule(text=st.sampled_from(["More chairs", "Less noise"]))
    def types(self, text: str) -> None:
        if self.model.place == BETTER:
            self.model.types(text)
            self._brings(self.awa.inbound(Typed(text)))

    @rule()
    def sends(self) -> None:
        self.model.sends()
        self._brings(self.awa.inbound(Press(f"s{self.session}.send")))

    @rule()
    def presses_what_nobody_made(self) -> None:
        self._brings(self.awa.inbound(Press(f"s{self.session}.7.0.=1")))
        self._brings(self.awa.inbound(Press(f"s{self.session + 1}.0.0.=1")))

    @rule(seed=st.integers(0, 99))
    def all_that_was_brought_comes_again(self, seed: int) -> None:
        """In another order and in one batch, each under its own key."""
        again = Random(seed).sample(self.before, len(self.before))
        self._brings(*again)

    # ---- what must hold --------------------------------------------------------------------

    @invariant()
    def the_answers_are_those_of_the_model(self) -> None:
        assert self._answers("value", "state") == self.model.stands

    @invariant()
    def what_counts_is_what_was_sent(self) -> None:
        assert self._answers("counted", "counted_state") == self.model.counted

    @invariant()
    def there_is_one_session_and_nothing_set_aside(self) -> None:
        query = "SELECT (SELECT count(*) FROM session), (SELECT count(*) FROM quarantine)"
        assert self._does(self.town.rows(query)) == [(1, 0)]

    def _answers(self, value: str, state: str) -> dict[str, str]:
        query = f"SELECT path, {value} FROM answer WHERE {state} IN ('answered', 'refused')"
        return {path.rpartition("/")[2]: said for path, said in self._does(self.town.rows(query))}

    def _presses(self, op: str, question: int) -> None:
        """With the revision that the newest card of the question shows."""
        query = "SELECT revision FROM answer WHERE path = :path"
        rows = self._does(self.town.rows(query, path=f"/data/{NAMES[question]}"))
        revision = rows[0][0] if rows else 0
        self._brings(self.awa.inbound(Press(f"s{self.session}.{op.format(revision)}")))

    def _brings(self, *inbounds: Inbound) -> None:
        async def at_once() -> None:
            await asyncio.gather(*(self.town.intake.take(inbound) for inbound in inbounds))

        self._does(at_once())
        self.before += [inbound for inbound in inbounds if inbound not in self.before]


Conversation.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestConversation = Conversation.TestCase
