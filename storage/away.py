"""Whether an error tells of the database and not of what was asked of it: then the same may be asked again.

A server that stops, a disk that is full, a lock that never comes. What a statement itself did wrong is never
among these: it would be asked for ever.
"""

import sqlite3

from sqlalchemy.exc import DBAPIError

_POSTGRESQL = ("08", "40001", "40P01", "53", "55P03", "57", "58")
"""Beginnings of its codes: connection, conflicts met twice, resources (a full disk is 53100), a lock not had
in time, intervention (a stop is 57P01), its system."""

_SQLITE = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    )
)
_PRIMARY = 0xFF  # the rest of a code says which kind of it

TROUBLE = (DBAPIError, sqlite3.Error, ConnectionError, TimeoutError)
"""What drivers raise: SQLAlchemy wraps most of it."""


def is_away(error: Exception) -> bool:
    if isinstance(error, ConnectionError | TimeoutError):
        return True
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or _says_so(error.orig)
    return _says_so(error)


def _says_so(error: BaseException | None) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _SQLITE
    return str(getattr(error, "sqlstate", None) or "").startswith(_POSTGRESQL)
