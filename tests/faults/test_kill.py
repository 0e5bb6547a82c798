"""The process is killed again and again while people answer: nothing acknowledged is lost or counted twice.

Half of the deaths come at any moment, half right before or after a commit. `--kills 200` is the long form.
"""

import asyncio
from random import Random

from faults.crowd import Crowd, crowd
from faults.ledger import all_is_sent, assert_exact
from faults.process import Cradle, Death, Life

MODES = ("polling", "webhook")
COMMITS = {"receive": 6, "_claim_in": 5, "_settle_in": 5, "take": 2, "release": 1}
"""What commits while people answer, by the functions' names, and up to the how manieth of them a life may
last: turns, claims and outcomes of the sender, leases, and what a new sender finds."""


async def test_whoever_was_acknowledged_is_stored_once_however_often_it_dies(
    api, bot, database, pytestconfig
):
    kills = pytestconfig.getoption("--kills")
    random = Random(kills)
    deaths = 0
    async with asyncio.timeout(60 + 10 * kills), crowd(api, bot.address, random, most=10) as people:
        await _first_life(bot, people)
        for number in range(kills):
            await people.gather()
            death = _death(random) if number % 2 else None
            life = await bot.begin(death, TELEGRAM_MODE=random.choice(MODES))
            deaths += await _until_death(life, people, 200 if death else random.randint(1, 60), random)
            await life.kill()
            assert await people.ledger.lost(database) == {}
        async with bot.living(TELEGRAM_MODE=random.choice(MODES)):
            await people.all_done()
            await api.world.until(lambda: not api.world.waiting)
            await all_is_sent(database)
    assert people.asked_again == {}
    assert people.statuses <= {0, 200, 503}
    await assert_exact(database, people.ledger, len(people.residents))
    pytestconfig.get_terminal_writer().line(
        f" {kills} kills, {deaths} of them at a commit; {len(people.residents)} residents tapped "
        f"{people.ledger.taps} times and gave {len(people.ledger.claims)} answers"
    )


async def _first_life(bot: Cradle, people: Crowd) -> None:
    """Pages are opened while it runs."""
    async with bot.living():
        await people.gather()
        await people.acts(10)


def _death(random: Random) -> Death:
    work = random.choice(tuple(COMMITS))
    return Death(work, random.choice(("before", "after")), random.randint(1, COMMITS[work]))


async def _until_death(life: Life, people: Crowd, taps: int, random: Random) -> bool:
    """It dies at a commit of its own, or else is to die a moment after so many taps. Whether by itself."""
    acting = asyncio.ensure_future(people.acts(taps))
    await asyncio.wait([acting, life.over], return_when=asyncio.FIRST_COMPLETED, timeout=3)
    acting.cancel()
    await asyncio.sleep(random.random() * 0.01)
    return not life.alive
