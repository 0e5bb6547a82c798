"""`results.csv` against a second count, written from the method in plain Python over the stored rows."""

import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import mean, median
from typing import Any

import factories
import pytest
from sqlalchemy import select

from admin.results.live import results
from admin.results.rows import FlatRow, rows
from dialogs.survey import Question
from storage import campaigns
from storage.campaigns import Campaign
from storage.database import Database, Db
from storage.models.answers import answer, session

MISSING = ("_refused", "_skipped", "_not_asked", "_not_reached")
K = 5

SURVEY = factories.survey(
    factories.question("place", "select_one", ["north", "south", "east", "island", "nsp"]),
    factories.question("one", "select_one", ["yes", "partly", "no", "nsp"]),
    factories.question("many", "select_multiple", ["trees", "cars", "light", "none"]),
    factories.question("age", "integer"),
    factories.question("mark", "range"),
    factories.question("idea", "text"),
    factories.question("hello", "note"),
)


def fill(db: Db, seed: int, people: int) -> Campaign:
    """A campaign of random answers, states, previews, corrections not sent, and sessions left half-way."""
    rnd = random.Random(seed)
    campaign_id = factories.campaign(db)
    other = factories.campaign(db)
    for _ in range(people):
        sent = rnd.random() < 0.8
        at = factories.AT if rnd.random() < 0.95 else None
        where = campaign_id if rnd.random() < 0.95 else other
        session_id = factories.session(db, where, sent=sent, preview=rnd.random() < 0.05, started_at=at)
        for question in SURVEY.questions[:-1] if at else ():
            if rnd.random() < (0.9 if sent else 0.6):
                give(db, rnd, session_id, question)
    return campaigns.load(db, [campaign_id])[campaign_id]


def give(db: Db, rnd: random.Random, session_id: int, question: Question) -> None:
    state = rnd.choices(["answered", "skipped", "hidden", None], [85, 7, 5, 3])[0]
    if state is None:  # typed, never counted
        factories.answer(db, session_id, question.path, "no", counted=None, counted_state=None)
        return
    value: Any = ""
    if state == "answered":
        value = {
            "place": lambda: rnd.choices(["north", "south", "east", "island"], [45, 40, 12, 3])[0],
            "one": lambda: rnd.choices(["yes", "partly", "no", "nsp"], [60, 28, 5, 7])[0],
            "many": lambda: rnd.sample(["trees", "cars", "light"], rnd.randint(1, 3)),
            "age": lambda: str(rnd.randint(15, 90)),
            "mark": lambda: str(rnd.randint(1, 5)),
            "idea": lambda: f"Idée {rnd.random()}",
        }[question.name]()
        if value == "nsp":
            state = "refused"
    factories.answer(db, session_id, question.path, value, state=state)


# ---- the second count ----------------------------------------------------------------------


@dataclass
class Person:
    sent: bool
    answers: dict[str, tuple[str, str]]


def people(db: Db, campaign_id: int) -> list[Person]:
    found = {
        row.id: Person(row.sent_at is not None, {})
        for row in db.execute(select(session).where(session.c.campaign_id == campaign_id))
        if not row.preview and row.started_at is not None
    }
    for row in db.execute(select(answer).where(answer.c.campaign_id == campaign_id)):
        if row.session_id in found and row.counted_state is not None:
            found[row.session_id].answers[row.path.rsplit("/", 1)[1]] = (row.counted_state, row.counted)
    return list(found.values())


def kind_of(person: Person, name: str) -> str:
    if name in person.answers:
        state = person.answers[name][0]
        return {"refused": "_refused", "skipped": "_skipped", "hidden": "_not_asked"}.get(state, "answered")
    return "_not_asked" if person.sent else "_not_reached"


def recount(persons: list[Person], question: Question) -> tuple[int, dict[str, float]]:
    """The base, and every count of `results.csv` before anything is hidden."""
    kinds = Counter(kind_of(person, question.name) for person in persons)
    given = [
        person.answers[question.name][1] for person in persons if kind_of(person, question.name) == "answered"
    ]
    counts: dict[str, float] = {}
    if question.kind.startswith("select"):
        names = [c.name for c in SURVEY.listed(question) if c.name != "nsp"]
        chosen = Counter(name for value in given for name in value.split())
        counts = {name: chosen[name] for name in names}
    else:
        counts["_n"] = len(given)
    if question.kind in ("integer", "range") and given:
        numbers = [float(value) for value in given]
        counts |= {"_mean": round(mean(numbers), 4), "_median": median(numbers)}
    counts |= {name: kinds[name] for name in MISSING}
    assert kinds["answered"] + sum(kinds[name] for name in MISSING) == len(persons)
    return kinds["answered"], counts


