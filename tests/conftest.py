"""What every test may ask for: an empty database of either kind, and the time."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import postgres
import pytest
from clock import Clock

from storage import schema
from storage.database import Database
from storage.models import metadata

SERVERS: set[str] = set()
"""The databases that this run has met, for its last line."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-postgres", action="store_true", help="run on SQLite only, and say so")
    parser.addoption("--kills", type=int, default=0, help="run tests/faults, and kill the bot so often there")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Faults are run apart, by `make faults`: what they wait for depends on how busy the machine is."""
    return True if collection_path.name == "faults" and not config.getoption("--kills") else None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for a database runs on both."""
    if "db_url" in metafunc.fixturenames:
        kinds = ["sqlite"] if metafunc.config.getoption("--no-postgres") else ["sqlite", "postgres"]
        metafunc.parametrize("db_url", kinds, indirect=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of a run on several cores tells the one that prints."""
    told = getattr(session.config, "workeroutput", None)
    if told is not None:
        told["servers"] = sorted(SERVERS)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    SERVERS.update(getattr(node, "workeroutput", {}).get("servers", ()))


def pytest_unconfigure(config: pytest.Config) -> None:
    """The last line of a run names the databases that it was true for."""
    if SERVERS and not hasattr(config, "workeroutput"):
        without = " (--no-postgres)" if config.getoption("--no-postgres") else ""
        config.get_terminal_writer().line(f"Databases: {', '.join(sorted(SERVERS))}{without}")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """One server for the run, started when a test first asks for it."""
    with postgres.running(migrate) as server:
        SERVERS.add(f"PostgreSQL {server.version}")
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    SERVERS.add(f"SQLite {sqlite3.sqlite_version}")
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    loop = asyncio.new_event_loop()
    loop.run_until_complete(migrate(f"sqlite:///{path}"))
    loop.close()
    return path


@pytest.fixture
def db_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of this test's own: migrated and empty, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "parvis.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite+aiosqlite:///{path}"
    else:
        server = request.getfixturevalue("postgres_server")
        yield server.lend()
        server.take_back(table.name for table in reversed(metadata.sorted_tables))


@pytest.fixture
async def database(db_url: str) -> AsyncIterator[Database]:
    """That database, open."""
    database = await Database.open(db_url)
    yield database
    await database.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def migrate(url: str) -> None:
    database = await Database.open(url)
    await schema.upgrade(database)
    await database.close()
