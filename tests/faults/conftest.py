"""The stand-in for Telegram, and the bot as a process, for tests of what goes wrong."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from botapi.server import TOKEN, BotApi
from faults.process import Cradle, cradle

SECRET = "a-long-random-word"


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def bot(api: BotApi, db_url: str, tmp_path: Path) -> AsyncIterator[Cradle]:
    """Where the bot's process begins, on either database."""
    settings = {
        "DATABASE_URL": db_url,
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api.url,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
    }
    async with cradle(tmp_path, **settings) as bot:
        yield bot
