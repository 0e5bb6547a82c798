"""What is slid, picked, shared, photographed or searched, in a real browser."""

from io import BytesIO

from phone import Phone, opened
from PIL import Image
from playwright.async_api import expect
from survey_of_entries import SURVEY
from town import Town

from admin.authoring import author

HERE = {"latitude": 44.8378, "longitude": -0.5792}


def photo() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (3000, 1500), (30, 120, 60)).save(drawn, "JPEG", exif=b"Exif\0\0CANARY")
    return drawn.getvalue()


async def test_every_entry_gives_its_answer(town: Town, address: str, chromium) -> None:
    await town.poses(author(SURVEY.encode(), "entries.yaml").xform, "ENTRIES")
    async with opened(chromium, address, geolocation=HERE, permissions=["geolocation"]) as phone:
        await phone.opens("/c/ENTRIES")
        await phone.taps("Begin")
        await _slides(phone)
        await phone.writes("une poignée")
        await expect(phone.page.locator(".mine + .card").last).to_contain_text("12")
        await phone.writes("4")
        await phone.sees("Depuis quand habitez-vous ici ?")
        await _picks_a_day(phone)
        await phone.taps("Share my position")
        await _takes_a_photo(phone)
        await _searches(phone)
        await phone.sees("Here are your answers:")
    answers = dict(await town.rows("SELECT path, value FROM answer"))
    assert answers["/data/score"] == "55"
    assert answers["/data/people"] == "4"
    assert answers["/data/since"] == "2019-09-01"
    assert answers["/data/place"].startswith("44.8378 -0.5792")
    assert answers["/data/photo"].endswith(".jpg")
    assert answers["/data/town"] == "t27"


async def _slides(phone: Phone) -> None:
    """The thumb begins in the middle; the arrow keys and the buttons move it by a step."""
    await phone.can_be_read_by_all()
    await phone.fits()
    slider = phone.card.get_by_role("slider")
    await expect(slider).to_have_value("50")
    await slider.press("ArrowRight")
    await phone.button("More").click()
    await phone.button("Less").click()
    await expect(phone.card.locator("output")).to_have_text("55")
    await phone.taps("Confirm")


async def _picks_a_day(phone: Phone) -> None:
    await phone.can_be_read_by_all()
    await phone.fits()
    await phone.card.locator("input[type=date]").fill("2019-09-01")
    await phone.taps("Confirm")
    await phone.sees("1 septembre 2019")


async def _takes_a_photo(phone: Phone) -> None:
    await phone.can_be_read_by_all()
    picture = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    await phone.card.locator("input[type=file]").set_input_files(files=[picture])
    shown = phone.page.locator(".mine img")
    await expect(shown).to_be_visible()
    await expect(shown).to_have_js_property("complete", True)
    assert await shown.evaluate("picture => picture.naturalWidth") == 2000


async def _searches(phone: Phone) -> None:
    await phone.can_be_read_by_all()
    await phone.card.get_by_role("searchbox").fill("ville 27")
    await phone.taps("Confirm")


async def test_a_phone_that_gives_no_position_says_so(town: Town, phone: Phone) -> None:
    await town.poses(author(SURVEY.encode(), "entries.yaml").xform, "ENTRIES")
    await phone.opens("/c/ENTRIES")
    await phone.taps("Begin", "Skip", "Skip", "Skip")
    await phone.button("Share my position").click()
    await phone.sees("Your device did not give its position. You can also write an answer.")


async def test_a_file_that_is_no_photo_is_answered_and_the_question_stays(town: Town, phone: Phone) -> None:
    await town.poses(author(SURVEY.encode(), "entries.yaml").xform, "ENTRIES")
    await phone.opens("/c/ENTRIES")
    await phone.taps("Begin", "Skip", "Skip", "Skip", "Skip")
    text = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no photo"}
    await phone.card.locator("input[type=file]").set_input_files(files=[text])
    await phone.sees("A photo is asked here. Please send one from your phone.")
    await phone.taps("Skip")
    await phone.sees("Dans quelle ville travaillez-vous ?")


async def test_what_the_server_never_takes_is_said_and_does_not_hold_up_the_rest(
    town: Town, phone: Phone
) -> None:
    await town.asks("forum", "FORUM")
    await phone.opens("/c/FORUM")
    await phone.page.route("**/chat", lambda route: route.fulfill(status=400), times=1)
    await phone.writes("bonjour")
    await expect(phone.page.get_by_role("alert")).to_have_text(
        phone.says_it("This message could not be sent. Please write it again.")
    )
    await phone.taps("Begin")
    phone.troubles = [trouble for trouble in phone.troubles if "400" not in trouble]
