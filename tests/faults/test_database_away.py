"""A database that stops, hangs or takes nothing, under load: nobody is acknowledged who is not stored, the
process lives on, and all goes on within ten seconds of the fault's end without anybody tapping again.
"""

import resource
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from time import monotonic

import pytest
from botapi.server import BotApi
from conftest import migrate
from faults.conftest import BotOn
from faults.crowd import Crowd, crowd
from faults.database_server import database_server
from faults.ledger import all_is_sent, assert_exact
from faults.process import Life
from faults.waiting import until

from storage.database import Database

NORMAL_WITHIN = 10.0
"""Seconds after the end of a fault."""


@asynccontextmanager
async def under_load(api: BotApi, bot_on: BotOn, url: str, mode: str) -> AsyncIterator[tuple[Life, Crowd]]:
    """The bot while people answer; in the end all of them have finished, and are counted exactly."""
    async with bot_on(url) as bot, crowd(api, bot.address, Random(7), most=10) as people:
        async with bot.living(TELEGRAM_MODE=mode) as life:
            await people.gather()
            await people.acts(30)
            yield life, people
            await people.all_done(30)
            await api.world.until(lambda: not api.world.waiting)
        assert people.asked_again == {}
        await _counted(url, people)


async def _counted(url: str, people: Crowd) -> None:
    database = await Database.open(url)
    await all_is_sent(database)
    await assert_exact(database, people.ledger, len(people.residents))
    await database.close()


async def others_come(people: Crowd) -> None:
    """Also in the midst of it, on either channel."""
    people.most += 2
    await people.gather()


async def goes_on(people: Crowd, since: float) -> None:
    """Everybody who has not finished gets on, in time."""
    await people.acts(len(people.residents), within=NORMAL_WITHIN)
    assert monotonic() - since < NORMAL_WITHIN


@pytest.fixture
def no_postgres(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--no-postgres"):
        pytest.skip("--no-postgres was given")


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_server_that_is_stopped_is_told_and_waited_for(api, bot_on, no_postgres, mode):
    with database_server() as server:
        await migrate(server.url)
        async with under_load(api, bot_on, server.url, mode) as (_life, people):
            server.stop()
            await others_come(people)
            await until(lambda: _told(api, people, mode))
            server.begin()
            await goes_on(people, monotonic())
        assert people.statuses <= {200, 503}
        assert set(api.pusher.statuses) <= {200, 503}


async def test_a_server_that_hangs_is_waited_for(api, bot_on, no_postgres):
    with database_server() as server:
        await migrate(server.url)
        async with under_load(api, bot_on, server.url, "webhook") as (_life, people):
            server.freeze()
            with pytest.raises(TimeoutError):
                await people.acts(10_000, within=0.5)  # what was under way comes to rest
            believed = people.ledger.acknowledged
            with pytest.raises(TimeoutError):
                await people.acts(1, within=1.5)
            assert people.ledger.acknowledged == believed
            server.thaw()
            await goes_on(people, monotonic())


async def test_a_disk_that_is_full_takes_nothing_and_loses_nothing(api, bot_on, sqlite_url):
    """A limit to the size of files stands for the disk."""
    async with under_load(api, bot_on, sqlite_url, "webhook") as (life, people):
        _, most = resource.prlimit(life.number, resource.RLIMIT_FSIZE)
        resource.prlimit(life.number, resource.RLIMIT_FSIZE, (1, most))
        await others_come(people)
        await until(lambda: _told(api, people, "webhook"))
        resource.prlimit(life.number, resource.RLIMIT_FSIZE, (most, most))
        await goes_on(people, monotonic())
    assert people.statuses <= {200, 503}
    assert set(api.pusher.statuses) <= {200, 503}


async def _told(api: BotApi, people: Crowd, mode: str) -> bool:
    """Both channels were told to come again."""
    return 503 in people.statuses and (mode == "polling" or 503 in api.pusher.statuses)
