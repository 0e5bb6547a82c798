"""A tap on a question's card: it sets a state of that question, and never answers another one.

A tap sent twice finds done what it asks for, and does nothing.
"""

from collections.abc import Callable, Mapping

from dialogs.answering import reopen
from dialogs.hearing import ALREADY_NOTED, NO_LONGER_ASKED, SENT_FOR_GOOD, judged, stands_as, take
from dialogs.path import Path, stands
from dialogs.questions import KINDS, Heard, Invalid, Ticked, Took, Unsure
from dialogs.screen import go_on, stay
from dialogs.survey import Question
from dialogs.text import _
from dialogs.turn import Tapped, Turn

FIRST_QUESTION = _("This is the first question.")


def tap(path: Path, tapped: Tapped) -> Turn:
    if not path.session.begun:
        return stay(path)
    question = next((q for q in path.questions if q.index == tapped.question), None)
    if question is None:
        return stay(path, NO_LONGER_ASKED)
    fresh = path.asked(question).revision == tapped.revision
    if tapped.op in _OPERATIONS:
        return _OPERATIONS[tapped.op](path, question, fresh)
    heard = KINDS[question.kind].tapped(path.asked(question), tapped.op)
    return stay(path) if heard is None else _said(path, question, heard, fresh)


def _said(path: Path, question: Question, heard: Heard, fresh: bool) -> Turn:
    opened = fresh and path.session.reopened == question.path
    if isinstance(heard, Took) and not opened and stands_as(path, question, heard.value):
        return stay(path, ALREADY_NOTED)
    if isinstance(heard, Ticked) and heard.value == path.asked(question).value:
        return stay(path, page=heard.page)
    if isinstance(heard, Took | Ticked) and not path.correctable:
        return stay(path, SENT_FOR_GOOD)
    heard = judged(path, question, heard)
    if isinstance(heard, Invalid | Unsure):
        return stay(path, heard.message)
    return take(path, question, heard)


def _open(path: Path, question: Question, fresh: bool) -> Turn:
    """« Modifier »."""
    if path.session.reopened == question.path or not stands(path.filled, question):
        return stay(path)
    return go_on(reopen(path, question)) if path.correctable else stay(path, SENT_FOR_GOOD)


def _back(path: Path, question: Question, fresh: bool) -> Turn:
    before = [q for q in path.answered if q.index < question.index]
    return _open(path, before[-1], fresh) if before else stay(path, FIRST_QUESTION)


def _skip(path: Path, question: Question, fresh: bool) -> Turn:
    return _said(path, question, Took(""), fresh)


def _keep(path: Path, question: Question, fresh: bool) -> Turn:
    """The answer that stands, or the author's default, once more."""
    value = path.asked(question).value
    return _said(path, question, Took(value), fresh) if fresh and value else stay(path)


def _done(path: Path, question: Question, fresh: bool) -> Turn:
    """Ticks are confirmed by their own card only: an older one does not know them."""
    heard = KINDS[question.kind].tapped(path.asked(question), "done")
    if heard is None or not fresh:
        return stay(path, ALREADY_NOTED)
    return _said(path, question, heard, fresh)


_OPERATIONS: Mapping[str, Callable[[Path, Question, bool], Turn]] = {
    "open": _open,
    "back": _back,
    "skip": _skip,
    "keep": _keep,
    "done": _done,
}
"""What any question understands, given whether the tap is on its latest card; the rest is its kind's."""
