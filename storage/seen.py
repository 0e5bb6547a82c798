"""Keys of inbounds already taken: the same key again is dropped."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete

from storage.database import Db
from storage.dialect import insert_or_ignore
from storage.models.delivery import seen


def note(db: Db, keys: Iterable[str], now: datetime) -> set[str]:
    """Those of `keys` that are new; from now on they are seen."""
    rows = [{"key": key, "at": now} for key in sorted(set(keys))]  # in one order on every replica
    if not rows:
        return set()
    return set(db.execute(insert_or_ignore(db, seen).returning(seen.c.key), rows).scalars())


def purge(db: Db, before: datetime) -> int:
    """Forgets keys noted before a moment after which no channel sends anything again."""
    return db.execute(delete(seen).where(seen.c.at < before)).rowcount
