"""A talk on Telegram while all goes wrong that may: one effect for each act, and nobody left waiting."""

from random import Random

import pytest
from telegram_player import TelegramPlayer, on_telegram

ANSWERS = "SELECT path, value FROM answer WHERE state NOT IN ('draft', 'hidden') ORDER BY path"


@pytest.fixture
async def campaign(town):
    return await town.asks("forum", "FORUM")


def buttons(person) -> dict[str, str]:
    """Data to label, of the newest card."""
    rows = person.last.markup["inline_keyboard"] if person.last.markup else []
    return {
        b["callback_data"].partition(".")[2]: b["text"] for row in rows for b in row if "callback_data" in b
    }


async def begun(bot, api) -> TelegramPlayer:
    """Somebody at the first question."""
    player = TelegramPlayer(bot, api.person())
    await player.says("/start FORUM")
    await taps(player, "begin")
    return player


async def taps(player: TelegramPlayer, data: str) -> dict:
    update = player.person.taps(buttons(player.person)[data])
    await player.person.told(update)
    await player.bot.quiet()
    return update


@pytest.mark.parametrize("mode", ["polling", "webhook"])
@pytest.mark.parametrize("new_id", [False, True])
async def test_a_tap_sent_twice_has_one_effect_and_both_are_answered(town, api, campaign, mode, new_id):
    async with on_telegram(town, api, mode) as bot:
        awa = await begun(bot, api)
        update = await taps(awa, "0.0.=4")
        api.world.again(update, new_id=new_id)
        await bot.quiet()
        await api.world.until(lambda: all(tap.said is not None for tap in api.world.taps.values()))
        assert await town.rows(ANSWERS) == [("/data/useful", "4")]
    assert await town.value("SELECT count(*) FROM session") == 1


async def test_a_tap_on_an_old_card_corrects_that_answer_and_gives_no_other(town, api, campaign):
    async with on_telegram(town, api) as bot:
        awa = await begun(bot, api)
        first = awa.person.last
        awa.person.says("4")
        await bot.quiet()
        awa.person.taps("2", first)
        await bot.quiet()
        assert await town.rows(ANSWERS) == [("/data/useful", "2")]


async def test_two_taps_in_one_breath_are_both_heard(town, api, campaign):
    async with on_telegram(town, api) as bot:
        awa = await begun(bot, api)
        for data in ("0.0.=4", "1.0.=0"):
            await taps(awa, data)
        card, shown = awa.person.last, buttons(awa.person)
        for data in ("3.0.+0", "3.0.+2", "3.0.+0", "3.0.done"):
            awa.person.taps(shown[data], card)
        await bot.quiet()
        assert ("/data/follow", "nature housing") in await town.rows(ANSWERS)


async def test_updates_out_of_order_and_twice_come_to_the_same_end(town, api, campaign):
    async with on_telegram(town, api, "webhook") as bot:
        awa = await begun(bot, api)
        for data in ("0.0.=4", "1.0.=0"):
            await taps(awa, data)
        card, shown = awa.person.last, buttons(awa.person)
        api.pusher.shuffle = Random(3)
        for data in ("3.0.+0", "3.0.+1", "3.0.+2"):
            update = awa.person.taps(shown[data], card)
            api.world.again(update)
            api.world.again(update, new_id=True)
        await bot.quiet()
        await taps(awa, "3.0.done")
        assert ("/data/follow", "nature streets housing") in await town.rows(ANSWERS)


async def test_an_answer_committed_before_a_crash_is_replied_to_after_it(town, api, campaign, clock):
    async with on_telegram(town, api, owner="one") as bot:
        awa = await begun(bot, api)
        api.faults.plan("editMessageText", cut="before", times=99)
        awa.person.taps("4")
        await api.world.until(lambda: api.arrivals.of("editMessageText") and not api.world.waiting)
    api.faults.planned.clear()
    clock.forward(minutes=10)
    async with on_telegram(town, api, owner="two"):
        await awa.person.receives("Avez-vous pu dire")
    assert await town.rows(ANSWERS) == [("/data/useful", "4")]


async def test_an_update_that_was_not_confirmed_before_a_crash_counts_once(town, api, campaign, clock):
    async with on_telegram(town, api, owner="one") as bot:
        awa = await begun(bot, api)
        update = await taps(awa, "0.0.=4")
    api.world.again(update)
    clock.forward(minutes=10)
    async with on_telegram(town, api, owner="two") as bot:
        await bot.quiet()
        assert await town.value("SELECT count(*) FROM answer_history") == 0
        assert await town.rows(ANSWERS) == [("/data/useful", "4")]


async def test_whoever_blocked_us_and_comes_back_goes_on_where_they_were(town, api, campaign):
    async with on_telegram(town, api) as bot:
        awa = await begun(bot, api)
        await taps(awa, "0.0.=4")
        awa.person.blocks()
        await bot.quiet()
        assert await town.value("SELECT count(*) FROM address WHERE blocked_at IS NOT NULL") == 1
        awa.person.unblocks()
        await awa.says("/start")
        assert await town.value("SELECT count(*) FROM address WHERE blocked_at IS NOT NULL") == 0
        assert any("Avez-vous pu dire" in line for line in await awa.sees())


async def test_a_rewritten_message_corrects_the_answer_that_it_gave(town, api, campaign):
    async with on_telegram(town, api) as bot:
        awa = await begun(bot, api)
        await awa.says("4")
        awa.person.edits(next(m for m in awa.person.messages if m.text == "4"), "5")
        await bot.quiet()
        assert dict(await town.rows(ANSWERS))["/data/useful"] == "5"


async def test_nothing_is_said_in_a_group(town, api, campaign):
    async with on_telegram(town, api) as bot:
        hall = api.group()
        hall.says("/start FORUM")
        await bot.quiet()
    assert hall.received == []
