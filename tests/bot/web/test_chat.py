"""`POST /chat`: only from our own page, only once for each key, and only within its limits."""

import pytest
from naughty import STRINGS
from web_player import Browser, browsing, message_key, on_web

from bot.channels.web import build
from bot.channels.web.identity import COOKIE, HEADER


async def counted(town, table: str) -> int:
    return await town.value(f"SELECT count(*) FROM {table}")


async def test_a_message_is_answered_with_the_cards_that_it_brought_about(town, browser: Browser) -> None:
    await town.asks("forum", "FORUM")
    events = await browser.sends(start="FORUM")
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert "Valmont" in str(events[-1].card.body)


async def test_an_unknown_code_opens_the_page_and_is_answered_kindly(town, address: str) -> None:
    async with browsing(address, "/c/NOSUCH") as browser:
        events = await browser.sends(start="NOSUCH")
        assert events[-1].card.body


async def test_a_message_delivered_twice_is_taken_once_and_answered_twice(town, browser: Browser) -> None:
    await town.asks("forum", "FORUM")
    key = message_key()
    first = await browser.sends(key=key, after="", start="FORUM")
    again = await browser.sends(key=key, after="", start="FORUM")
    assert [event.seq for event in again] == [event.seq for event in first]
    assert await counted(town, "session") == 1


async def test_a_page_that_has_all_gets_nothing_a_second_time(town, browser: Browser) -> None:
    await town.asks("forum", "FORUM")
    key = message_key()
    await browser.sends(key=key, start="FORUM")
    assert await browser.sends(key=key, start="FORUM") == []


async def test_one_browser_cannot_use_up_the_key_of_another(town, address: str) -> None:
    await town.asks("forum", "FORUM")
    key = message_key()
    async with browsing(address) as one, browsing(address) as other:
        assert await one.sends(key=key, start="FORUM")
        assert await other.sends(key=key, start="FORUM")


@pytest.mark.parametrize(
    "headers",
    [
        {HEADER: ""},
        {HEADER: "0" * 64},
        {HEADER: "clé"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1.evil.example"},
        {"Cookie": ""},
        {"Cookie": f"{COOKIE}=short"},
        {"Cookie": f"{COOKIE}={'A' * 43}"},
    ],
)
async def test_what_does_not_come_from_our_page_is_refused(headers, town, browser: Browser) -> None:
    if "Cookie" in headers:
        browser.http.cookie_jar.clear()
    async with await browser.posts(headers=headers, text="bonjour") as answer:
        assert answer.status == 403
    assert await counted(town, "respondent") == 0


@pytest.mark.parametrize("origin", ["here", "http://parvis.valmont.example"])
async def test_our_own_page_is_known_by_its_host_or_its_public_address(origin: str, town, tmp_path) -> None:
    known = {"PUBLIC_URL": "http://parvis.valmont.example"}
    async with on_web(town, tmp_path, **known) as address, browsing(address) as browser:
        shown = address if origin == "here" else origin
        async with await browser.posts(headers={"Origin": shown}, text="bonjour") as answer:
            assert answer.status == 200


async def test_a_token_is_worth_nothing_beside_another_cookie(town, address: str) -> None:
    async with browsing(address) as one, browsing(address) as other:
        answer = await one.posts(headers={HEADER: other.token}, text="bonjour")
        assert answer.status == 403


async def test_a_body_that_is_too_large_is_refused(browser: Browser) -> None:
    async with await browser.posts(text="a" * 70_000) as answer:
        assert answer.status == 413


@pytest.mark.parametrize("message", [{}, {"text": "a", "press": "b"}, {"text": "a" * 4001}, {"more": 1}])
async def test_a_message_that_is_none_is_refused(message, browser: Browser) -> None:
    async with await browser.posts(**message) as answer:
        assert answer.status == 400


async def test_a_browser_that_hurries_is_asked_to_wait_and_its_neighbour_is_not(
    town, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(build, "BURST", 3)
    monkeypatch.setattr(build, "RATE", 0.01)
    async with (
        on_web(town, tmp_path) as address,
        browsing(address) as hurried,
        browsing(address) as neighbour,
    ):
        for _ in range(3):
            await hurried.sends(text="bonjour")
        async with await hurried.posts(text="bonjour") as answer:
            assert answer.status == 429
            assert int(answer.headers["Retry-After"]) > 1
        assert await neighbour.sends(text="bonjour")


@pytest.mark.parametrize("text", STRINGS)
async def test_naughty_strings_come_back_as_they_were_written(text: str, town, browser: Browser) -> None:
    await town.asks("ideas", "IDEAS")
    await browser.sends(start="IDEAS")
    begin = next(key for row in browser.shown[-1].card.keys for key in row if key.primary)
    await browser.sends(press=begin.press, card=str(browser.shown[-1].seq))
    mine = next((event.card for event in await browser.sends(text=text) if event.card.mine), None)
    if mine:
        shown = "\n".join("".join(span.text for span in spans) for spans in mine.body)
        assert not any(span.link or span.bold for spans in mine.body for span in spans)
        assert shown.split() == "".join(c for c in text if c >= " " or c in "\n\t").split()
