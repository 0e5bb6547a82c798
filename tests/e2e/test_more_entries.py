"""A time, a moment, a recording, a way and an order, given in a real browser."""

from phone import Phone, opened
from playwright.async_api import expect
from town import Town

from admin.authoring import author

SURVEY = """
settings: {form_title: {fr: "Le marché"}, form_id: more, version: "1", default_language: fr}
survey:
  - {type: time, name: hour, label: {fr: "À quelle heure venez-vous ?"}}
  - {type: dateTime, name: when, label: {fr: "Quand était-ce ?"}}
  - {type: audio, name: sound, label: {fr: "Qu’entendez-vous ?"}}
  - {type: geotrace, name: way, label: {fr: "Par où passez-vous ?"}}
  - {type: rank things, name: order, label: {fr: "Dans quel ordre ?"}}
choices:
  - {list_name: things, name: trees, label: {fr: Arbres}}
  - {list_name: things, name: light, label: {fr: Éclairage}}
  - {list_name: things, name: seats, label: {fr: Bancs}}
"""
HERE = {"latitude": 44.8378, "longitude": -0.5792}


async def test_every_one_gives_its_answer(town: Town, address: str, chromium) -> None:
    await town.poses(author(SURVEY.encode(), "more.yaml").xform, "MORE")
    async with opened(chromium, address, geolocation=HERE, permissions=["geolocation"]) as phone:
        await phone.opens("/c/MORE")
        await phone.taps("Begin")
        await _picks(phone, "time", "14:30")
        await phone.sees("Quand était-ce ?")
        await _picks(phone, "datetime-local", "2026-03-12T09:15")
        await _records(phone)
        await _walks(phone)
        await _ranks(phone)
        await phone.sees("Here are your answers:")
    answers = dict(await town.rows("SELECT path, value FROM answer"))
    assert answers["/data/hour"] == "14:30:00.000"
    assert answers["/data/when"] == "2026-03-12T09:15:00.000+01:00"
    assert answers["/data/sound"].endswith(".ogg")
    assert answers["/data/way"] == "44.8378 -0.5792 0 0;44.8378 -0.5792 0 0"
    assert answers["/data/order"] == "seats trees"


async def _picks(phone: Phone, kind: str, value: str) -> None:
    await phone.can_be_read_by_all()
    await phone.fits()
    await phone.card.locator(f"input[type={kind}]").fill(value)
    await phone.taps("Confirm")


async def _records(phone: Phone) -> None:
    await phone.sees("Qu’entendez-vous ?")
    await phone.can_be_read_by_all()
    sound = {"name": "halles.ogg", "mimeType": "audio/ogg", "buffer": b"OggS"}
    await phone.card.locator("input[type=file]").set_input_files(files=[sound])
    await phone.sees("Par où passez-vous ?")


async def _walks(phone: Phone) -> None:
    await phone.taps("Share my position")
    await phone.sees("1 point")
    await phone.taps("Share my position")
    await phone.sees("2 points")
    await phone.taps("Done")


async def _ranks(phone: Phone) -> None:
    await phone.sees("Dans quel ordre ?")
    for label in ("Bancs", "Éclairage"):
        await phone.button(label).click()
        await expect(phone.card.get_by_role("button", name=f". {label}")).to_be_visible()
    await phone.button("Undo").click()
    await expect(phone.card.get_by_role("button", name="2. Éclairage")).to_have_count(0)
    await phone.button("Arbres").click()
    await expect(phone.card.get_by_role("button", name="2. Arbres")).to_be_visible()
    await phone.taps("Done")
