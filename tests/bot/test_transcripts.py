"""Conversations as text, played with nothing between the resident and the intake.

The web chat and Telegram play the same files, each through its own player.
"""

from pathlib import Path

import pytest
import transcript
from player import Direct
from town import Town


@pytest.mark.parametrize("channel", ["web", "telegram"])
@pytest.mark.parametrize("path", sorted(transcript.TRANSCRIPTS.glob("*.txt")), ids=lambda path: path.stem)
async def test_a_transcript_reads_as_written(path: Path, channel: str, town: Town) -> None:
    resident = Direct(town, channel)
    await transcript.play(path, town, resident, resident.another)


def test_each_line_belongs_to_whoever_spoke_last(tmp_path: Path) -> None:
    text = "Resident: hello\nParvis:   Hello!\n          [Begin]\nParvis to Awa: Hello!\n          [Begin]\n"
    lines = list(transcript.read(_written(tmp_path, text)))
    assert [(act.who, act.to, act.what, act.line) for act in lines] == [
        ("Resident", "", "hello", 1),
        ("Parvis", "", "Hello!", 2),
        ("Parvis", "", "[Begin]", 3),
        ("Parvis", "Awa", "Hello!", 4),
        ("Parvis", "Awa", "[Begin]", 5),
    ]


def _written(folder: Path, text: str) -> Path:
    path = folder / "one.txt"
    path.write_text(text, encoding="utf-8")
    return path
