"""The same transcripts as everywhere, in the web chat."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import transcript
from web_player import Browser, WebPlayer, browsing


@pytest.mark.parametrize("path", sorted(transcript.TRANSCRIPTS.glob("*.txt")), ids=lambda path: path.stem)
async def test_a_transcript_reads_the_same_in_the_web_chat(path: Path, town, browser: Browser) -> None:
    async with AsyncExitStack() as browsers:

        async def another() -> WebPlayer:
            return WebPlayer(await browsers.enter_async_context(browsing(browser.address)))

        await transcript.play(path, town, WebPlayer(browser), another)


async def test_a_consultation_is_answered_in_the_web_chat(town, browser: Browser) -> None:
    """From the link to the receipt, by the buttons that the cards show."""
    await town.asks("forum", "FORUM")
    await browser.sends(start="FORUM")
    for _ in range(20):
        event = browser.shown[-1]
        keys = [key for row in event.card.keys for key in row]
        boxes = [key for key in keys if key.chosen is False]
        if event.card.entry and event.card.entry.kind == "text":
            await browser.sends(text="Plus de bancs")
            continue
        if boxes:
            await browser.sends(press=boxes[0].press, card=str(event.seq))
            keys = [key for row in browser.shown[-1].card.keys for key in row if key.primary]
        elif not keys or await town.value("SELECT count(*) FROM session WHERE sent_at IS NOT NULL"):
            break
        await browser.sends(press=keys[0].press, card=str(browser.shown[-1].seq))
    assert await town.value("SELECT count(*) FROM session WHERE sent_at IS NOT NULL") == 1
    assert await town.value("SELECT count(*) FROM answer WHERE counted_state = 'answered'") >= 4
