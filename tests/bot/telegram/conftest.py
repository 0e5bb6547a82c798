"""The bot's side of Telegram, put together against the stand-in for Telegram's side."""

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TypeAlias

import pytest
from botapi.server import TOKEN, BotApi

from admin import settings
from bot.channels.telegram.connect import Telegram, connect
from storage.media import NoSuchMedia

Connect: TypeAlias = Callable[..., AbstractAsyncContextManager[Telegram]]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def media() -> dict[str, bytes]:
    """The media store."""
    return {}


@pytest.fixture
def telegram_of(tmp_path: Path, media: dict[str, bytes]) -> Connect:
    """Telegram as a server of the test's own shows it; more settings may be given."""

    async def fetch(name: str) -> bytes:
        if name not in media:
            raise NoSuchMedia(name)
        return media[name]

    @asynccontextmanager
    async def connected(api: BotApi, **more: str) -> AsyncIterator[Telegram]:
        environment = {"DATA_DIR": str(tmp_path), "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url}
        telegram = await connect(settings.read(environment | more), fetch)
        yield telegram
        await telegram.close()

    return connected


@pytest.fixture
async def telegram(api: BotApi, telegram_of: Connect) -> AsyncIterator[Telegram]:
    async with telegram_of(api) as telegram:
        yield telegram
