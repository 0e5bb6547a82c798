"""The public results in a real browser: at phone width, in the dark, from right to left, and by all."""

import factories
import pytest
from phone import Phone, opened
from playwright.async_api import expect
from published import over
from survey_in_arabic import SURVEY
from town import Town

from admin.authoring import author
from storage.campaigns import State

LOOKS = {
    "phone": {},
    "small": {"viewport": {"width": 320, "height": 568}},
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "dark": {"color_scheme": "dark"},
    "high contrast": {"forced_colors": "active"},
}


async def _opens(phone: Phone, path: str) -> None:
    await phone.page.goto(phone.address + path)
    await expect(phone.page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("looks", LOOKS.values(), ids=LOOKS.keys())
async def test_results_can_be_read_by_all_at_every_size(looks, town: Town, address: str, chromium) -> None:
    await over(town)
    async with opened(chromium, address, **looks) as phone:
        await _opens(phone, "/r/FORUM")
        await phone.can_be_read_by_all()
        await phone.fits()


async def test_letters_of_twice_the_size_still_fit(town: Town, phone: Phone) -> None:
    await over(town)
    await _opens(phone, "/r/FORUM")
    await phone.page.evaluate("document.documentElement.style.fontSize = '200%'")
    await phone.fits()


async def test_bars_are_as_long_as_their_shares_say(town: Town, phone: Phone) -> None:
    await over(town)
    await _opens(phone, "/r/FORUM")
    row = phone.page.get_by_role("row", name="Une affiche")
    await expect(row).to_contain_text("50 %")
    drawn = await row.locator("rect").bounding_box()
    whole = await row.locator("svg").bounding_box()
    assert drawn
    assert whole
    assert abs(drawn["width"] / whole["width"] - 0.5) < 0.01


async def test_in_arabic_bars_begin_at_the_right(town: Town, phone: Phone) -> None:
    campaign = await town.poses(author(SURVEY.encode(), "arabic.yaml").xform, "SOUQ")
    for place in range(20):
        way = "walk" if place < 12 else "bus"
        await town.database.write(lambda db, w=way: factories.answered(db, campaign.id, {"/data/way": w}))
    await town.steers(campaign, State.CLOSED)
    await _opens(phone, "/r/SOUQ?lang=ar")
    await phone.can_be_read_by_all()
    row = phone.page.get_by_role("row", name="سيرا على الأقدام")
    drawn = await row.locator("rect").bounding_box()
    whole = await row.locator("svg").bounding_box()
    assert drawn
    assert whole
    assert abs(drawn["x"] + drawn["width"] - whole["x"] - whole["width"]) < 1


async def test_the_other_pages_can_be_read_by_all_too(town: Town, phone: Phone) -> None:
    box = await town.asks("ideas", "IDEES")
    for theme in ("nature", "nature", "play"):
        await town.database.write(lambda db, t=theme: factories.idea(db, box.id, theme=t))
    await town.asks("forum", "FORUM")
    for path in ("/r/IDEES", "/r/FORUM"):
        await _opens(phone, path)
        await phone.can_be_read_by_all()
        await phone.fits()


async def test_a_wrong_code_leads_to_the_chat(town: Town, phone: Phone) -> None:
    await town.asks("forum", "FORUM")
    await _opens(phone, "/r/NOWHERE")
    await phone.can_be_read_by_all()
    await phone.page.get_by_role("link", name=phone.says_it("Open the conversation")).click()
    await expect(phone.page.locator("#composer")).to_be_visible()
    phone.troubles = [trouble for trouble in phone.troubles if "404" not in trouble]


async def test_the_receipt_of_a_closed_forum_leads_to_its_results(town: Town, phone: Phone) -> None:
    await over(town)
    await phone.opens("/c/FORUM")
    link = phone.card.get_by_role("link", name=phone.says_it("See the results"))
    await expect(link).to_have_attribute("href", f"{town.house.public_url}/r/FORUM")


async def test_on_paper_there_is_nothing_to_press(town: Town, phone: Phone) -> None:
    await over(town)
    await _opens(phone, "/r/FORUM")
    await phone.page.emulate_media(media="print")
    await expect(phone.page.locator(".way")).to_be_hidden()
    await expect(phone.page.locator("table").first).to_be_visible()
