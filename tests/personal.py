"""Rows of one person in every table that can hold any, whatever its columns; each text a word to find."""

from datetime import UTC, datetime

from sqlalchemy import Boolean, Column, LargeBinary, Table, Text, insert

from storage.database import Db
from storage.models import metadata
from storage.models.base import Moment

AT = datetime(2026, 3, 10, tzinfo=UTC)
PERSONAL = ("respondent_id", "session_id", "address_id")
"""A table with one of these columns holds something of a respondent."""

SHARED = ("survey_version", "campaign", "source", "broadcast")
"""What a person's rows refer to, and which is nobody's."""


def personal_tables() -> list[Table]:
    """Every table that holds something of a respondent, parents before children."""
    return [t for t in metadata.sorted_tables if t.name == "respondent" or set(PERSONAL) & set(t.c.keys())]


def fill(db: Db, number: int, canary: str) -> None:
    """A row of respondent `number` in each of these tables; all that it refers to has the same number."""
    for table in metadata.sorted_tables:
        if table.name in SHARED:
            db.execute(insert(table), _row(table, number, "shared"))
        elif table in personal_tables() and table.name != "erased":
            db.execute(insert(table), _row(table, number, canary))


def _row(table: Table, number: int, word: str) -> dict[str, object]:
    return {column.name: _value(column, number, word) for column in table.c}


def _value(column: Column[object], number: int, word: str) -> object:
    if column.foreign_keys or column.name in ("id", *PERSONAL):
        return number
    if isinstance(column.type, Moment):
        return AT
    if isinstance(column.type, LargeBinary):
        return bytes([number]) * 32
    if isinstance(column.type, Boolean):
        return False
    length = getattr(column.type, "length", None)
    if isinstance(column.type, Text) or length:
        return f"{word}{number}"[:length]
    return number
