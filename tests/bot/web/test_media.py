"""Photos: only pictures, only once, only within their limits; and only their owner sees them again."""

from io import BytesIO

import pytest
from PIL import Image
from web_player import Browser, browsing, message_key

from admin.authoring import author
from bot.channels.web.media import MOST_BYTES


def photo(size: tuple[int, int] = (60, 40)) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", size, (20, 90, 140)).save(drawn, "JPEG")
    return drawn.getvalue()


async def shown_to(browser: Browser) -> str:
    files = [event.card.file for event in browser.shown if event.card.file]
    return f"{browser.address}/media/{files[-1].name}"


async def sent(town, browser: Browser, key: str = "") -> None:
    await town.asks("ideas", "IDEAS")
    await browser.sends(start="IDEAS")
    async with await browser.uploads(photo(), key=key) as answer:
        assert answer.status == 200
    async with browser.listens() as page:
        browser.shown = await page.earlier()


async def test_a_photo_is_shown_to_who_sent_it_and_to_nobody_else(town, address: str) -> None:
    async with browsing(address) as owner, browsing(address) as stranger:
        await sent(town, owner)
        url = await shown_to(owner)
        async with owner.http.get(url) as answer:
            assert answer.status == 200
            assert answer.content_type == "image/jpeg"
            assert "private" in answer.headers["Cache-Control"]
            assert Image.open(BytesIO(await answer.read())).size == (60, 40)
        async with stranger.http.get(url) as answer:
            assert answer.status == 404


async def test_a_photo_sent_twice_is_kept_once(town, tmp_path, browser: Browser) -> None:
    key = message_key()
    await sent(town, browser, key)
    async with await browser.uploads(photo(), key=key) as answer:
        assert answer.status == 200
    assert len(list((tmp_path / "media").iterdir())) == 1


FILES = """
settings: {form_title: {en: Market}, form_id: files, version: "1", default_language: en}
survey:
  - {type: audio, name: sound, label: {en: "What do you hear there?"}}
  - {type: file, name: plan, label: {en: "Your plan?"}}
"""


async def test_a_recording_and_a_document_answer_the_questions_that_ask_for_them(town, browser) -> None:
    await town.poses(author(FILES.encode(), "files.yaml").xform, "FILES")
    await browser.sends(start="FILES")
    await browser.sends(press=browser.shown[-1].card.keys[0][0].press)
    for data, title, mime in ((b"OggS", "hall.ogg", "audio/ogg"), (b"%PDF", "plan.pdf", "application/pdf")):
        async with await browser.uploads(data, title, mime=mime) as answer:
            assert answer.status == 200
    answers = dict(await town.rows("SELECT path, value FROM answer"))
    assert [name.rpartition(".")[2] for name in answers.values()] == ["ogg", "pdf"]
    async with browser.listens() as page:
        browser.shown = await page.earlier()
    async with browser.http.get(await shown_to(browser)) as answer:
        assert (answer.status, answer.content_type) == (200, "application/pdf")
        assert answer.headers["Content-Disposition"] == "attachment"


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff" + b"\0" * 100]
)
async def test_what_is_no_picture_is_refused(data: bytes, browser: Browser) -> None:
    async with await browser.uploads(data) as answer:
        assert answer.status == 415


async def test_a_file_that_is_too_large_is_refused(browser: Browser) -> None:
    async with await browser.uploads(b"\xff\xd8\xff" + bytes(MOST_BYTES)) as answer:
        assert answer.status == 413


@pytest.mark.parametrize("key", ["short", "../../../../etc/passwd", "a" * 300])
async def test_a_photo_needs_a_key_like_any_message(key: str, browser: Browser) -> None:
    async with await browser.uploads(photo(), key=key) as answer:
        assert answer.status in (400, 413)


async def test_a_photo_from_another_site_is_refused(browser: Browser) -> None:
    browser.token = "0" * 64
    async with await browser.uploads(photo()) as answer:
        assert answer.status == 403
