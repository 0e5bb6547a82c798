"""Campaigns as staff make them: drafts, codes, periods, and an audit entry for each step."""

from datetime import datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from clock import Clock
from sqlalchemy import text

from admin import campaigns
from admin.campaigns import CampaignTrouble, CodeUnusable, NoMoment, Plan, UnknownKind, WrongOrder, WrongState
from admin.commands import moments
from dialogs.xform import read_xform
from storage.campaigns import Campaign, State
from storage.database import Database, Db

PARIS = ZoneInfo("Europe/Paris")
ACTOR = "staff:1"


def plan(name: str = "forum", code: str | None = None) -> Plan:
    xform = (files("campaigns") / f"{name}.xml").read_text("utf-8")
    return Plan(read_xform(xform), xform, PARIS, 5, code=code)


async def drafted(database: Database, clock: Clock, name: str = "forum", actor: str = ACTOR) -> Campaign:
    return await database.write(campaigns.draft, plan(name), actor, clock())


async def actions(database: Database) -> list[str]:
    def read(db: Db) -> list[str]:
        return list(db.scalars(text("SELECT action FROM audit ORDER BY id")))

    return await database.read(read)


async def test_a_draft_opens_for_thirty_days_and_is_kept_for_half_a_year(
    database: Database, clock: Clock
) -> None:
    made = await drafted(database, clock)
    assert (made.code, made.state, made.opens_at, made.closes_at) == ("FORUM", State.DRAFT, None, None)
    opened = await database.write(campaigns.begin, "forum", None, None, ACTOR, clock())
    assert (opened.state, opened.opens_at) == (State.OPEN, clock())
    assert opened.closes_at == clock() + timedelta(days=30)
    assert opened.deletes_at == clock() + timedelta(days=210)
    assert await actions(database) == ["draft", "launch"]


async def test_a_scheduled_campaign_waits_for_its_moment(database: Database, clock: Clock) -> None:
    opens, closes = clock() + timedelta(days=1), clock() + timedelta(days=2)
    made = await database.write(campaigns.launch, plan(code="halles"), opens, closes, ACTOR, clock())
    assert (made.code, made.state) == ("HALLES", State.SCHEDULED)
    assert (made.opens_at, made.closes_at) == (opens, closes)


async def test_the_same_survey_again_takes_the_place_of_its_authors_draft(
    database: Database, clock: Clock
) -> None:
    first = await drafted(database, clock)
    again = await drafted(database, clock)
    another = await drafted(database, clock, actor="staff:2")
    assert again.id == first.id
    assert another.id != first.id
    assert another.code != "FORUM"


async def test_what_was_opened_keeps_its_survey_and_its_code(database: Database, clock: Clock) -> None:
    await drafted(database, clock)
    await database.write(campaigns.begin, "FORUM", None, None, ACTOR, clock())
    again = await drafted(database, clock)
    assert (again.state, len(again.code)) == (State.DRAFT, 6)
    with pytest.raises(WrongState):
        await database.write(campaigns.begin, "FORUM", None, None, ACTOR, clock())


@pytest.mark.parametrize(
    ("opens", "closes"), [(-1, 1), (2, 1), (1, 1), (None, -1), (None, 0)], ids=lambda days: f"{days}"
)
async def test_a_period_lies_ahead_and_has_a_length(
    opens: int | None, closes: int, database: Database, clock: Clock
) -> None:
    start = None if opens is None else clock() + timedelta(days=opens)
    with pytest.raises(WrongOrder):
        await database.write(
            campaigns.launch, plan(), start, clock() + timedelta(days=closes), ACTOR, clock()
        )
    assert await actions(database) == []


@pytest.mark.parametrize("code", ["FORUM", "f0rum", "x", "les halles"])
async def test_a_code_is_free_and_well_formed(code: str, database: Database, clock: Clock) -> None:
    await drafted(database, clock, actor="staff:2")
    with pytest.raises(CodeUnusable):
        await database.write(campaigns.draft, plan(code=code), ACTOR, clock())


@pytest.mark.parametrize(
    ("steps", "allowed"),
    [
        ((State.PAUSED,), False),
        ((State.OPEN,), False),
        ((State.CLOSED,), True),
        ((State.CLOSED, State.OPEN), False),
        ((State.CLOSED, State.CLOSED), True),
    ],
)
async def test_a_draft_is_opened_by_a_launch_alone(
    steps: tuple[State, ...], allowed: bool, database: Database, clock: Clock
) -> None:
    await drafted(database, clock)
    *before, last = steps
    for to in before:
        await database.write(campaigns.steer, "FORUM", to, ACTOR, clock())
    try:
        await database.write(campaigns.steer, "FORUM", last, ACTOR, clock())
    except CampaignTrouble:
        assert not allowed
    else:
        assert allowed


async def test_a_source_is_of_a_known_kind(database: Database, clock: Clock) -> None:
    await drafted(database, clock)
    made = await database.write(campaigns.add_source, "forum", "event", "Hall", ACTOR, clock())
    assert (await database.read(campaigns.find, made.code)).code == "FORUM"
    with pytest.raises(UnknownKind):
        await database.write(campaigns.add_source, "forum", "rumour", "Hall", ACTOR, clock())


def test_the_web_comes_first_and_telegram_where_there_is_a_bot() -> None:
    assert campaigns.links("A2", "https://valmont.example").telegram == ""
    links = campaigns.links("A2", "https://valmont.example", "valmont_bot")
    assert (links.web, links.telegram) == (
        "https://valmont.example/c/A2",
        "https://t.me/valmont_bot?start=A2",
    )


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-03-12T18:30", (2026, 3, 12, 18, 30)),
        ("12/03/2026 18:30", (2026, 3, 12, 18, 30)),
        ("12/03/2026 à 18 h", (2026, 3, 12, 18, 0)),
        ("12 mars 18h30", (2026, 3, 12, 18, 30)),
        ("12 March 2026 at 9:05", (2026, 3, 12, 9, 5)),
        ("demain 9 h", (2026, 3, 11, 9, 0)),
        ("tomorrow", (2026, 3, 11, 0, 0)),
        ("18h30", (2026, 3, 10, 18, 30)),
        ("5 mars", (2027, 3, 5, 0, 0)),
    ],
)
def test_moments_are_read_as_staff_type_them(typed: str, moment: tuple[int, ...], clock: Clock) -> None:
    assert moments.read(typed, PARIS, clock()) == datetime(*moment, tzinfo=PARIS)


def test_a_day_alone_ends_with_its_last_minute(clock: Clock) -> None:
    for typed in ("2026-03-12", "12 mars"):
        assert moments.read(typed, PARIS, clock(), end=True) == datetime(2026, 3, 12, 23, 59, tzinfo=PARIS)


@pytest.mark.parametrize("typed", ["soon", "31/02/2026", "12/03/2026 25:00", "12 mars 18h75"])
def test_what_is_no_moment_is_refused(typed: str, clock: Clock) -> None:
    with pytest.raises(NoMoment):
        moments.read(typed, PARIS, clock())
