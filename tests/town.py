"""A town that asks: a real database, the intake, a clock that stands still, and campaigns to answer.

What a test wants to know is read from the database with plain SQL, through a second connection.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from clock import Clock
from sqlalchemy import text

from bot.clock import Due
from bot.house import House
from bot.intake import Intake
from dialogs.xform import read_xform
from storage import campaigns, surveys
from storage.campaigns import Campaign, State
from storage.database import Database, Db
from storage.keys import Keys

CAMPAIGNS = Path(__file__).parent.parent / "campaigns"


@dataclass(frozen=True)
class Town:
    database: Database
    clock: Clock
    house: House
    intake: Intake
    due: Due
    deleted: set[str]
    files: dict[str, datetime]
    """The files of the media store, and when they were put."""

    async def asks(self, survey: str, code: str, state: State = State.OPEN, **columns: Any) -> Campaign:
        """A campaign with one of the ready surveys, open for thirty days."""
        xform = (CAMPAIGNS / f"{survey}.xml").read_text(encoding="utf-8")
        kind = "ideas" if survey == "ideas" else "survey"
        return await self.database.write(self._create, xform, kind, code, state, columns)

    async def poses(self, xform: str, code: str) -> Campaign:
        """A campaign with a survey of the test's own."""
        return await self.database.write(self._create, xform, "survey", code, State.OPEN, {})

    async def steers(self, campaign: Campaign, to: State) -> None:
        await self.database.write(campaigns.steer, campaign.id, to, self.clock())

    async def rows(self, query: str, **values: object) -> list[tuple[Any, ...]]:
        return await self.database.read(lambda db: [tuple(r) for r in db.execute(text(query), values)])

    async def alters(self, statement: str) -> None:
        await self.database.write(lambda db: db.execute(text(statement)).rowcount)

    async def value(self, query: str, **values: object) -> Any:
        return (await self.rows(query, **values))[0][0]

    def _create(
        self, db: Db, xform: str, kind: str, code: str, state: State, columns: dict[str, Any]
    ) -> Campaign:
        now = self.clock()
        survey = read_xform(xform)
        version = surveys.keep(db, xform, survey.name, survey.version, now)
        new = {
            "title": survey.title,
            "version_id": version,
            "zone": ZoneInfo("Europe/Paris"),
            "created_by": "host:test",
            "kind": kind,
            "state": state,
            "code": code,
            "closes_at": now + timedelta(days=30),
            "deletes_at": now + timedelta(days=210),
        }
        return campaigns.create(db, campaigns.New(**{**new, **columns}), now)


def house(**settings: Any) -> House:
    known = {
        "default_language": "fr",
        "town": "Valmont",
        "public_url": "https://valmont.example",
        "zone": ZoneInfo("Europe/Paris"),
    }
    return House(Keys(b"a secret for tests, long enough"), **{**known, **settings})


@asynccontextmanager
async def living(database: Database, clock: Clock, lived_in: House | None = None) -> AsyncIterator[Town]:
    """The town while its intake runs."""
    lived_in = lived_in or house()
    intake = Intake(database, lived_in)
    deleted: set[str] = set()
    files: dict[str, datetime] = {}

    async def delete(names: frozenset[str]) -> None:
        deleted.update(names)

    async def older_than(moment: datetime) -> list[str]:
        return sorted(name for name, put in files.items() if put < moment)

    due = Due(database, clock, delete, older_than)
    intake.on_forgotten.append(due.forget)
    running = asyncio.ensure_future(intake.run())
    try:
        yield Town(database, clock, lived_in, intake, due, deleted, files)
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
