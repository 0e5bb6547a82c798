"""Ideas in the hands of residents: given, read, supported, followed."""

import pytest
from player import Direct
from town import Town

from dialogs.turn import Attached
from storage import campaigns


async def gives(player: Direct, title: str = "A fountain to play in", photo: str = "") -> None:
    """From the title to the receipt, and no wish to hear back."""
    await player.says(title)
    await player.says("On the square, as in Nantes.")
    await player.taps("Nature and shade")
    if photo:
        await player.brings(Attached("image", photo))
    else:
        await player.taps("Skip")
    await player.taps("Skip")
    await player.taps("Send")


async def author(town: Town, code: str = "IDEAS") -> Direct:
    player = Direct(town, language="en")
    await player.says("/idea")
    await player.taps("Begin")
    return player


@pytest.fixture
async def box(town: Town) -> campaigns.Campaign:
    return await town.asks("ideas", "IDEAS")


@pytest.mark.usefixtures("box")
async def test_what_is_sent_waits_in_the_queue(town: Town) -> None:
    player = await author(town)
    await gives(player, photo=f"web-{'a' * 40}.jpg")
    assert "Thank you! Your idea has been received." in await player.sees()
    receipt = await town.value("SELECT receipt FROM session")
    assert await town.rows("SELECT reference, title, text, theme, photo, moderation, state FROM idea") == [
        (
            receipt,
            "A fountain to play in",
            "On the square, as in Nantes.",
            "green",
            f"web-{'a' * 40}.jpg",
            "pending",
            "not_answered",
        )
    ]
