"""The same transcripts as everywhere, on Telegram: by polling and by webhook."""

from pathlib import Path

import pytest
import transcript
from telegram_player import TelegramPlayer, on_telegram


@pytest.mark.parametrize("mode", ["polling", "webhook"])
@pytest.mark.parametrize("path", sorted(transcript.TRANSCRIPTS.glob("*.txt")), ids=lambda path: path.stem)
async def test_a_transcript_reads_the_same_on_telegram(path: Path, mode: str, town, api):
    async with on_telegram(town, api, mode) as bot:

        async def another() -> TelegramPlayer:
            return TelegramPlayer(bot, api.person())

        await transcript.play(path, town, await another(), another)
