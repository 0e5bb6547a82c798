"""The host's clock is set two hours on or back while people talk: whoever answers is answered at once."""

from datetime import timedelta

import pytest
from faults.waiting import until
from telegram_player import TelegramPlayer, on_telegram


@pytest.mark.parametrize("hours", [2, -2])
async def test_a_clock_that_jumps_delays_no_answer(town, api, clock, hours):
    await town.asks("forum", "FORUM")
    async with on_telegram(town, api) as bot:
        awa = TelegramPlayer(bot, api.person())
        await awa.says("/start FORUM")
        clock.forward(hours=hours)
        await awa.taps("Commencer")
        await awa.taps("4")
        clock.forward(hours=-hours)
        await awa.taps("Oui")
        assert any("3 sur 5" in line for line in await awa.sees())
    assert await town.value("SELECT count(*) FROM answer") == 2


@pytest.mark.parametrize("hours", [2, -2])
async def test_what_was_promised_before_the_jump_is_sent_after_it(town, api, clock, hours):
    """Telegram was away for a moment, and just then the clock was set."""
    await town.asks("forum", "FORUM")
    async with on_telegram(town, api) as bot:
        awa = TelegramPlayer(bot, api.person())
        await awa.says("/start FORUM")
        api.faults.plan("*", cut="before", times=1_000_000)
        awa.person.taps("Commencer")
        await until(lambda: town.rows("SELECT id FROM outgoing WHERE due_at = created_at + 2000"))
        clock.forward(hours=hours)
        api.faults.planned.clear()

        async def received() -> bool:
            clock.forward(seconds=0.5)
            return any("1 sur 5" in message.text for message in awa.person.received)

        before = clock()
        await until(received, within=10, every=0.05)
        assert clock() - before < timedelta(seconds=10)
