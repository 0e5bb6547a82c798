"""`/r/<code>`: what the public reads of a campaign, when, and in which words."""

import re
from collections.abc import AsyncIterator
from html import escape, unescape

import factories
import naughty
import pytest
import survey_in_arabic
from aiohttp import ClientSession
from published import FREE_WORDS, PEOPLE, fill, over
from town import CAMPAIGNS, Town
from yarl import URL

from admin.authoring import author
from admin.results.live import results
from admin.results.model import Results
from admin.results.rows import rows
from storage import erasure, sources
from storage.campaigns import Campaign, State

LARGEST = 60_000


class Reader:
    """A browser without scripts."""

    def __init__(self, http: ClientSession, address: str) -> None:
        self.http, self.address = http, address

    async def opens(self, path: str, status: int = 200, language: str = "fr") -> str:
        where = URL(self.address + path, encoded=True)
        async with self.http.get(where, headers={"Accept-Language": language}) as answer:
            assert answer.status == status
            return await answer.text()


@pytest.fixture
async def reader(address: str) -> AsyncIterator[Reader]:
    async with ClientSession() as http:
        yield Reader(http, address)


def words(page: str) -> str:
    """All that a screen reader says, in a row."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page.split("<body", 1)[1].split(">", 1)[1])))


def table(page: str, title: str) -> list[list[str]]:
    """The cells below a question's title, row by row."""
    card = page.split(title, 1)[1].split("</section>", 1)[0]
    found = re.findall(r"<tr[^>]*>(.*?)</tr>", card, re.DOTALL)
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in found)
    return [[words(f"<body>{cell}").strip() for cell in row] for row in cells][1:]


async def _results(town: Town, campaign: Campaign) -> Results:
    survey = await town.database.read(town.house.versions.get, campaign.version_id)
    return await town.database.read(results, campaign, survey, town.clock())


# ---- what is told, and when ----------------------------------------------------------------


async def test_a_closed_campaign_shows_its_figures_in_order(town: Town, reader: Reader) -> None:
    await over(town)
    page = await reader.opens("/r/FORUM")
    assert "<h1>Votre avis sur le forum</h1>" in page
    assert "40 personnes ont commencé et 32 ont envoyé leurs réponses." in words(page)
    assert "les personnes ont choisi de répondre" in words(page)
    assert [row[0] for row in table(page, "ce forum ?")] == [
        "Une affiche",
        "Un voisin, une voisine",
        "La mairie ou son journal",
        "Une association",
        "Internet ou une messagerie",
        "Je passais par là",
    ]
    assert table(page, "ce forum ?")[0] == ["Une affiche", "50 % 35 à 65 %", "20"]
    assert [row[0] for row in table(page, "été utile ?")] == ["1", "2", "3", "4", "5"]
    assert '<rect width="500" height="1"/>' in page


async def test_free_words_are_counted_and_never_shown(town: Town, reader: Reader) -> None:
    await over(town)
    page = await reader.opens("/r/FORUM")
    assert FREE_WORDS not in page
    assert "SECRET" not in page
    assert "Base : 30 réponses" in words(page)


RANKING = """
settings: {form_title: {fr: Priorités}, form_id: first, version: "1", default_language: fr}
survey:
  - {type: rank things, name: order, label: {fr: "Dans quel ordre ?"}}
  - {type: integer, name: people, label: {fr: "Combien êtes-vous ?"}}
choices:
  - {list_name: things, name: trees, label: {fr: Des arbres}}
  - {list_name: things, name: benches, label: {fr: Des bancs}}
"""


async def test_places_means_and_medians_are_told(town: Town, reader: Reader) -> None:
    campaign = await town.poses(author(RANKING.encode(), "ranking.yaml").xform, "ORDER")
    for place in range(20):
        given = {
            "/data/order": "trees benches" if place < 12 else "benches trees",
            "/data/people": str(place),
        }
        await town.database.write(lambda db, g=given: factories.answered(db, campaign.id, g))
    await town.steers(campaign, State.CLOSED)
    page = await reader.opens("/r/ORDER")
    assert "Part des personnes qui l’ont mis en premier" in words(page)
    assert [row[0] for row in table(page, "quel ordre ?")] == ["Des arbres", "Des bancs"]
    assert "Des arbres : rang moyen 1,4" in words(page)
    assert "médiane 9,5, moyenne 9,5" in words(page)


