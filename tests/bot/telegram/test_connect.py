"""Getting to know Telegram: who we are there, what it shows of us, and a token that it does not know."""

import subprocess
import sys

import pytest
from botapi.trouble import Trouble
from telegram_player import CATALOGUES

from admin.settings import SettingRefused
from bot.channels.telegram import profile


async def test_we_are_told_our_name(telegram):
    assert (telegram.username, telegram.bot.id) == ("parvis_bot", 700)


async def test_a_token_that_telegram_does_not_know_is_refused_with_a_remedy(api, telegram_of):
    with pytest.raises(SettingRefused, match="TELEGRAM_TOKEN"):
        await telegram_of(api, TELEGRAM_TOKEN="1:unknown").__aenter__()


async def test_the_start_does_not_wait_for_a_telegram_that_is_away(api, telegram_of):
    await api.stop()
    async with telegram_of(api) as telegram:
        assert telegram.username == ""


async def test_commands_and_descriptions_are_set_in_each_language_and_once(api, telegram):
    wanted = profile.profiles(CATALOGUES, "fr", "Valmont")
    await profile.publish(telegram.bot, wanted)
    words = api.world.words
    assert {command["command"] for command in words["Commands", "fr"]} >= {"aide", "donnees", "stop"}
    assert {command["command"] for command in words["Commands", "en"]} >= {"help", "privacy", "stop"}
    assert words["Commands", ""] == words["Commands", "fr"]
    assert "Valmont" in words["Description", "en"]
    await profile.publish(telegram.bot, wanted)
    assert len(api.arrivals.of("setMyCommands")) == len(wanted)
    assert len(api.arrivals.of("setMyDescription")) == len(wanted)


async def test_a_telegram_that_will_not_show_our_commands_is_no_reason_to_stop(api, telegram):
    api.faults.plan("getMyCommands", Trouble(500, "Internal Server Error"), times=99)
    await profile.publish(telegram.bot, profile.profiles(CATALOGUES, "fr", "Valmont"))


def test_without_a_token_no_library_of_telegram_is_imported():
    code = "import sys, bot.app, bot.channels.telegram; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert {"aiogram", "telegram", "pydantic"} & set(loaded) == set()
