"""Campaigns are made, found by any of their codes, and steered once however often it is said."""

import asyncio
from datetime import timedelta
from zoneinfo import ZoneInfo

import factories
import pytest
from clock import Clock

from dialogs.text import Localized
from storage import campaigns, erasure, sources, surveys
from storage.campaigns import CannotSteer, New, State
from storage.database import Database, Db
from storage.sources import CodeRefused, CodeTaken

PARIS = ZoneInfo("Europe/Paris")
TITLE = Localized((("fr", "Les Halles"), ("en", "The market")))


def new(db: Db, clock: Clock, code: str | None = None, state: State = State.OPEN) -> campaigns.Campaign:
    version = surveys.keep(db, "<h:html/>", "halles", "1", clock())
    return campaigns.create(db, New(TITLE, version, PARIS, "host:awa", state=state, code=code), clock())


async def test_a_campaign_is_kept_as_it_was_made(database: Database, clock: Clock) -> None:
    made = await database.write(new, clock, "Halles")
    kept = (await database.read(campaigns.load, [made.id]))[made.id]
    assert kept == made
    assert (kept.code, kept.title, kept.zone, kept.state) == ("HALLES", TITLE, PARIS, State.OPEN)
    assert kept.opens_at == clock()


@pytest.mark.parametrize("typed", ["FORUM", "forum", " Forum ", "F0RUM", "f0rum"])
async def test_a_code_is_found_however_it_is_typed(database: Database, clock: Clock, typed: str) -> None:
    made = await database.write(new, clock, "Forum")
    assert await database.read(campaigns.by_code, typed) == made
    assert made.code == "FORUM"


@pytest.mark.parametrize("typed", ["", "FORU", "FORUMS", "i_FORUM", "' OR 1=1 --"])
async def test_another_code_finds_nothing(database: Database, clock: Clock, typed: str) -> None:
    await database.write(new, clock, "Forum")
    assert await database.read(campaigns.by_code, typed) is None


@pytest.mark.parametrize("code", ["A", "A" * 17, "LES HALLES", "i_x", "école", "A-B"])
async def test_a_code_of_other_signs_is_refused(database: Database, clock: Clock, code: str) -> None:
    with pytest.raises(CodeRefused):
        await database.write(new, clock, code)


async def test_one_code_leads_to_one_place(database: Database, clock: Clock) -> None:
    made = await database.write(new, clock, "FORUM")
    for taken in ("forum", "F0RUM"):
        with pytest.raises(CodeTaken):
            await database.write(new, clock, taken)
        with pytest.raises(CodeTaken):
            await database.write(sources.add, made.id, "event", "Forum", clock(), taken)
    added = await database.write(sources.add, made.id, "event", "Forum", clock())
    with pytest.raises(CodeTaken):
        await database.write(new, clock, added.code)


async def test_a_source_leads_to_its_campaign(database: Database, clock: Clock) -> None:
    made = await database.write(new, clock)
    added = await database.write(sources.add, made.id, "event", "Forum du 12 mars", clock())
    assert await database.read(campaigns.by_code, added.code.lower()) == made
    assert await database.read(sources.find, added.code) == added
    kinds = [source.kind for source in await database.read(sources.listed, made.id)]
    assert kinds == ["link", "event"]


def test_drawn_codes_are_easy_to_read_aloud() -> None:
    drawn = {sources.random_code() for _ in range(500)}
    assert len(drawn) > 490
    assert not set("".join(drawn)) & set("O0I1")
    assert {len(code) for code in drawn} == {6}


@pytest.mark.parametrize("start", State)
@pytest.mark.parametrize("to", State)
async def test_a_step_is_taken_where_it_may_be(
    database: Database, clock: Clock, start: State, to: State
) -> None:
    id = await database.write(factories.campaign, state=start)
    if to is start:
        assert not await database.write(campaigns.steer, id, to, clock())
    elif start in campaigns.STEPS[to]:
        assert await database.write(campaigns.steer, id, to, clock())
        assert not await database.write(campaigns.steer, id, to, clock())
    else:
        with pytest.raises(CannotSteer):
            await database.write(campaigns.steer, id, to, clock())


