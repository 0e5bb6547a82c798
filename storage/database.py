"""The database: one writer, readers beside it, and the only `await` between storage and its driver.

Storage functions are plain functions over a `Db`; here each is run in one transaction. How the
writer is driven is one line of `Database.open`: on SQLite it is a thread with a synchronous engine,
since a whole batch then costs one hand-over instead of several for every statement.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import Concatenate, ParamSpec, Protocol, Self, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import engines, listening
from storage.away import TROUBLE, is_away
from storage.errors import StorageError

Db: TypeAlias = Connection
P = ParamSpec("P")
T = TypeVar("T")

_CONFLICTS = ("40001", "40P01")
"""PostgreSQL's codes for a serialisation failure and a deadlock: the same may succeed next time."""


class DatabaseUnreachable(StorageError):
    """The database does not answer, not in time, or takes nothing now: the same may be asked again."""


class Lane(Protocol):
    """A way to run a function in a transaction."""

    async def run(self, fn: Callable[[Db], T]) -> T: ...

    async def alter(self, fn: Callable[[Db], T]) -> T:
        """As `run`, but tables may be rebuilt."""
        ...

    def listen(self, channel: str) -> AsyncGenerator[str]: ...

    async def close(self) -> None: ...


class Database:
    """What the entry point opens once and hands to all that reads or writes."""

    def __init__(self, dialect: str, writer: Lane, reader: Lane) -> None:
        self.dialect = dialect
        """sqlite or postgresql."""
        self._writer = writer
        self._reader = reader

    @classmethod
    async def open(cls, url: str) -> Self:
        """Connects, and makes SQLite's file if there is none; brings no tables (`storage.schema` does)."""
        where = engines.address(url)
        if where.get_backend_name() == "sqlite":
            writer, readers = engines.sqlite_writer(where), engines.sqlite_readers(where)
            database = cls("sqlite", _Thread(writer), _Loop(readers))
        else:
            engine = engines.postgresql(where)
            snapshots = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            database = cls("postgresql", _Loop(engine), _Loop(snapshots))
        try:
            await database.write(_touch)
        except BaseException:
            await database.close()
            raise
        return database

    async def write(self, fn: Callable[Concatenate[Db, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The value of `fn(db, …)`, once its transaction is committed; an exception rolls it back.

        `fn` may run a second time if PostgreSQL undid the first, so it does nothing but read and write.
        """
        work = _over(fn, *args, **kwargs)
        with _away():
            try:
                return await self._writer.run(work)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in _CONFLICTS:
                    raise
            return await self._writer.run(work)

    async def read(self, fn: Callable[Concatenate[Db, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The value of `fn(db, …)` over one unchanging view of the data; writing fails."""
        with _away():
            return await self._reader.run(_over(fn, *args, **kwargs))

    async def alter(self, fn: Callable[[Db], T]) -> T:
        """As `write`, for migrations: tables may be rebuilt while references point at them."""
        return await self._writer.alter(fn)

    def listen(self, channel: str) -> AsyncGenerator[str]:
        """What other replicas say on a channel (`dialect.notify`), for ever.

        An empty word comes first, and again whenever the connection was lost: words may have been missed.
        """
        return self._writer.listen(channel)

    async def close(self) -> None:
        await self._reader.close()
        await self._writer.close()


class _Thread:
    """SQLite's writer: one thread, one connection, so that no writer ever waits for a lock of ours."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, "writer")

    async def run(self, fn: Callable[[Db], T]) -> T:
        return await self._hop(partial(self._transact, fn))

    async def alter(self, fn: Callable[[Db], T]) -> T:
        return await self._hop(partial(self._rebuild, fn))

    async def listen(self, channel: str) -> AsyncGenerator[str]:
        """There are no other replicas on SQLite: nothing is ever said."""
        yield ""
        await asyncio.Event().wait()

    async def close(self) -> None:
        """What was begun is finished first; closing what is closed does nothing."""
        await asyncio.to_thread(self._thread.shutdown)
        self._engine.dispose()

    async def _hop(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _transact(self, fn: Callable[[Db], T]) -> T:
        with self._engine.begin() as db:
            return fn(db)

    def _rebuild(self, fn: Callable[[Db], T]) -> T:
        """SQLite rebuilds a table by dropping it, which references would forbid: they are checked after."""
        with self._engine.connect() as db:
            driver = db.connection.cursor()  # a cursor of its own: SQLAlchemy would begin a transaction
            driver.execute("PRAGMA foreign_keys=OFF")
            try:
                with db.begin():
                    value = fn(db)
                    broken = db.execute(text("PRAGMA foreign_key_check")).first()
                    if broken:
                        raise StorageError(f"table {broken[0]} would refer to a missing row of {broken[2]}")
                    return value
            finally:
                driver.execute("PRAGMA foreign_keys=ON")
                driver.close()


class _Loop:
    """An asynchronous engine: its functions run on the event loop, which is free while the driver waits."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def run(self, fn: Callable[[Db], T]) -> T:
        async with self._transaction() as connection:
            return await connection.run_sync(fn)

    async def alter(self, fn: Callable[[Db], T]) -> T:
        """One at a time over all replicas, and never long in the way of those that still run."""
        async with self._transaction() as connection:
            await connection.execute(text("SET LOCAL lock_timeout = '2s'"))
            await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('parvis.schema'))"))
            return await connection.run_sync(fn)

    def listen(self, channel: str) -> AsyncGenerator[str]:
        return listening.words(self._engine, channel)

    async def close(self) -> None:
        await self._engine.dispose()

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncConnection]:
        try:
            connection = await self._engine.connect()
        except (OSError, DBAPIError, PoolExhausted) as error:
            raise DatabaseUnreachable(f"{self._engine.url.render_as_string()}: {error}") from error
        try:
            async with connection.begin():
                yield connection
        except DBAPIError as error:
            if _is_being_cancelled():  # the driver, interrupted, raises an error of its own instead
                raise asyncio.CancelledError from error
            raise
        finally:
            await connection.close()


@contextmanager
def _away() -> Iterator[None]:
    try:
        yield
    except TROUBLE as error:
        if is_away(error):
            raise DatabaseUnreachable(f"{type(error).__name__}: the database is away") from error
        raise


def _is_being_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _over(fn: Callable[Concatenate[Db, P], T], *args: P.args, **kwargs: P.kwargs) -> Callable[[Db], T]:
    return lambda db: fn(db, *args, **kwargs)


def _touch(db: Db) -> None:
    db.execute(text("SELECT 1"))
