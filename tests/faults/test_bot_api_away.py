"""A Bot API that answers 500, hangs or is gone, under load: the web chat notices nothing, and Telegram goes
on by itself within ten seconds of the fault's end.
"""

from random import Random

import pytest
from botapi.trouble import Trouble
from faults.crowd import crowd
from faults.ledger import all_is_sent, assert_exact
from faults.telegram_hand import TelegramHand
from faults.waiting import until

from storage.database import Database

FOR_EVER = 1_000_000
FAULTS = {
    "500": {"trouble": Trouble(500, "Internal Server Error")},
    "cut after it was done": {"cut": "after"},
    "slow and cut": {"cut": "before", "delay": 1.0},
}
NORMAL_WITHIN = 10.0
"""Seconds after the end of a fault."""


@pytest.mark.parametrize("fault", [*FAULTS, "gone"])
async def test_telegram_away_is_waited_for_and_the_web_goes_on(api, bot_on, sqlite_url, fault):
    async with bot_on(sqlite_url) as bot, crowd(api, bot.address, Random(5), most=8) as people, bot.living():
        await people.gather()
        await people.acts(20)
        phones = [one for one in people.residents if isinstance(one.hand, TelegramHand)]
        others = [one for one in people.residents if one not in phones]
        await _begin(api, fault)
        await until(lambda: _done(others), within=30)
        await _end(api, fault)
        taps = people.ledger.taps
        await until(lambda: _more(people, taps), within=NORMAL_WITHIN)
        await people.all_done()
        await api.world.until(lambda: not api.world.waiting)
        database = await Database.open(sqlite_url)
        await all_is_sent(database)
    assert people.statuses == {200}
    await assert_exact(database, people.ledger, len(people.residents))
    await database.close()


async def _begin(api, fault: str) -> None:
    if fault == "gone":
        await api.stop()
    else:
        api.faults.plan("*", **FAULTS[fault], times=FOR_EVER)


async def _end(api, fault: str) -> None:
    api.faults.planned.clear()
    if fault == "gone":
        await api.start()


async def _done(residents) -> bool:
    return all(one.done for one in residents)


async def _more(people, than: int) -> bool:
    return people.ledger.taps > than