async def test_two_who_close_at_once_close_once(database: Database, clock: Clock) -> None:
    id = await database.write(factories.campaign)
    closed = await asyncio.gather(
        *(database.write(campaigns.steer, id, State.CLOSED, clock()) for _ in range(5))
    )
    assert sorted(closed) == [False] * 4 + [True]


async def test_an_unknown_campaign_cannot_be_steered(database: Database, clock: Clock) -> None:
    with pytest.raises(CannotSteer):
        await database.write(campaigns.steer, 404, State.OPEN, clock())


async def test_campaigns_open_and_close_when_they_are_due(database: Database, clock: Clock) -> None:
    opens, closes = clock() + timedelta(days=1), clock() + timedelta(days=2)
    id = await database.write(factories.campaign, state="scheduled", opens_at=opens, closes_at=closes)
    assert await database.read(campaigns.next_due) == opens
    assert await database.write(campaigns.open_due, clock()) == []

    clock.forward(days=1)
    assert await database.write(campaigns.open_due, clock()) == [id]
    assert await database.write(campaigns.open_due, clock()) == []
    assert await database.read(campaigns.next_due) == closes

    clock.forward(days=1)
    assert await database.write(campaigns.close_due, clock()) == [id]
    assert await database.write(campaigns.close_due, clock()) == []
    assert await database.read(campaigns.next_due) is None
    closed = (await database.read(campaigns.load, [id]))[id]
    assert (closed.state, closed.opens_at, closed.closed_at) == (State.CLOSED, opens, closes)


async def test_a_draft_and_a_pause_meet_their_end(database: Database, clock: Clock) -> None:
    """A paused campaign closes in time; a draft, which nobody was promised an end of, waits."""
    past = clock() - timedelta(days=1)
    paused = await database.write(factories.campaign, state="paused", closes_at=past)
    await database.write(factories.campaign, state="draft", closes_at=past)
    assert await database.write(campaigns.close_due, clock()) == [paused]


async def test_the_list_counts_who_started_and_who_sent(database: Database) -> None:
    def fill(db: Db) -> int:
        id = factories.campaign(db)
        factories.session(db, id)
        factories.session(db, id, sent=False)
        factories.session(db, id, sent=False, started_at=None)
        factories.session(db, id, preview=True)
        factories.campaign(db)
        return id

    id = await database.write(fill)
    newest, first = await database.read(campaigns.listed)
    assert (first.campaign.id, first.started, first.sent) == (id, 2, 1)
    assert (newest.started, newest.sent) == (0, 0)


async def test_answers_are_deletable_on_the_day_that_was_promised(database: Database, clock: Clock) -> None:
    id = await database.write(factories.campaign, state="closed", deletes_at=clock() + timedelta(days=1))
    running = await database.write(factories.campaign, state="open", deletes_at=clock())
    for answered in (id, running):
        await database.write(factories.session, answered)
    assert await database.read(campaigns.deletable, clock()) == []
    assert await database.read(campaigns.deletable, clock.forward(days=1)) == [id]
    await database.write(erasure.purge, id)
    assert await database.read(campaigns.deletable, clock()) == []


async def test_the_same_text_is_the_same_version(database: Database, clock: Clock) -> None:
    first = await database.write(surveys.keep, "<a/>", "a", "1", clock())
    assert await database.write(surveys.keep, "<a/>", "a", "1", clock()) == first
    assert await database.write(surveys.keep, "<b/>", "a", "2", clock()) != first
    assert await database.read(surveys.xform, first) == "<a/>"
    with pytest.raises(surveys.NoSuchVersion):
        await database.read(surveys.xform, 404)
