"""One step of the talk: what was said, and where it stood, to what is said back and what happened.

Pure: the same arguments give the same turn. A slip of a respondent is never an exception.
"""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from dialogs import menu, presses, taps
from dialogs.answering import reopen
from dialogs.hearing import hear, operation, rewritten
from dialogs.notice import name
from dialogs.path import Path, Stage, walk
from dialogs.screen import go_on, puzzled, stay
from dialogs.summary import chosen
from dialogs.survey import Survey
from dialogs.turn import Attached, Edited, Placed, Pressed, Said, Session, Tapped, Turn, Typed
from dialogs.typed import clean, plain


def step(survey: Survey, session: Session, said: Said, now: datetime, zone: tzinfo, seed: int) -> Turn:
    """Answer one thing that was said."""
    path = walk(survey, session, now, zone, seed)
    if isinstance(said, Pressed):
        return presses.press(path, said)
    if isinstance(said, Typed):
        return _typed(path, clean(said.text))
    if not session.campaign.open:
        return stay(path)
    if isinstance(said, Tapped):
        return taps.tap(path, said)
    return rewritten(path, said) if isinstance(said, Edited) else _shown(path, said)


def show(survey: Survey, session: Session, now: datetime, zone: tzinfo, seed: int) -> Turn:
    """Where the talk stands, said again; nothing happens."""
    return stay(walk(survey, session, now, zone, seed))


def _shown(path: Path, said: Placed | Attached) -> Turn:
    if path.stage is not Stage.ASKING or path.current is None:
        return puzzled(path)
    return hear(path, path.current, said)


def _typed(path: Path, text: str) -> Turn:
    """The answer, where a question is asked; elsewhere the word of a button."""
    asking = path.stage is Stage.ASKING and path.session.campaign.open
    if asking and path.current is not None:
        op = operation(path, path.current, text)
        return presses.press(path, Pressed(op)) if op else hear(path, path.current, text)
    op = menu.button(text, _shown_words(path)) or _language_named(path, text)
    if op:
        return presses.press(path, Pressed(op))
    return _choosing(path, text) if path.stage is Stage.CHOOSING else puzzled(path)


_WORDS: Mapping[Stage, tuple[str, ...]] = {
    Stage.ASKING: (),
    Stage.NOTICE: ("begin", "more", "minor", "later", "help"),
    Stage.CHOOSING: ("resume", "send", "later", "help"),
    Stage.SUMMARY: ("send", "correct", "back", "later", "help"),
    Stage.SENT: ("correct", "help"),
}


def _shown_words(path: Path) -> tuple[str, ...]:
    """The operations whose buttons are to be seen at this stage."""
    consent = ("yes", "no") if path.session.receipt and path.session.hear_back is None else ()
    return (*(consent if path.stage is Stage.SENT else ()), *_WORDS[path.stage])


def _language_named(path: Path, text: str) -> str | None:
    """« English », written instead of tapped."""
    wanted = plain(text)
    languages = path.survey.languages if path.stage is Stage.NOTICE else ()
    found = (one.key for one in languages if wanted == plain(name(one).text))
    return next((f"lang:{key}" for key in found), None)


def _choosing(path: Path, text: str) -> Turn:
    question = chosen(path, text)
    return go_on(reopen(path, question)) if question else puzzled(path)
