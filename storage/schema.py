"""Which tables the database has, and how it gets the newest.

The newest revision is written here, so that a start reads one row and need not load Alembic.
"""

from enum import StrEnum
from pathlib import Path

from sqlalchemy import inspect, text

from storage.database import Database, Db
from storage.errors import StorageError

NEWEST = "2026_11_24"
"""The last revision in `storage/migrations/versions`; a test holds the two together."""


class State(StrEnum):
    EMPTY = "empty"
    OLD = "old"
    CURRENT = "current"
    NEWER = "newer"
    """Made by a later version of this software, which must not be run over by an earlier one."""


class NotMigrated(StorageError):
    """The tables are not those of this version; `parvis migrate` brings them up to date."""


async def state(database: Database) -> State:
    return await database.read(_state)


async def upgrade(database: Database) -> None:
    """Brings the tables to the newest revision; does nothing where they have it."""
    if await state(database) is not State.CURRENT:
        await database.alter(lambda db: migrate(db, "head"))


async def require_current(database: Database) -> None:
    """Raises NotMigrated unless the tables are those of this version."""
    found = await state(database)
    if found is not State.CURRENT:
        raise NotMigrated(f"the database is {found}, not current: run `parvis migrate`")


def migrate(db: Db, revision: str) -> None:
    """Up or down to `revision` (or `head`, or `base`), within the transaction of `db`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = db
    down = revision == "base" or revision < (_revision(db) or "")
    move = command.downgrade if down else command.upgrade
    move(config, revision)


def _state(db: Db) -> State:
    revision = _revision(db)
    if revision is None:
        return State.EMPTY
    if revision == NEWEST:
        return State.CURRENT
    return State.OLD if revision < NEWEST else State.NEWER


def _revision(db: Db) -> str | None:
    """Revisions are named by their day, so that they sort as they follow."""
    if not inspect(db).has_table("alembic_version"):
        return None
    found: str | None = db.scalar(text("SELECT version_num FROM alembic_version"))
    return found
