"""A copy of SQLite's database, whole although others go on writing.

The file alone must never be copied: what was committed last stands in its log beside it.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage import engines
from storage.errors import StorageError

_BESIDE = ("", "-wal", "-shm")


class NoBackup(StorageError):
    """There is nothing here that could be copied, or the copy is not sound."""


def file(url: str) -> Path:
    """Where SQLite's database stands; raises NoBackup on PostgreSQL, which has tools of its own."""
    where = engines.address(url)
    if where.get_backend_name() != "sqlite":
        raise NoBackup("On PostgreSQL, use pg_dump and pg_restore.")
    return Path(where.database or "")


def copy(source: Path, target: Path) -> None:
    """`source` as it stands now; `target` is a new file, checked before it counts."""
    if not source.is_file():
        raise NoBackup(f"{source}: there is no database.")
    if target.exists():
        raise NoBackup(f"{target} exists already: give another folder.")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(_open(source)) as database:
            database.execute("VACUUM INTO ?", (str(target),))
        with closing(_open(target)) as copied:
            sound = copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.Error as error:
        raise NoBackup(f"{source} cannot be copied: {error}") from error
    if not sound:
        raise NoBackup(f"{target} is damaged: do not rely on it.")


def set_aside(database: Path, word: str) -> Path:
    """Moves a database, with what stands beside it, out of the way of another; its new place."""
    aside = database.with_name(f"{database.name}.{word}")
    for ending in _BESIDE:
        part = database.with_name(database.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside


def _open(path: Path) -> sqlite3.Connection:
    """Without transactions of the driver's own: a VACUUM runs in none."""
    return sqlite3.connect(path, isolation_level=None)
