"""The picture of a question, and the same figures as text."""

import subprocess
import sys

import factories

from admin.results import words
from admin.results.chart import draw, drawable
from admin.results.live import results
from dialogs.text import say
from locales import catalogue
from storage import campaigns
from storage.database import Database, Db

SURVEY = factories.survey(
    factories.question("place", "select_one", ["north", "south", "east", "west"]),
    factories.question("idea", "text"),
)


def fill(db: Db) -> campaigns.Campaign:
    campaign = factories.campaign(db)
    for place, n in {"south": 30, "north": 20, "east": 3, "west": 0}.items():
        for _ in range(n):
            factories.answered(db, campaign, {"/data/place": place})
    return campaigns.load(db, [campaign])[campaign]


async def test_a_chart_and_its_text_hide_what_the_table_hides(database: Database) -> None:
    campaign = await database.write(fill)
    found = await database.read(results, campaign, SURVEY, factories.AT)
    places, ideas = found.tables
    assert drawable(places)
    assert not drawable(ideas)
    picture = draw(SURVEY, found, places, catalogue("en"))
    assert picture.png.startswith(b"\x89PNG")
    assert picture.alt.splitlines() == [
        "place ?",
        "Base: 53 answers.",
        "Choix south: 57% (30; 43 to 69%)",
        "Choix west: 0% (0; 0 to 7%)",
        "Choix north, Choix east: hidden, too few answers",
    ]


def test_words_of_a_sample_that_chose_itself_claim_nothing_of_all_inhabitants() -> None:
    for language in ("en", "fr"):
        told = " ".join(say(sentence, catalogue(language)) for sentence in words.METHOD).casefold()
        for banned in ("représentatif", "marge d'erreur", "les habitants pensent", "margin of error"):
            assert banned not in told


def test_counting_does_not_load_what_draws() -> None:
    code = "import sys, admin.results.live, admin.results.words; print('matplotlib' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
