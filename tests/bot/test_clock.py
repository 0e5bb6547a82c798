"""Due moments, with a clock that only moves when told."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import factories
import pytest
from player import Direct
from town import Town

from bot.clock import CHORES, Chore
from storage.campaigns import State


async def test_a_scheduled_campaign_opens_and_closes_at_its_moments(town: Town) -> None:
    opens = town.clock() + timedelta(days=1)
    await town.asks("forum", "FORUM", State.SCHEDULED, opens_at=opens)
    seen = []
    for days in (0, 1, 28, 2):
        town.clock.forward(days=days)
        await town.due.tick()
        seen.append(await town.value("SELECT state FROM campaign"))
    assert seen == ["scheduled", "open", "open", "closed"]


async def test_three_clocks_at_once_do_no_harm(town: Town) -> None:
    await town.asks("forum", "FORUM")
    town.clock.forward(days=31)
    await asyncio.gather(*(town.due.tick() for _ in range(3)))
    assert await town.value("SELECT state FROM campaign") == "closed"


async def test_a_clock_set_back_does_not_stop_the_chores(town: Town) -> None:
    await town.due.tick()
    town.clock.forward(hours=-2)
    await town.asks("forum", "FORUM", State.SCHEDULED, opens_at=town.clock())
    await town.due.tick()
    assert await town.value("SELECT state FROM campaign") == "open"


async def test_answers_are_erased_on_the_day_that_was_promised(town: Town) -> None:
    await town.asks("forum", "FORUM")
    player = Direct(town, language="en")
    await player.says("/start FORUM")
    await player.taps("Begin")
    await player.says("4")
    town.clock.forward(days=209)
    await town.due.tick()
    assert await town.value("SELECT count(*) FROM answer") == 1
    town.clock.forward(days=2)
    await town.due.tick()
    for table in ("answer", "session", "respondent", "address", "outgoing"):
        assert await town.value(f"SELECT count(*) FROM {table}") == 0


async def test_a_file_that_no_row_speaks_of_goes_after_a_day(town: Town) -> None:
    box = await town.asks("ideas", "IDEAS")
    shown, handed_over, fresh = (f"{letter * 32}.jpg" for letter in "abc")
    await town.database.write(factories.answered, box.id, {"/data/photo": shown})
    town.files.update({shown: town.clock(), handed_over: town.clock()})
    town.clock.forward(days=2)
    town.files[fresh] = town.clock()
    await town.due.tick()
    await town.due.tick()
    assert town.deleted == {handed_over}


async def test_a_chore_that_fails_is_tried_again_and_stops_no_other(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[int] = []

    def broken(db: object, now: object) -> frozenset[str]:
        tries.append(1)
        raise OSError

    await town.asks("forum", "FORUM", State.SCHEDULED, opens_at=town.clock())
    due = replace(town.due, chores=(Chore("break", CHORES[-1].every, broken), *CHORES))
    await due.tick()
    await due.tick()
    assert len(tries) == 2
    assert await town.value("SELECT state FROM campaign") == "open"
    assert "could not break" in caplog.text


async def test_files_of_the_forgotten_are_deleted_until_it_succeeds(town: Town) -> None:
    town.due.forget(frozenset({"a.jpg"}))
    await town.due.tick()
    town.due.forget(frozenset({"b.jpg"}))
    await town.due.tick()
    assert town.deleted == {"a.jpg", "b.jpg"}


async def test_keys_are_known_for_as_long_as_a_channel_may_repeat_them(town: Town) -> None:
    await Direct(town).says("/help")
    for days, left in ((13, 1), (2, 0)):
        town.clock.forward(days=days)
        await town.due.tick()
        assert await town.value("SELECT count(*) FROM seen") == left


async def test_a_preview_is_gone_after_a_day(town: Town) -> None:
    await town.asks("forum", "FORUM")
    await Direct(town).says("/start FORUM")
    await town.alters("UPDATE session SET preview = TRUE")
    for hours, left in ((23, 1), (2, 0)):
        town.clock.forward(hours=hours)
        await town.due.tick()
        assert await town.value("SELECT count(*) FROM session") == left
