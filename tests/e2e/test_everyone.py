"""Without a mouse, at any size, in the dark, from right to left: the same consultation."""

import pytest
from phone import Phone, opened
from playwright.async_api import expect
from survey_in_arabic import SURVEY
from town import Town

from admin.authoring import author


async def test_a_consultation_is_answered_with_the_keyboard_alone(town: Town, phone: Phone) -> None:
    await town.asks("forum", "FORUM")
    await phone.opens("/c/FORUM")
    await _reaches(phone, phone.says_it("Begin"))
    await phone.page.keyboard.press("Enter")
    await phone.sees("Ce forum vous a-t-il été utile ?")
    await _reaches(phone, "4")
    await phone.page.keyboard.press("Enter")
    await phone.sees("Avez-vous pu dire")
    await _reaches(phone, "Oui")
    await phone.page.keyboard.press("Space")
    await phone.sees("Quels sujets voulez-vous")
    await _reaches(phone, "Le logement")
    await phone.page.keyboard.press("Space")
    await _reaches(phone, phone.says_it("Done"))
    await phone.page.keyboard.press("Enter")
    await phone.sees("Comment avez-vous connu")
    assert await town.value("SELECT value FROM answer WHERE path = '/data/follow'") == "housing"


async def _reaches(phone: Phone, name: str) -> None:
    """With Tab, in a few steps from where the focus was left."""
    for _ in range(14):
        await phone.page.keyboard.press("Tab")
        if await phone.page.evaluate(_FOCUSED) == name:
            assert await phone.page.evaluate(_SEEN), f"{name} has the focus out of sight"
            return
    raise AssertionError(f"no way to {name!r} with the keyboard")


_FOCUSED = "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"
_SEEN = """(() => {
  const shown = document.activeElement.labels?.[0] ?? document.activeElement;
  const { top, bottom } = shown.getBoundingClientRect();
  const header = document.querySelector('header').getBoundingClientRect();
  const composer = document.querySelector('#composer').getBoundingClientRect();
  return top >= header.bottom && bottom <= composer.top + 1;
})()"""


async def test_the_focus_goes_on_to_the_next_question(town: Town, phone: Phone) -> None:
    await town.asks("forum", "FORUM")
    await phone.opens("/c/FORUM")
    await phone.taps("Begin")
    await expect(phone.card).to_be_focused()


SIZES = {
    "small": {"viewport": {"width": 320, "height": 568}},
    "magnified four times": {"viewport": {"width": 320, "height": 256}},
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "dark": {"color_scheme": "dark"},
    "high contrast": {"forced_colors": "active"},
}


@pytest.mark.parametrize("looks", SIZES.values(), ids=SIZES.keys())
async def test_every_state_can_be_read_at_every_size(looks, town: Town, address: str, chromium) -> None:
    await town.asks("forum", "FORUM")
    async with opened(chromium, address, **looks) as phone:
        await phone.opens("/c/FORUM")
        for step in ("Begin", "4", "Oui"):
            await phone.can_be_read_by_all()
            await phone.fits()
            await phone.taps(step)
        await phone.ticks("Le logement")
        await phone.can_be_read_by_all()
        await phone.fits()


async def test_letters_of_twice_the_size_still_fit(town: Town, phone: Phone) -> None:
    await town.asks("forum", "FORUM")
    await phone.opens("/c/FORUM")
    await phone.page.evaluate("document.documentElement.style.fontSize = '200%'")
    await phone.taps("Begin", "4")
    await phone.fits()


async def test_a_survey_in_arabic_runs_from_right_to_left(town: Town, phone: Phone) -> None:
    await town.poses(author(SURVEY.encode(), "arabic.yaml").xform, "ARABIC")
    await phone.opens("/c/ARABIC")
    await phone.taps("Begin")
    await phone.sees("كيف تأتي إلى السوق؟")
    question = phone.card.locator(".body p").last
    assert await question.evaluate("node => getComputedStyle(node).direction") == "rtl"
    button = phone.card.get_by_role("button", name="سيرا على الأقدام")
    assert await button.evaluate("node => getComputedStyle(node).direction") == "rtl"
    await phone.can_be_read_by_all()
    await phone.taps("سيرا على الأقدام")
    await phone.writes("مقاعد أكثر <b>في الظل</b>")
    await expect(phone.page.locator(".mine .said").last).to_have_text("مقاعد أكثر <b>في الظل</b>")
    await phone.fits()
