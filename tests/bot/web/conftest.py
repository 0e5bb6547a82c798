"""The web chat, served from the town that a test talks with."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from town import Town
from web_player import Browser, browsing, on_web


@pytest.fixture
async def address(town: Town, tmp_path: Path) -> AsyncIterator[str]:
    async with on_web(town, tmp_path / "media") as address:
        yield address


@pytest.fixture
async def browser(address: str) -> AsyncIterator[Browser]:
    async with browsing(address) as browser:
        yield browser
