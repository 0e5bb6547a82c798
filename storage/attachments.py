"""Files of the media store, as rows speak of them: a file that no row names any more is to be deleted.

A name is random and is all that leads to a file. It stands as the value of an answer, as an idea's
photo, in the card that shows it, in the work that reads it.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Column, Select, select

from storage.database import Db
from storage.models.answers import answer, answer_history
from storage.models.delivery import outgoing, work
from storage.models.ideas import idea

_NAME = re.compile(r"(?:web-)?[0-9a-f]{32,40}\.[a-z0-9]{2,5}")
_AT_A_TIME = 1000
_NAMES_AT_A_TIME = 500

_WHOLE: tuple[Column[str], ...] = (answer.c.value, answer.c.counted, answer_history.c.value, idea.c.photo)
"""Columns whose whole value may be a name."""

_WITHIN: tuple[Column[str], ...] = (outgoing.c.card, work.c.recipe)
"""Columns in whose text a name may stand."""


def named(texts: Iterable[str | None]) -> frozenset[str]:
    """The names of files in these texts."""
    return frozenset(name for text in texts if text for name in _NAME.findall(text))


def in_rows(db: Db, rows: Select[tuple[str]]) -> frozenset[str]:
    """The names of files in a column of `rows`."""
    return named(db.scalars(rows))


def unreferenced(db: Db, names: Collection[str]) -> frozenset[str]:
    """Those of `names` that no row speaks of."""
    left = frozenset(names)
    for column in _WHOLE:
        left -= _values(db, column, sorted(left))
    for column in _WITHIN:
        left -= _spoken_of(db, column) if left else frozenset()
    return left


def _values(db: Db, column: Column[str], names: Sequence[str]) -> frozenset[str]:
    """Those of `names` that are the value of a row, asked for in portions that a statement can hold."""
    found: set[str] = set()
    for start in range(0, len(names), _NAMES_AT_A_TIME):
        found.update(db.scalars(select(column).where(column.in_(names[start : start + _NAMES_AT_A_TIME]))))
    return frozenset(found)


def _spoken_of(db: Db, column: Column[str]) -> frozenset[str]:
    dotted = select(column).where(column.contains("."))
    return named(db.scalars(dotted, execution_options={"yield_per": _AT_A_TIME}))
