"""A real Chromium, without a window, before a web chat that is served from a town on SQLite."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from clock import Clock
from phone import Phone, opened
from playwright.async_api import Browser, async_playwright
from town import Town, living
from web_player import on_web

from storage.database import Database

QUIETLY = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        assert not os.environ.get("CI"), "CI must have Chromium"
        pytest.skip("there is no Chromium on this machine: the page was not tried in a browser")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(QUIETLY))
        yield browser
        await browser.close()


@pytest.fixture
async def database(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """What the page is tried with matters to it no more than the colour of the walls: SQLite alone."""
    path = tmp_path / "parvis.db"
    shutil.copy(sqlite_template, path)
    database = await Database.open(f"sqlite+aiosqlite:///{path}")
    yield database
    await database.close()


@pytest.fixture
async def town(database: Database, clock: Clock) -> AsyncIterator[Town]:
    async with living(database, clock) as town:
        yield town


@pytest.fixture
async def address(town: Town, tmp_path: Path) -> AsyncIterator[str]:
    async with on_web(town, tmp_path / "media") as address:
        yield address


@pytest.fixture
async def phone(chromium: Browser, address: str) -> AsyncIterator[Phone]:
    async with opened(chromium, address) as phone:
        yield phone
