"""What staff did, only ever added to.

Each entry carries a hash of itself and of the one before, so that none can be altered or taken out
without `verify` naming the place. Entries hold numbers of people and things, never words of theirs.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import msgspec
from sqlalchemy import insert, select

from storage.database import Db
from storage.dialect import exclusively
from storage.models.base import milliseconds
from storage.models.campaigns import audit

_FIRST = bytes(32)
_AT_A_TIME = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: str


_COLUMNS = (audit.c.id, audit.c.at, audit.c.actor, audit.c.action, audit.c.subject, audit.c.detail)


def add(db: Db, actor: str, action: str, subject: str, now: datetime, detail: str = "") -> int:
    """Notes that `actor` (`staff:7`, `host:awa`) did `action` to `subject` (`campaign:3`)."""
    exclusively(db, "audit")
    before = db.scalar(select(audit.c.link).order_by(audit.c.id.desc()).limit(1)) or _FIRST
    row = {
        "at": now,
        "actor": actor,
        "action": action,
        "subject": subject,
        "detail": detail,
        "link": _link(before, now, actor, action, subject, detail),
    }
    number: int = db.scalars(insert(audit).returning(audit.c.id), row).one()
    return number


def newest(db: Db, limit: int = 50) -> list[Entry]:
    rows = db.execute(select(*_COLUMNS).order_by(audit.c.id.desc()).limit(limit))
    return [Entry(*row) for row in rows]


def verify(db: Db) -> int | None:
    """The number of the first entry that is not as it was written, or follows a missing one; else None."""
    link = _FIRST
    every = select(*_COLUMNS, audit.c.link).order_by(audit.c.id)
    for row in db.execute(every, execution_options={"yield_per": _AT_A_TIME}):
        link = _link(link, row.at, row.actor, row.action, row.subject, row.detail)
        if link != row.link:
            return int(row.id)
    return None


def _link(before: bytes, at: datetime, *words: str) -> bytes:
    return sha256(before + msgspec.json.encode((milliseconds(at), *words))).digest()
