"""Several replicas of one town on PostgreSQL: the database alone keeps them in step."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from clock import Clock
from player import Direct
from town import Town, living

from bot.channel import Press
from dialogs.turn import Typed
from storage.database import Database


@pytest.fixture
async def towns(db_url: str, clock: Clock) -> AsyncIterator[list[Town]]:
    """Three processes in one; on SQLite there is one process, which takes its turns one by one."""
    async with AsyncExitStack() as stack:
        count = 1 if db_url.startswith("sqlite") else 3
        databases = [await Database.open(db_url) for _ in range(count)]
        for database in databases:
            stack.push_async_callback(database.close)
        yield [await stack.enter_async_context(living(database, clock)) for database in databases]


async def test_the_first_contact_on_all_replicas_at_once_makes_one_respondent(towns: list[Town]) -> None:
    await towns[0].asks("forum", "FORUM")
    player = Direct(towns[0], language="en")
    starts = [player.inbound(Typed("/start FORUM")) for _ in towns for _ in range(3)]
    await asyncio.gather(*(towns[n % len(towns)].intake.take(start) for n, start in enumerate(starts)))
    assert await towns[0].value("SELECT count(*) FROM respondent") == 1
    assert await towns[0].value("SELECT count(*) FROM session") == 1
    assert await towns[0].value("SELECT max(seq) = count(*) FROM outgoing") in (1, True)


async def test_one_update_brought_to_all_replicas_is_answered_once(towns: list[Town]) -> None:
    await towns[0].asks("forum", "FORUM")
    player = Direct(towns[0], language="en")
    await player.says("/start FORUM")
    await player.taps("Begin")
    answer = player.inbound(Typed("4"), key="web:the-same")
    cards = await asyncio.gather(*(town.intake.take(answer) for town in towns))
    assert sum(bool(rows) for rows in cards) == 1
    assert await towns[0].rows("SELECT value, revision FROM answer") == [("4", 1)]


async def test_ticks_on_different_replicas_are_all_kept(towns: list[Town]) -> None:
    await towns[0].asks("forum", "FORUM")
    players = [Direct(towns[0], language="en") for _ in range(4)]
    labels = ("Nature in town", "Housing", "Shops")
    for player in players:
        await player.says("/start FORUM")
        for words in ("begin", "4", "yes"):
            await player.says(words)
    taps = [(player, label) for label in labels for player in players]
    await asyncio.gather(
        *(
            towns[n % len(towns)].intake.take(player.inbound(Press(player.button(label)[1].press)))
            for n, (player, label) in enumerate(taps)
        )
    )
    ticked = await towns[0].rows("SELECT value FROM answer WHERE state = 'draft'")
    assert ticked == [("nature housing shops",)] * len(players)
