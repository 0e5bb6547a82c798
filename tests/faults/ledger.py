"""What residents were led to believe, kept outside of the bot and compared with what it kept."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from faults.waiting import until
from sqlalchemy import text

from storage.database import Database

_QUESTION = re.compile(r"s\d+\.(\d+)\.\d+\.(?!open)")


@dataclass(frozen=True)
class Claim:
    """An answer that somebody gave; `acknowledged` tells whether the bot has said that it has it."""

    session: int
    path: str
    value: str
    acknowledged: Callable[[], bool]


@dataclass
class Ledger:
    claims: list[Claim] = field(default_factory=list)
    taps: int = 0

    def enter(self, claim: Claim) -> None:
        self.claims.append(claim)

    @property
    def acknowledged(self) -> dict[tuple[int, str], str]:
        return {(claim.session, claim.path): claim.value for claim in self.claims if claim.acknowledged()}

    @property
    def all(self) -> dict[tuple[int, str], str]:
        return {(claim.session, claim.path): claim.value for claim in self.claims}

    async def lost(self, database: Database) -> dict[tuple[int, str], str]:
        """What was acknowledged and is not stored as it was said."""
        believed = self.acknowledged  # read first: what is acknowledged meanwhile is of no interest
        stored = await answers(database)
        return {place: value for place, value in believed.items() if stored.get(place) != value}


async def answers(database: Database) -> dict[tuple[int, str], str]:
    rows = await read(database, "SELECT session_id, path, value FROM answer WHERE state <> 'draft'")
    return {(session, path): value for session, path, value in rows}


async def read(database: Database, query: str) -> list[tuple[Any, ...]]:
    return await database.read(lambda db: [tuple(row) for row in db.execute(text(query))])


def question(presses: Iterable[str]) -> int | None:
    """Which question a card with such buttons asks."""
    found = [match for press in presses if (match := _QUESTION.match(press))]
    return int(found[0][1]) if found else None


def asked_again(questions: Iterable[int | None]) -> Counter[int]:
    """Questions that came back after another was asked; the same card twice in a row is one."""
    asked: list[int] = []
    for number in questions:
        if number is not None and (not asked or asked[-1] != number):
            asked.append(number)
    return Counter({number: times - 1 for number, times in Counter(asked).items() if times > 1})


async def all_is_sent(database: Database) -> None:
    """Returns once nothing that was promised to a phone is left."""

    async def sent() -> bool:
        return not await read(database, "SELECT id FROM outgoing WHERE channel = 'telegram'")

    await until(sent)


async def assert_exact(database: Database, ledger: Ledger, residents: int) -> None:
    """Everybody's answers are stored, once, as they were said; and nothing else is."""
    assert await answers(database) == ledger.all
    counted = await read(database, "SELECT session_id, path, counted FROM answer")
    assert {(session, path): value for session, path, value in counted} == ledger.all
    for query, expected in (
        ("SELECT count(*) FROM session WHERE sent_at IS NOT NULL AND receipt IS NOT NULL", residents),
        ("SELECT count(*) FROM session", residents),
        ("SELECT count(*) FROM respondent", residents),
        ("SELECT count(*) FROM address", residents),
        ("SELECT count(*) FROM consent WHERE purpose = 'notice'", residents),
        ("SELECT count(*) FROM consent WHERE purpose = 'hear_back'", residents),
        ("SELECT count(*) FROM answer_history", 0),
        ("SELECT count(*) FROM quarantine", 0),
        ("SELECT count(*) FROM outgoing WHERE channel = 'telegram'", 0),
    ):
        assert (query, await read(database, query)) == (query, [(expected,)])
