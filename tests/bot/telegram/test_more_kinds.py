"""A way, an order and a recording, given from a phone on Telegram."""

from telegram_player import TelegramPlayer, on_telegram

from admin.authoring import author

SURVEY = """
settings: {form_title: {en: "The market"}, form_id: more, version: "1", default_language: en}
survey:
  - {type: geotrace, name: way, label: {en: "Which way do you walk?"}}
  - {type: rank things, name: order, label: {en: "In what order?"}}
  - {type: audio, name: sound, label: {en: "What do you hear?"}}
choices:
  - {list_name: things, name: trees, label: {en: Trees}}
  - {list_name: things, name: light, label: {en: Light}}
"""


async def test_pins_taps_and_a_voice_message_answer(town, api):
    await town.poses(author(SURVEY.encode(), "more.yaml").xform, "MORE")
    async with on_telegram(town, api) as bot:
        player = TelegramPlayer(bot, api.person(language="en"))
        await player.says("/start MORE")
        await player.taps("Begin")
        await player.shares(44.84, -0.58)
        await player.shares(44.85, -0.57)
        assert "2 points" in await player.sees()
        assert not [line for line in await player.sees() if line.startswith("✓")]
        await player.taps("Done")
        for label in ("Light", "Trees", "Undo", "Done"):
            await player.taps(label)
        player.person.sends_other("voice")
        await bot.quiet()
    answers = dict(await town.rows("SELECT path, value FROM answer"))
    assert answers["/data/way"] == "44.84 -0.58 0 0;44.85 -0.57 0 0"
    assert answers["/data/order"] == "light"
    assert answers["/data/sound"].endswith(".ogg")