def assert_agrees(row: FlatRow, base: int, counts: dict[str, float]) -> None:
    """A row shows the true number, or nothing at all; and never a small one."""
    if row.suppressed:
        assert row.count is None
        assert row.share is None
        return
    true = counts.get(row.choice)
    assert row.base == base, row
    assert row.count == true, row
    if row.choice.startswith("_"):
        assert row.share is None
    elif base:
        assert true is not None
        assert row.share == round(true / base, 4)
    if row.choice not in ("_mean", "_median"):
        assert not 0 < (true or 0) < K, row
        assert row.choice.startswith("_") or not 0 < base - (true or 0) < K, row


def told() -> list[Question]:
    return list(SURVEY.questions[:-1])


@pytest.mark.parametrize(("seed", "size"), [(1, 4), (2, 40), (3, 160)])
async def test_the_results_are_those_of_a_second_count(database: Database, seed: int, size: int) -> None:
    campaign = await database.write(fill, seed, size)
    persons = await database.read(people, campaign.id)
    found = await database.read(results, campaign, SURVEY, factories.AT)
    assert found.took_part.started == len(persons)
    assert found.took_part.complete == sum(person.sent for person in persons)
    table = list(rows(found))
    assert [row.question for row in table] == sorted(
        (row.question for row in table), key=[question.name for question in told()].index
    )
    for question in told():
        base, counts = recount(persons, question)
        mine = [row for row in table if row.question == question.name]
        assert [row.choice for row in mine] == _names(question)
        for row in mine:
            assert_agrees(row, base, counts)
            if question.kind == "select_one" and not row.choice.startswith("_"):
                hidden = [r for r in mine if r.suppressed and not r.choice.startswith("_")]
                assert len(hidden) != 1


@pytest.mark.parametrize(("seed", "size"), [(4, 60), (5, 260)])
async def test_broken_down_they_are_those_of_a_second_count(database: Database, seed: int, size: int) -> None:
    campaign = await database.write(fill, seed, size)
    persons = await database.read(people, campaign.id)
    place = SURVEY.questions[0]
    table = list(rows(await database.read(results, campaign, SURVEY, factories.AT, place)))
    whole = list(rows(await database.read(results, campaign, SURVEY, factories.AT)))
    groups = ["north", "south", "east", "island"]
    for question in told()[1:]:
        mine = [row for row in table if row.question == question.name]
        assert [(row.group, row.choice) for row in mine] == [(g, n) for g in groups for n in _names(question)]
        for group in groups:
            base, counts = recount(
                [p for p in persons if p.answers.get("place") == ("answered", group)], question
            )
            for row in mine:
                if row.group == group:
                    assert row.by == "place"
                    assert_agrees(row, base, counts)
        assert_holds_no_single_hole(mine)
        assert_nothing_is_left_over(question, mine, [row for row in whole if row.question == question.name])
    if size > 200:
        assert sum(not row.suppressed for row in table) > len(table) / 3, "much of it is worth reading"


def assert_holds_no_single_hole(mine: list[FlatRow]) -> None:
    """A choice or a group with one hidden number would give it back by subtraction."""
    by_choice, by_group = defaultdict(list), defaultdict(list)
    for row in mine:
        if not row.choice.startswith("_"):
            by_choice[row.choice].append(row.suppressed)
            by_group[row.group].append(row.suppressed)
    assert all(sum(holes) != 1 for holes in by_choice.values())
    if mine[0].question == "one":
        assert all(sum(holes) != 1 for holes in by_group.values())


def assert_nothing_is_left_over(question: Question, mine: list[FlatRow], whole: list[FlatRow]) -> None:
    """Everyone's number less all groups' tells of those without a group: never of one to four people."""
    for row in whole:
        parts = [part for part in mine if part.choice == row.choice]
        shown = not row.suppressed and not any(part.suppressed for part in parts)
        if shown and question.kind.startswith("select") and not row.choice.startswith("_"):
            rest = (row.count or 0) - sum(part.count or 0 for part in parts)
            assert not 0 < rest < K, row


def _names(question: Question) -> list[str]:
    if question.kind.startswith("select"):
        return [*(c.name for c in SURVEY.listed(question) if c.name != "nsp"), *MISSING]
    figures = ["_mean", "_median"] if question.kind in ("integer", "range") else []
    return ["_n", *figures, *MISSING]
