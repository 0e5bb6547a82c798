"""The few words in which SQLite and PostgreSQL differ, so that no other file asks which one it is."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Insert, Select, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

S = TypeVar("S", bound=Select[Any])


def insert_or_ignore(db: Connection, table: Table) -> Insert:
    """An INSERT that leaves out rows whose key is taken; `.returning(…)` gives the rows that were new."""
    return _insert(db, table).on_conflict_do_nothing()


def upsert(db: Connection, table: Table, columns: Sequence[str]) -> Insert:
    """An INSERT that, where the primary key is taken, sets `columns` to the new values instead."""
    statement = _insert(db, table)
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={name: statement.excluded[name] for name in columns},
    )


def for_update(statement: S, *, skip_locked: bool = False) -> S:
    """Locks the rows until the commit; SQLite, which has one writer, leaves the words out."""
    return statement.with_for_update(skip_locked=skip_locked)


def notify(db: Connection, channel: str, payload: str) -> None:
    """Tells listening replicas, at the commit; on SQLite there is only this process."""
    if db.dialect.name == "postgresql":
        db.execute(select(func.pg_notify(channel, payload)))


def _insert(db: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(table) if db.dialect.name == "postgresql" else sqlite.insert(table)


def exclusively(db: Connection, name: str) -> None:
    """Whoever else says the same waits until this transaction ends; SQLite's one writer is alone anyway."""
    if db.dialect.name == "postgresql":
        db.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"parvis.{name}"))))