async def test_every_number_of_the_page_is_one_of_results_csv_and_so_is_every_mask(
    town: Town, reader: Reader
) -> None:
    campaign = await over(town)
    page = await reader.opens("/r/FORUM")
    found = await _results(town, campaign)
    flat = {(row.question, row.choice): row for row in rows(found)}
    masked = 0
    for told in found.tables:
        group = told.groups[0]
        shown = sorted(cells[-1] for cells in table(page, f"{_title(told.question)}</h2>"))
        if told.question.kind != "range":  # of a scale, the file tells the mean and the median only
            kept = [flat[told.question.key, row.name] for row in group.rows]
            assert shown == sorted("< 5" if row.suppressed else str(row.count) for row in kept)
            masked += sum(row.suppressed for row in kept)
    assert masked >= 2, "a small group and the one it could be worked out from"


def _title(question) -> str:
    return question.label.plain.pick("fr")[1]


async def test_too_few_people_are_told_of_by_nothing_but_that(town: Town, reader: Reader) -> None:
    await over(town, people=4)
    page = await reader.opens("/r/FORUM")
    assert "Moins de 5 personnes ont participé" in words(page)
    assert "<table" not in page


@pytest.mark.parametrize("state", [State.SCHEDULED, State.OPEN, State.PAUSED])
async def test_before_closing_the_page_says_when_and_leads_to_the_chat(
    state: State, town: Town, reader: Reader
) -> None:
    campaign = await town.asks("forum", "FORUM", state)
    await town.database.write(lambda db: factories.answered(db, campaign.id, {"/data/useful": "4"}))
    page = await reader.opens("/r/FORUM")
    assert "La consultation se termine le 9 avril 2026." in words(page)
    assert 'href="/c/FORUM"' in page
    assert "<table" not in page
    assert "Base" not in words(page)


@pytest.mark.parametrize("code", ["NOWHERE", "DRAFT", "%3Cscript%3Ealert(1)%3C%2Fscript%3E"])
async def test_an_unknown_code_and_a_draft_lead_to_the_chat(code: str, town: Town, reader: Reader) -> None:
    await town.asks("forum", "DRAFT", State.DRAFT)
    page = await reader.opens(f"/r/{code}", status=404)
    assert "Je ne connais pas le code" in words(page)
    assert 'href="/"' in page
    assert "<script" not in page


async def test_the_code_of_an_entry_point_leads_there_too(town: Town, reader: Reader) -> None:
    campaign = await over(town)
    await town.database.write(sources.add, campaign.id, "event", "Forum", town.clock(), "GYMN4SE")
    assert "Votre avis sur le forum" in await reader.opens("/r/gymn4se")


async def test_what_was_erased_when_it_was_due_is_not_shown_any_more(town: Town, reader: Reader) -> None:
    await over(town)
    town.clock.forward(days=211)
    page = await reader.opens("/r/FORUM")
    assert "Les réponses ont été effacées" in words(page)
    assert "<table" not in page


async def test_a_day_has_one_set_of_figures_and_the_next_leaves_out_who_was_erased(
    town: Town, reader: Reader
) -> None:
    campaign = await over(town)
    before = await reader.opens("/r/FORUM")
    first = await town.value("SELECT min(respondent_id) FROM session WHERE campaign_id = :c", c=campaign.id)
    await town.database.write(erasure.erase, [first], town.clock())
    assert await reader.opens("/r/FORUM") == before
    town.clock.forward(days=1)
    after = words(await reader.opens("/r/FORUM"))
    assert "Réponses comptées le 11 mars 2026." in after
    assert "39 personnes ont commencé" in after


