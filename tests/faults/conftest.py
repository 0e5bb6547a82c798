"""The stand-in for Telegram, and the bot as a process, for tests of what goes wrong."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TypeAlias

import pytest
from botapi.server import TOKEN, BotApi
from faults.process import Cradle, Nursery, cradle, nursery

BotOn: TypeAlias = Callable[[str], AbstractAsyncContextManager[Cradle]]


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with nursery(tmp_path_factory.mktemp("nursery")) as warm:
        yield warm


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
def bot_on(api: BotApi, warm: Nursery, tmp_path: Path) -> BotOn:
    """Where the bot's process begins, on a database of the test's choice."""

    def on(database_url: str) -> AbstractAsyncContextManager[Cradle]:
        settings = {
            "DATABASE_URL": database_url,
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": api.url,
            "TELEGRAM_WEBHOOK_SECRET": "a-long-random-word",
        }
        return cradle(warm, tmp_path, **settings)

    return on


@pytest.fixture
async def bot(bot_on: BotOn, db_url: str) -> AsyncIterator[Cradle]:
    """On either database."""
    async with bot_on(db_url) as bot:
        yield bot


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """For what has nothing to do with the database."""
    return f"sqlite+aiosqlite:///{tmp_path / 'parvis.db'}"
