"""An idea in the browser: from a phone in the street to the official answer, three people taking part."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from phone import Phone, opened
from PIL import Image
from playwright.async_api import Browser, expect
from town import Town

from storage import tickets
from storage.staff import Role


@pytest.fixture
async def moderator(chromium: Browser, address: str, town: Town) -> AsyncIterator[Phone]:
    """Somebody of the team, who followed an invitation."""
    code = await town.database.write(
        tickets.invite, town.house.keys, Role.MODERATOR, "host:test", town.clock()
    )
    async with opened(chromium, address) as phone:
        await phone.opens(f"/c/{code}")
        await phone.can_be_read_by_all()
        await phone.taps("Join the team")
        await phone.sees("Welcome to the team!")
        yield phone


@pytest.fixture
async def neighbour(chromium: Browser, address: str) -> AsyncIterator[Phone]:
    async with opened(chromium, address) as phone:
        yield phone


async def test_an_idea_from_the_phone_to_the_official_answer(
    town: Town, phone: Phone, moderator: Phone, neighbour: Phone
) -> None:
    await town.asks("ideas", "IDEES")
    await _gives(phone)
    await _publishes(moderator)
    await phone.sees("We will tell you what becomes of it.")
    await _supports(neighbour)
    await _answers(moderator)
    for concerned in (phone, neighbour):
        await concerned.sees("Accepted")
        await concerned.sees("« Les travaux sont prévus à l’automne. » Valmont")
    await neighbour.can_be_read_by_all()
    await neighbour.taps("See the idea")
    await neighbour.can_be_read_by_all()
    assert await town.rows("SELECT state, official_answer FROM idea") == [
        ("accepted", "Les travaux sont prévus à l’automne.")
    ]


async def _gives(phone: Phone) -> None:
    await phone.opens("/c/IDEES")
    await phone.taps("Begin")
    await phone.writes("Un toboggan <b>square Lecoq</b>")
    await phone.sees("Racontez-la en quelques phrases")
    await phone.writes("Pour les petits, à l’ombre.")
    await phone.sees("De quoi parle-t-elle surtout ?")
    await phone.taps("Jeux, sport et culture")
    picture = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": _photo()}
    await phone.card.locator("input[type=file]").set_input_files(files=[picture])
    await phone.sees("Où se trouve ce lieu, si vous voulez le montrer ?")
    await phone.taps("Skip")
    await phone.sees("Here is your idea:")
    await phone.can_be_read_by_all()
    await phone.taps("Send")
    await phone.sees("Thank you! Your idea has been received.")
    await phone.taps("Yes")


def _photo() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (640, 480), "seagreen").save(drawn, "JPEG")
    return drawn.getvalue()


async def _shows_the_photo(phone: Phone) -> None:
    shown = phone.card.get_by_role("img", name=phone.says_it("Photo of the place"))
    await expect(shown).to_be_visible()
    assert await shown.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 640


async def _publishes(moderator: Phone) -> None:
    await moderator.writes("/moderer")
    await moderator.sees("Un toboggan <b>square Lecoq</b>")
    await _shows_the_photo(moderator)
    await moderator.can_be_read_by_all()
    await moderator.taps("Publish")
    await moderator.sees("Published. Its author is told.")


async def _supports(neighbour: Phone) -> None:
    await neighbour.opens("/c/IDEES")
    await neighbour.writes("/idees")
    await neighbour.sees("1 idée est publiée.")
    await neighbour.can_be_read_by_all()
    await neighbour.taps("Un toboggan <b>square Lecoq</b> · 0 soutien")
    await neighbour.sees("Pour les petits, à l’ombre.")
    await _shows_the_photo(neighbour)
    await neighbour.fits()
    await neighbour.taps("Support this idea")
    await neighbour.sees("1 personne la soutient.")


async def _answers(moderator: Phone) -> None:
    await moderator.writes("/repondre")
    await expect(moderator.card).to_contain_text("1 soutien")
    await moderator.taps("Un toboggan <b>square Lecoq</b> · 1 soutien", "Accepted")
    await moderator.writes("Les travaux sont prévus à l’automne.")
    await moderator.sees("2 personnes")
