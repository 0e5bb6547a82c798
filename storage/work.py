"""Work that takes too long for a turn, kept until a worker has done it.

Written with the turn that asked for it, so a crash means only that it is done again.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Row, delete, func, insert, select, update

from storage.database import Db
from storage.dialect import for_update
from storage.models.delivery import work


@dataclass(frozen=True, slots=True)
class New:
    """Whom the outcome is told, at which address, in which language; `recipe` is what to do, as words."""

    respondent_id: int
    address_id: int
    channel: str
    language: str
    recipe: str


@dataclass(frozen=True, slots=True)
class Work:
    id: int
    respondent_id: int
    address_id: int
    channel: str
    language: str
    recipe: str
    attempts: int
    """How often it was begun, this time included."""


def put(db: Db, rows: Sequence[New], now: datetime) -> None:
    if rows:
        db.execute(insert(work), [{**asdict(row), "due_at": now, "created_at": now} for row in rows])


def claim(db: Db, now: datetime, until: datetime) -> Work | None:
    """The oldest work that is due; nobody else takes it before `until`, and after a crash it is due then."""
    due = select(work.c.id).where(work.c.due_at <= now).order_by(work.c.due_at, work.c.id).limit(1)
    oldest = db.execute(for_update(due, skip_locked=True)).scalar()
    if oldest is None:
        return None
    taken = update(work).where(work.c.id == oldest).values(due_at=until, attempts=work.c.attempts + 1)
    return _work(db.execute(taken.returning(work)).one())


def done(db: Db, id: int) -> bool:
    """It is done, or given up: its outcome stands in the same transaction. False if it was erased meanwhile,
    with whoever asked for it."""
    return bool(db.execute(delete(work).where(work.c.id == id)).rowcount)


def next_due(db: Db) -> datetime | None:
    """When the next work is due, that of another worker's claim included."""
    return db.execute(select(func.min(work.c.due_at))).scalar()


def _work(row: Row[*tuple[object, ...]]) -> Work:
    return Work(**{name: row._mapping[name] for name in Work.__dataclass_fields__})
