"""Answering a survey in the terminal, as a resident would in a chat: text in, text out, nothing stored.

Buttons are shown by their labels and pressed by typing them: every button of the talk can be typed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dialogs.engine import show, step
from dialogs.menu import command
from dialogs.survey import Survey
from dialogs.text import Catalogue, Text, say
from dialogs.turn import Campaign, Pressed, Reply, Said, Session, Turn, Typed

_IN_SESSION = ("back", "skip", "correct", "later")
"""Commands that mean the same here as in a chat; any other one leaves."""
_TICKS = {None: "", True: "☑ ", False: "☐ "}


@dataclass(frozen=True, slots=True)
class Terminal:
    lines: Iterable[str]
    write: Callable[[str], object]
    catalogue: Catalogue


def converse(
    survey: Survey, terminal: Terminal, now: datetime, zone: ZoneInfo, language: str | None = None
) -> None:
    """Until the answers are sent, or nothing more is typed. The notice is left out: nothing is kept."""
    campaign = Campaign(0, "", survey.title, "", preview=True)
    turn = show(survey, Session(1, campaign, language=language, begun=True), now, zone, 0)
    _put(terminal, survey, turn)
    for line in terminal.lines:
        said = _said(line.strip())
        if said is None:
            return
        turn = step(survey, turn.session, said, now, zone, 0)
        _put(terminal, survey, turn)
        if turn.session.receipt:
            return


def _said(text: str) -> Said | None:
    """An answer, or a command; None to leave."""
    asked = command(text)
    if asked is None:
        return Typed(text)
    return Pressed(asked.name) if asked.name in _IN_SESSION else None


def _put(terminal: Terminal, survey: Survey, turn: Turn) -> None:
    spoken = (turn.session.language, survey.default_language)

    def words(text: Text) -> str:
        return say(text, terminal.catalogue, *spoken)

    for reply in turn.replies:
        terminal.write("\n".join(("", *_written(reply, words), "> ")))


def _written(reply: Reply, words: Callable[[Text], str]) -> Iterator[str]:
    yield from (f"✓ {words(line.label)} : {words(line.value)}" for line in reply.done)
    yield from (words(text) for text in (reply.notice, reply.head, reply.section) if text)
    yield from map(words, reply.body)
    yield from (words(text) for text in (reply.hint,) if text)
    yield from (f"· {words(line.label)} : {words(line.value)}" for line in reply.lines)
    for row in reply.buttons:
        yield "  " + " ".join(f"[ {_TICKS[button.chosen]}{words(button.label)} ]" for button in row)
