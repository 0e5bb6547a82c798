"""SQLAlchemy's engines, set up as each database needs; nothing here runs a statement of ours.

Parameters are hidden from error messages, which end up in logs: they hold what people answered.
"""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from storage.errors import StorageError

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}

_SQLITE = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",  # another process (a command) may hold the writer's place for a moment
    "PRAGMA synchronous=FULL",  # what was acknowledged survives a power cut
)
_WRITER = (
    "PRAGMA journal_mode=WAL",  # readers never wait for the writer
    "PRAGMA secure_delete=ON",  # what is erased leaves no trace in free pages
)
_READER = ("PRAGMA query_only=ON",)


class DatabaseUrlRefused(StorageError):
    """The address of the database is not one of SQLite's (a file) or PostgreSQL's."""


def address(url: str) -> URL:
    """`url` with the driver we use; `sqlite:///file` and `postgresql://…` are understood as well."""
    try:
        parsed = make_url(url)
        driver = _DRIVERS[parsed.get_backend_name()]
    except (ArgumentError, KeyError) as error:
        raise DatabaseUrlRefused("DATABASE_URL must begin with sqlite:/// or postgresql://") from error
    if driver.startswith("sqlite") and parsed.database in (None, "", ":memory:"):
        raise DatabaseUrlRefused("DATABASE_URL must name a file: SQLite in memory has no readers")
    return parsed.set(drivername=driver)


def sqlite_writer(url: URL) -> Engine:
    """The one writing connection; it takes the lock at BEGIN, since an upgrade later fails at once."""
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"), pool_size=1, max_overflow=0, hide_parameters=True
    )
    _prepare(engine, _SQLITE + _WRITER, "BEGIN IMMEDIATE")
    return engine


def sqlite_readers(url: URL) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=4, max_overflow=4, hide_parameters=True)
    _prepare(engine.sync_engine, _SQLITE + _READER, "BEGIN")
    return engine


def postgresql(url: URL) -> AsyncEngine:
    """At most 16 connections: more are slower on two cores. No wait in it is without an end."""
    return create_async_engine(
        url,
        pool_size=8,
        max_overflow=8,
        pool_timeout=5,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "timeout": 5,
            "command_timeout": 60,
            "server_settings": {"application_name": "parvis", "timezone": "UTC"},
        },
    )


def _prepare(engine: Engine, pragmas: tuple[str, ...], begin: str) -> None:
    """SQLite's driver would begin late and deferred; here SQLAlchemy says BEGIN itself."""

    @event.listens_for(engine, "connect")
    def connected(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        connection.exec_driver_sql(begin)
