"""A resident at a forum: from the link on the poster to the receipt, on a phone."""

from phone import Phone
from playwright.async_api import expect
from town import Town


async def test_a_new_resident_answers_with_a_correction_and_a_reload_in_between(
    town: Town, phone: Phone
) -> None:
    await town.asks("forum", "FORUM")
    await phone.opens("/c/FORUM")
    await phone.can_be_read_by_all()
    await phone.taps("Begin", "4")
    await phone.writes("en partie")
    await phone.sees("Qu’est-ce qui vous en a empêché ?")
    await phone.page.reload()
    await phone.sees("Qu’est-ce qui vous en a empêché ?")
    await phone.can_be_read_by_all()
    await phone.taps("Le temps a manqué")
    await phone.ticks("Le logement", "Les commerces")
    await phone.can_be_read_by_all()
    await phone.taps("Done", "Une affiche")
    await phone.writes("Plus de chaises, et de l’eau")
    await phone.sees("Here are your answers:")
    await phone.can_be_read_by_all()
    await _corrects(phone)
    await phone.taps("Send")
    await phone.sees("Thank you! Your answers have been received.")
    await phone.can_be_read_by_all()
    answers = dict(await town.rows("SELECT path, counted FROM answer"))
    assert answers["/data/useful"] == "5"
    assert answers["/data/spoke"] == "partly"
    assert answers["/data/follow"] == "housing shops"
    assert answers["/data/better"] == "Plus de chaises, et de l’eau"
    assert await town.value("SELECT count(*) FROM respondent") == 1


async def _corrects(phone: Phone) -> None:
    """« Modifier » beside the first answer of the summary."""
    await phone.card.locator(".change").first.click()
    await phone.sees("Your correction")
    await expect(phone.card.locator("[aria-current=true]")).to_have_text("4")
    await phone.taps("5")
    await expect(phone.card.locator(".lines dd").first).to_contain_text("5")


async def test_an_answer_stays_beside_its_question_and_can_be_changed(town: Town, phone: Phone) -> None:
    await town.asks("forum", "FORUM")
    await phone.opens("/c/FORUM")
    await phone.taps("Begin", "4")
    said = phone.page.locator(".mine", has_text="4 sur 5")
    await said.locator(".change").click()
    await phone.sees("Your correction")
    await phone.taps("2")
    await expect(said).to_contain_text(phone.says_it("Changed below"))
    assert await phone.page.locator(".mine .change").count() == 1


async def test_a_rule_broken_by_a_tick_is_said_at_once_and_undone(town: Town, phone: Phone) -> None:
    await town.asks("forum", "FORUM")
    await phone.opens("/c/FORUM")
    await phone.taps("Begin", "4", "Oui")
    await phone.ticks("Le logement", "Aucun")
    await expect(phone.page.locator(".notice").last).to_contain_text("Décochez l’un des deux")
    await expect(phone.card.get_by_role("checkbox", name="Aucun")).not_to_be_checked()
    await expect(phone.card.get_by_role("checkbox", name="Le logement")).to_be_checked()
    await phone.taps("Done")
    await phone.sees("Comment avez-vous connu ce forum ?")


async def test_the_page_speaks_another_language_when_asked(town: Town, phone: Phone) -> None:
    await town.asks("forum", "FORUM")
    await phone.opens("/c/FORUM")
    await phone.writes("/language en")
    phone.language = "en"
    await expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    await expect(phone.page.locator("#composer button")).to_have_text("Send")


async def test_a_command_in_a_sentence_can_be_pressed(town: Town, phone: Phone) -> None:
    await town.asks("forum", "FORUM")
    await phone.opens("/c/FORUM")
    await phone.card.get_by_role("button", name="/donnees").click()
    await expect(phone.page.locator(".mine .said")).to_have_text("/donnees")
    await expect(phone.page.locator(".card")).to_have_count(2)
    await expect(phone.button("Begin")).to_be_visible()
