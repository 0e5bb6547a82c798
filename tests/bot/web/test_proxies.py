"""What a proxy says of a request is believed of those that the operator named, and of no one else."""

import pytest
from web_player import browsing, on_web

from bot.channels.web.identity import COOKIE

SAID = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "chat.valmont.example"}
ORIGIN = {"Origin": "https://chat.valmont.example"}


@pytest.mark.parametrize(
    ("proxies", "status", "secure"),
    [
        ("127.0.0.1", 200, True),
        ("10.0.0.1, 127.0.0.0/8", 200, True),
        ("10.0.0.1", 403, False),
        ("::1", 403, False),
        ("", 403, False),
    ],
)
async def test_only_a_named_proxy_tells_how_the_page_was_reached(
    proxies: str, status: int, secure: bool, town, tmp_path
) -> None:
    async with (
        on_web(town, tmp_path, TRUSTED_PROXIES=proxies) as address,
        browsing(address, **SAID) as browser,
    ):
        cookie = next(iter(browser.http.cookie_jar))
        assert bool(cookie["secure"]) is secure
        said = {**ORIGIN, "Cookie": f"{COOKIE}={cookie.value}"}
        async with await browser.posts(headers=said, text="bonjour") as answer:
            assert answer.status == status


@pytest.mark.parametrize(
    ("said", "origin"),
    [
        ({"X-Forwarded-Host": "evil.example, chat.valmont.example"}, "https://chat.valmont.example"),
        ({"X-Forwarded-Host": "<script>"}, "here"),
        ({"X-Forwarded-Proto": "javascript"}, "here"),
        ({}, "here"),
    ],
)
async def test_of_a_chain_the_nearest_is_heard_and_nonsense_is_not(
    said: dict[str, str], origin: str, town, tmp_path
) -> None:
    async with (
        on_web(town, tmp_path, TRUSTED_PROXIES="127.0.0.1") as address,
        browsing(address, **said) as browser,
    ):
        shown = {"Origin": address if origin == "here" else origin}
        async with await browser.posts(headers=shown, text="bonjour") as answer:
            assert answer.status == 200


async def test_a_stream_and_a_file_pass_through_a_named_proxy(town, tmp_path) -> None:
    await town.asks("forum", "FORUM")
    async with (
        on_web(town, tmp_path, TRUSTED_PROXIES="127.0.0.1") as address,
        browsing(address, "/c/FORUM", **{"X-Forwarded-Host": "chat.valmont.example"}) as browser,
    ):
        await browser.sends(start="FORUM")
        async with browser.listens() as stream:
            assert (await stream.next()).card.body
        async with await browser.uploads(b"no picture") as answer:
            assert answer.status == 415
