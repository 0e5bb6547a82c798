"""All that is held about a respondent, as plain data for themselves: what `/mesdonnees` hands over."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import RowMapping, select

from storage.database import Db
from storage.erasure import held
from storage.keys import Keys

Plain: TypeAlias = str | int | float | bool | None

_OURS = ("lookup", "sealed", "key_id")
"""How an address is kept; what is kept is told instead."""


def mine(db: Db, keys: Keys, respondent: int) -> Mapping[str, Sequence[Mapping[str, Plain]]]:
    """Rows by the name of their table; tables without any are left out."""
    found = {
        table.name: [_told(row, keys) for row in db.execute(select(table).where(theirs)).mappings()]
        for table, theirs in held([respondent])
    }
    return {name: rows for name, rows in found.items() if rows}


def _told(row: RowMapping, keys: Keys) -> Mapping[str, Plain]:
    told = {str(name): _plain(value) for name, value in row.items() if name not in _OURS}
    return told | {"address": keys.unseal(row["sealed"])} if "sealed" in row else told


def _plain(value: datetime | Plain) -> Plain:
    return value.isoformat() if isinstance(value, datetime) else value
