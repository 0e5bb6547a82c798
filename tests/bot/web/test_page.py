"""The page as it is served: what it may load, what it weighs, and that nothing else can be reached."""

import re
from importlib.resources import files

import pytest
from web_player import browsing, on_web
from yarl import URL

from bot.channels.web.assets import Assets
from bot.channels.web.identity import COOKIE, LASTS

LARGEST = 60_000


async def test_the_cookie_is_random_and_out_of_reach_of_scripts(address: str) -> None:
    async with browsing(address) as one, browsing(address) as other:
        first, second = (next(iter(browser.http.cookie_jar)) for browser in (one, other))
        assert first.key == COOKIE
        assert len(first.value) == 43
        assert first.value != second.value
        assert first["httponly"]
        assert first["samesite"] == "Lax"
        assert first["max-age"] == str(LASTS)
        assert not first["secure"]


async def test_the_cookie_is_secure_where_the_town_is_under_https(town, tmp_path) -> None:
    async with (
        on_web(town, tmp_path, PUBLIC_URL="https://valmont.example") as address,
        browsing(address) as browser,
    ):
        assert next(iter(browser.http.cookie_jar))["secure"]
        async with browser.http.get(address) as answer:
            assert "max-age" in answer.headers["Strict-Transport-Security"]


async def test_a_browser_that_comes_back_keeps_its_cookie(address: str) -> None:
    async with browsing(address) as browser:
        before = next(iter(browser.http.cookie_jar)).value
        await browser.opens("/c/FORUM")
        assert next(iter(browser.http.cookie_jar)).value == before


async def test_every_answer_bears_the_strict_headers(address: str) -> None:
    async with browsing(address) as browser:
        for path in ("/", "/c/FORUM", "/healthz", "/no/such/place", "/page/x/no.js"):
            async with browser.http.get(address + path) as answer:
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'self'" in policy
                assert "unsafe" not in policy
                assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_page_and_all_it_loads_weigh_little_and_come_from_here(address: str) -> None:
    async with browsing(address) as browser:
        page = await browser.opens("/c/FORUM")
        assert not re.search(r"https?://", page)
        assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=", page)
        weight = len(page.encode())
        for name in set(re.findall(r'(?:src|href)="(/[^"]+)"', page)):
            async with browser.http.get(address + name) as answer:
                assert answer.status == 200
                assert "immutable" in answer.headers["Cache-Control"]
                weight += len(await answer.read())
        assert weight < LARGEST


async def test_all_modules_are_asked_for_in_one_round(address: str) -> None:
    """The shell names each module, so that none waits for another to be read."""
    async with browsing(address) as browser:
        page = await browser.opens("/")
    for name in Assets({}).names(".js"):
        assert f"/{name}" in page


async def test_no_module_parses_text_as_html() -> None:
    for file in (files("bot.channels.web") / "page").iterdir():
        written = file.read_text("utf-8") if file.name.endswith(".js") else ""
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", written)


@pytest.mark.parametrize(
    "path",
    [
        "/page/x/../../../../pyproject.toml",
        "/page/x/..%2f..%2f..%2fpyproject.toml",
        "/page/x/%2e%2e/shell.html",
        "/page/x/shell.html",
        "/page/x//etc/passwd",
        "/page/x/chat.css%00.js",
        "/media/..%2fparvis.db",
        "/media/%2e%2e%2fsecret.key",
        "/c/a/b",
    ],
)
async def test_there_is_no_path_to_wander_from(path: str, address: str) -> None:
    async with browsing(address) as browser:
        answer = await browser.http.get(URL(address + path, encoded=True))
        assert answer.status in (403, 404)


@pytest.mark.parametrize(
    ("wanted", "spoken"), [("fr-CA", "fr"), ("en-GB,fr;q=0.5", "en"), ("tlh", "fr"), ("", "fr"), ("*", "fr")]
)
async def test_the_page_speaks_the_browsers_language_if_it_can(
    wanted: str, spoken: str, address: str
) -> None:
    async with browsing(address, **{"Accept-Language": wanted}) as browser:
        assert f'<html lang="{spoken}" dir="ltr">' in await browser.opens("/")


async def test_a_code_is_shown_as_text_whatever_it_holds(address: str) -> None:
    async with browsing(address) as browser:
        page = await browser.opens("/c/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E")
        assert "<script>alert" not in page


async def test_the_servers_health_is_told(address: str) -> None:
    async with browsing(address) as browser:
        for path in ("/healthz", "/readyz"):
            async with browser.http.get(address + path) as answer:
                assert answer.status == 200


async def test_a_town_shows_its_name_and_logo(town, tmp_path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    known = {"TOWN_NAME": "Saint-Ay <&> Cie", "TOWN_LOGO": str(logo)}
    async with on_web(town, tmp_path, **known) as address, browsing(address) as browser:
        page = await browser.opens("/")
        assert "<h1>Saint-Ay &lt;&amp;&gt; Cie</h1>" in page
        assert "/logo.svg" in page
