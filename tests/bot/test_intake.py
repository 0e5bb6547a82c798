"""What the intake does when the database fails: nobody is acknowledged who was not kept."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from player import Direct
from sqlalchemy import event
from sqlalchemy.engine import Engine
from town import Town

from dialogs.turn import Typed
from storage.database import DatabaseUnreachable


@dataclass
class Poison:
    """Statements whose parameters hold one of `words` fail, as a broken row would make them; `spares` names
    the one table that still takes them."""

    words: set[str] = field(default_factory=set)
    spares: str = "quarantine"
    error: type[Exception] = RuntimeError


@pytest.fixture
def poison() -> Iterator[Poison]:
    poison = Poison()

    def refuse(_db: object, _cursor: object, statement: str, parameters: object, *_more: object) -> None:
        if poison.spares not in statement and any(word in repr(parameters) for word in poison.words):
            raise poison.error("the database says no")

    event.listen(Engine, "before_cursor_execute", refuse)
    yield poison
    event.remove(Engine, "before_cursor_execute", refuse)


async def begun(town: Town) -> Direct:
    if not await town.rows("SELECT id FROM campaign"):
        await town.asks("forum", "FORUM")
    player = Direct(town, language="en")
    await player.says("/start FORUM")
    await player.taps("Begin")
    return player


async def test_one_bad_inbound_is_set_aside_and_the_others_are_kept(
    town: Town, poison: Poison, caplog: pytest.LogCaptureFixture
) -> None:
    players = [await begun(town) for _ in range(3)]
    bad = players[1].inbound(Typed("2"), key="web:poisoned")
    poison.words = {"web:poisoned"}
    good = [players[0].inbound(Typed("1")), players[2].inbound(Typed("3"))]

    inbounds = (good[0], bad, good[1])
    answers = await asyncio.gather(*(town.intake.take(inbound) for inbound in inbounds))
    assert [bool(cards) for cards in answers] == [True, False, True]
    assert await town.rows("SELECT value FROM answer ORDER BY value") == [("1",), ("3",)]
    assert await town.rows("SELECT key, reason FROM quarantine") == [("web:poisoned", "RuntimeError")]
    assert "inbound web:poisoned failed twice: RuntimeError" in caplog.text


async def test_what_cannot_even_be_set_aside_is_not_acknowledged(town: Town, poison: Poison) -> None:
    player = await begun(town)
    poison.words, poison.spares = {"web:lost"}, "no table"
    with pytest.raises(RuntimeError):
        await town.intake.take(player.inbound(Typed("4"), key="web:lost"))
    poison.words = set()
    assert await town.value("SELECT count(*) FROM answer") == 0
    assert await town.intake.take(player.inbound(Typed("4"), key="web:lost"))
    assert await town.value("SELECT count(*) FROM answer") == 1


async def test_a_database_that_is_away_for_a_moment_sets_nobody_aside(town: Town, poison: Poison) -> None:
    """It comes back just when what failed twice would be set aside: it would be answered, and lost."""
    player = await begun(town)
    said = player.inbound(Typed("4"), key="web:unlucky")
    poison.words, poison.error = {"web:unlucky"}, ConnectionResetError
    with pytest.raises(DatabaseUnreachable):
        await town.intake.take(said)
    poison.words = set()
    assert await town.value("SELECT count(*) FROM quarantine") == 0
    assert await town.intake.take(said)
    assert await town.value("SELECT count(*) FROM answer") == 1


async def test_whoever_waits_when_the_intake_stops_is_not_acknowledged(town: Town) -> None:
    player = await begun(town)
    stopped = type(town.intake)(town.database, town.house)
    running = asyncio.ensure_future(stopped.run())
    await asyncio.sleep(0)
    waiting = [asyncio.ensure_future(stopped.take(player.inbound(Typed(word)))) for word in ("1", "2")]
    running.cancel()
    results = await asyncio.gather(*waiting, running, return_exceptions=True)
    assert all(isinstance(result, asyncio.CancelledError) for result in results)
    assert await town.value("SELECT count(*) FROM answer") == 0
