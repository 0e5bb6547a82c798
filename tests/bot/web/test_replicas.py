"""Two replicas of one town, on the database that both of them know."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from town import Town, living
from web_player import Browser, on_web


async def test_what_is_said_to_one_replica_appears_on_a_page_open_at_another(
    town: Town, browser: Browser, tmp_path: Path
) -> None:
    await town.asks("forum", "FORUM")
    await browser.sends(start="FORUM")
    here = browser.address
    async with _another(town, tmp_path) as browser.address:
        async with browser.listens(after=browser.cursor) as page:
            assert await page.earlier() == []
            elsewhere, browser.address = browser.address, here
            events = await browser.sends(text="/help")
            if (
                town.database.dialect == "postgresql"
            ):  # on SQLite there is one process, which needs no telling
                assert [await page.next() for _ in events] == events
        browser.address = elsewhere
        async with browser.listens(after=browser.shown[0].cursor) as page:
            assert await page.earlier() == browser.shown[1:]


async def test_a_message_sent_to_two_replicas_at_once_is_taken_once(
    town: Town, browser: Browser, tmp_path: Path
) -> None:
    await town.asks("forum", "FORUM")
    first = await browser.sends(key="0" * 32, start="FORUM")
    async with _another(town, tmp_path) as browser.address:
        assert await browser.sends(key="0" * 32, after="", start="FORUM") == first
    assert await town.value("SELECT count(*) FROM session") == 1


@asynccontextmanager
async def _another(town: Town, tmp_path: Path) -> AsyncIterator[str]:
    """A replica with an intake of its own, which nobody tells what the first one commits."""
    async with living(town.database, town.clock, town.house) as second, on_web(second, tmp_path) as address:
        yield address
