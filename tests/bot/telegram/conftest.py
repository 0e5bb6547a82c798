"""The bot's side of Telegram, put together against the stand-in for Telegram's side."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from botapi.server import TOKEN, BotApi

from admin import settings
from admin.settings import Settings
from bot.channels.telegram.connect import Telegram, connect


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
def settings_of(api: BotApi, tmp_path: Path) -> Settings:
    return settings.read({"DATA_DIR": str(tmp_path), "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url})


@pytest.fixture
def media() -> dict[str, bytes]:
    """The media store."""
    return {}


@pytest.fixture
async def telegram(settings_of: Settings, media: dict[str, bytes]) -> AsyncIterator[Telegram]:
    async def fetch(name: str) -> bytes:
        return media[name]

    telegram = await connect(settings_of, fetch)
    yield telegram
    await telegram.close()
