"""The stream: everything once, in order, however often the page comes and goes."""

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import select
from web_player import Browser, browsing

from bot.channel import Card
from bot.channels.web import stream
from bot.outbox import Promise, put
from storage import erasure, respondents
from storage.models.people import respondent


async def talks(town, browser: Browser) -> None:
    await town.asks("forum", "FORUM")
    await browser.sends(start="FORUM")


async def test_a_page_that_opens_gets_the_whole_conversation(town, browser: Browser) -> None:
    await talks(town, browser)
    async with browser.listens() as page:
        assert await page.earlier() == browser.shown


async def test_a_page_that_comes_back_gets_only_what_it_lacks(town, browser: Browser) -> None:
    await talks(town, browser)
    await browser.sends(text="/help")
    last = browser.shown[0].cursor
    async with browser.listens(**{"Last-Event-ID": last}) as page:
        assert await page.earlier() == browser.shown[1:]
    async with browser.listens(after=browser.shown[-1].cursor) as page:
        assert await page.earlier() == []


@pytest.mark.parametrize("cursor", ["", "x", "7", "other.3", "a.b", "..", "'", "a" * 300, "٣.٣"])
async def test_a_cursor_that_is_none_means_from_the_beginning(cursor: str, town, browser: Browser) -> None:
    await talks(town, browser)
    async with browser.listens(after=cursor) as page:
        assert await page.earlier() == browser.shown


async def test_what_is_said_on_one_page_appears_on_the_other(town, browser: Browser) -> None:
    await talks(town, browser)
    async with browser.listens(after=browser.shown[-1].cursor) as page:
        await page.earlier()
        events = await browser.sends(text="/help")
        assert [await page.next() for _ in events] == events


async def test_a_page_that_opened_before_the_first_word_hears_the_answer(town, browser: Browser) -> None:
    await town.asks("forum", "FORUM")
    async with browser.listens() as page:
        assert await page.earlier() == []
        events = await browser.sends(start="FORUM")
        assert await page.next() == events[0]


async def test_what_another_part_of_the_program_promises_is_heard(town, browser: Browser) -> None:
    await talks(town, browser)
    async with browser.listens(after=browser.shown[-1].cursor) as page:
        await page.earlier()
        cookie = next(iter(browser.http.cookie_jar)).value
        rows = await town.database.write(_promise, town, f"web:{cookie}")
        for tell in town.intake.on_commit:
            tell(rows)
        assert (await page.next()).card.hint == "hello from staff"


def _promise(db, town, address: str):
    who, at = respondents.find(db, town.house.keys, address)
    card = Card("fr", "ltr", hint="hello from staff")
    return put(db, [Promise(who, at, "web", card)], town.clock())


async def test_a_quiet_line_is_kept_open_with_a_comment(town, browser: Browser, monkeypatch) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT", 0.01)
    async with browser.listens() as page:
        await page.earlier()
        async with asyncio.timeout(5):
            assert await page.answer.content.readuntil(b"\n\n") == b": still here\n\n"


async def test_without_a_cookie_there_is_nothing_to_hear(browser: Browser) -> None:
    browser.http.cookie_jar.clear()
    async with browser.listens() as page:
        assert page.answer.status == 403


async def test_one_never_hears_another(town, address: str) -> None:
    await town.asks("forum", "FORUM")
    async with browsing(address) as one, browsing(address) as other:
        await one.sends(start="FORUM")
        async with other.listens(after=one.shown[-1].cursor) as page:
            assert await page.earlier() == []
            await one.sends(text="/help")
            events = await other.sends(start="FORUM")
            assert await page.next() == events[0]


async def test_after_everything_is_forgotten_the_page_starts_afresh(town, browser: Browser) -> None:
    await talks(town, browser)
    before = browser.shown[-1]
    await town.database.write(_forget_all, town.clock())
    events = await browser.sends(start="FORUM")
    assert events[0].talk != before.talk
    async with browser.listens(after=before.cursor) as page:
        assert await page.earlier() == events


def _forget_all(db, now: datetime) -> None:
    erasure.erase(db, list(db.scalars(select(respondent.c.id))), now)
