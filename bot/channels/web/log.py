"""A respondent's cards as the page reads them: numbered, and from where it left off.

A cursor, `talk.seq`, says which conversation and how far. The talk changes when a browser comes to belong
to another respondent (everything was erased, or two devices were joined): the page then starts afresh.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from bot import outbox
from bot.channel import Card, Outgoing
from storage import respondents, staff
from storage.database import Database, Db
from storage.keys import Keys

_CURSOR = re.compile(r"([0-9A-Za-z_-]{1,16})\.(\d{1,15})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cursor:
    talk: str = ""
    seq: int = 0

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """From what a page sent; the beginning, if that is no cursor."""
        found = _CURSOR.fullmatch(text)
        return cls(found[1], int(found[2])) if found else cls()

    def __str__(self) -> str:
        return f"{self.talk}.{self.seq}"


class Numbered(msgspec.Struct, frozen=True):
    talk: str
    seq: int
    card: Card


@dataclass(frozen=True, slots=True)
class Log:
    database: Database
    keys: Keys

    def talk(self, respondent: int) -> str:
        """A name for this respondent's conversation that tells nothing of how many there are."""
        return self.keys.token("web talk", str(respondent))[:12]

    async def since(self, address: str, cursor: Cursor) -> tuple[int | None, list[Outgoing]]:
        """The respondent behind an address, if there is one, and their rows after the cursor."""
        return await self.database.read(self._since, address, cursor)

    def _since(self, db: Db, address: str, cursor: Cursor) -> tuple[int | None, list[Outgoing]]:
        found = respondents.find(db, self.keys, address)
        if found is None:
            return None, []
        respondent, _ = found
        after = cursor.seq if cursor.talk == self.talk(respondent) else 0
        return respondent, outbox.since(db, respondent, after)

    async def is_staff(self, address: str, now: datetime) -> bool:
        return await self.database.read(self._is_staff, address, now)

    def _is_staff(self, db: Db, address: str, now: datetime) -> bool:
        found = respondents.find(db, self.keys, address)
        return found is not None and staff.member(db, found[0], "web", now) is not None

    def after(self, row: Outgoing) -> Cursor:
        return Cursor(self.talk(row.respondent), row.seq)

    def numbered(self, rows: Sequence[Outgoing]) -> list[Numbered]:
        return [Numbered(self.talk(row.respondent), row.seq, row.card) for row in rows]
