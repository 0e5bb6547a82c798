"""Answering a survey in the terminal, as a resident would in a chat: text in, text out, nothing stored."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dialogs.engine import show, step

from dialogs import press
from dialogs.menu import Command, command
from dialogs.survey import Survey
from dialogs.text import Catalogue, Text, say
from dialogs.turn import Button, Campaign, Pressed, Reply, Said, Session, Turn, Typed

_IN_SESSION = ("back", "skip", "correct", "later")
"""Commands that mean the same here as in a chat; the others need a town around them."""


@dataclass(frozen=True, slots=True)
class Terminal:
    lines: Iterable[str]
    write: Callable[[str], object]
    catalogue: Catalogue


def converse(
    survey: Survey, terminal: Terminal, now: datetime, zone: ZoneInfo, language: str | None = None
) -> None:
    """Until the answers are sent, or nothing more is typed."""
    session = Session(1, Campaign(0, "", survey.title, "", preview=True), language=language)
    turn = show(survey, session, now, zone, 0)
    buttons = _put(terminal, survey, turn)
    for line in terminal.lines:
        said = _said(line.strip(), buttons)
        if said is not None:
            turn = step(survey, turn.session, said, now, zone, 0)
            buttons = _put(terminal, survey, turn)
        if said is None or turn.session.receipt:
            return


def _said(text: str, buttons: tuple[Button, ...]) -> Said | None:
    """A button's number, a command, or an answer; None to leave."""
    if text.isdecimal() and 0 < int(text) <= len(buttons):
        return _pressed(buttons[int(text) - 1])
    asked = command(text)
    if asked is None:
        return Typed(text)
    return Pressed(asked.name) if asked.name in _IN_SESSION else None


def _pressed(button: Button) -> Said | None:
    meant = press.read(button.press)
    if isinstance(meant, press.Aimed):
        return meant.said
    return Pressed(meant.name) if isinstance(meant, Command) and meant.name in _IN_SESSION else None


def _put(terminal: Terminal, survey: Survey, turn: Turn) -> tuple[Button, ...]:
    spoken = (turn.session.language, survey.default_language)

    def words(text: Text) -> str:
        return say(text, terminal.catalogue, *spoken)

    buttons: tuple[Button, ...] = ()
    for reply in turn.replies:
        buttons = tuple(button for row in reply.buttons for button in row)
        terminal.write("\n".join(("", *_written(reply, words), *_numbered(buttons, words), "> ")))
    return buttons


def _written(reply: Reply, words: Callable[[Text], str]) -> Iterator[str]:
    yield from (f"✓ {words(line.label)} : {words(line.value)}" for line in reply.done)
    yield from (words(text) for text in (reply.notice, reply.head, reply.section) if text)
    yield from map(words, reply.body)
    yield from (words(text) for text in (reply.hint,) if text)
    yield from (f"· {words(line.label)} : {words(line.value)}" for line in reply.lines)


def _numbered(buttons: tuple[Button, ...], words: Callable[[Text], str]) -> Iterator[str]:
    ticks = {None: "", True: "☑ ", False: "☐ "}
    for number, button in enumerate(buttons, 1):
        yield f"  {number}. {ticks[button.chosen]}{words(button.label)}"