async def test_an_idea_box_shows_how_many_ideas_there_are_on_each_theme(town: Town, reader: Reader) -> None:
    campaign = await town.asks("ideas", "IDEES")
    assert "Aucune idée n’est encore publiée." in words(await reader.opens("/r/IDEES"))
    for theme in ("nature", "nature", "", "play"):
        await town.database.write(lambda db, t=theme: factories.idea(db, campaign.id, theme=t))
    await town.database.write(lambda db: factories.idea(db, campaign.id, moderation="pending"))
    page = await reader.opens("/r/IDEES")
    assert "4 idées sont publiées." in words(page)
    assert [row[-1] for row in table(page, "Idées par thème")] == ["2", "1", "1"]
    assert "Sans thème" in words(page)
    assert 'href="/c/IDEES"' in page


# ---- how it is told ------------------------------------------------------------------------


async def test_the_page_is_strict_light_and_sets_no_cookie(town: Town, reader: Reader) -> None:
    await over(town)
    async with reader.http.get(f"{reader.address}/r/FORUM") as answer:
        page = await answer.text()
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Vary"] == "Accept-Language"
        assert "Set-Cookie" not in answer.headers
    assert not re.search(r"<script|https?://|\son\w+=|\sstyle=", page)
    weight = len(page.encode())
    for name in set(re.findall(r'(?:src|href)="(/page[^"]+)"', page)):
        async with reader.http.get(reader.address + name) as answer:
            assert answer.status == 200
            weight += len(await answer.read())
    assert weight < LARGEST


@pytest.mark.parametrize(
    ("path", "browser", "spoken", "title"),
    [
        ("/r/FORUM", "fr-CA", "fr", "Votre avis sur le forum"),
        ("/r/FORUM", "en-GB,fr;q=0.5", "en", "Your view of the forum"),
        ("/r/FORUM", "tlh", "fr", "Votre avis sur le forum"),
        ("/r/FORUM", "", "fr", "Votre avis sur le forum"),
        ("/r/FORUM?lang=en", "fr", "en", "Your view of the forum"),
        ("/r/FORUM?lang=%22%3E", "fr", "fr", "Votre avis sur le forum"),
    ],
)
async def test_the_page_speaks_the_readers_language(
    path: str, browser: str, spoken: str, title: str, town: Town, reader: Reader
) -> None:
    await over(town)
    page = await reader.opens(path, language=browser)
    assert f'<html lang="{spoken}" dir="ltr">' in page
    assert f"<h1>{title}</h1>" in page


async def test_an_authors_words_in_another_language_are_marked_as_such(town: Town, reader: Reader) -> None:
    campaign = await town.poses(author(survey_in_arabic.SURVEY.encode(), "arabic.yaml").xform, "SOUQ")
    for place in range(20):
        way = "walk" if place < 12 else "bus"
        await town.database.write(lambda db, w=way: factories.answered(db, campaign.id, {"/data/way": w}))
    await town.steers(campaign, State.CLOSED)
    page = await reader.opens("/r/SOUQ", language="ar")
    assert '<html lang="fr" dir="ltr">' in page
    assert '<h1 lang="ar" dir="rtl">سوق المدينة</h1>' in page
    assert '<table dir="rtl"' in page
    assert '<span lang="ar" dir="rtl">بالحافلة</span>' in page


@pytest.mark.parametrize("text", naughty.STRINGS)
async def test_whatever_an_author_writes_is_shown_as_text(text: str, town: Town, reader: Reader) -> None:
    xform = (CAMPAIGNS / "forum.xml").read_text("utf-8")
    for ours in ("Votre avis sur le forum", "Ce forum vous a-t-il été utile ?", "Une affiche"):
        assert ours in xform
        xform = xform.replace(ours, escape(text))
    campaign = await town.poses(xform, "NAUGHTY")
    await town.database.write(fill, campaign.id, PEOPLE)
    await town.steers(campaign, State.CLOSED)
    page = await reader.opens("/r/NAUGHTY")
    assert page.count("<table") == 5
    assert not re.search(r"<(script|img|b|i)\b|href=.javascript:", page.split("<main", 1)[1])
