"""What is said to the question being asked: typed words, a place, a file, a message rewritten."""

from dialogs import card, menu, slips
from dialogs.answering import confirm, tick
from dialogs.path import CONFIRMED, Path
from dialogs.questions import KINDS, Heard, Invalid, Ticked, Took, Turned, Unsure
from dialogs.screen import go_on, stay
from dialogs.survey import Question
from dialogs.text import Text, _
from dialogs.turn import Attached, Edited, Placed, Turn
from dialogs.typed import clean

ALREADY_NOTED = _("This is noted already.")
NO_LONGER_ASKED = _("This question is no longer asked. Please go on below.")
SENT_FOR_GOOD = _("Your answers have been sent and can no longer be changed.")


def hear(path: Path, question: Question, said: str | Placed | Attached) -> Turn:
    """Taken as the answer, or met with help."""
    heard = judged(path, question, understood(path, question, said))
    match heard:
        case Invalid():
            return slips.invalid(path, question, heard)
        case Unsure():
            return slips.unsure(path, question, heard)
        case _:
            return take(path, question, heard)


def understood(path: Path, question: Question, said: str | Placed | Attached) -> Heard:
    kind, asked = KINDS[question.kind], path.asked(question)
    match said:
        case Placed():
            return kind.placed(asked, said)
        case Attached():
            return kind.attached(asked, said)
        case _:
            return kind.typed(asked, clean(said))


def operation(path: Path, question: Question, text: str) -> str | None:
    """The session's operation that typed words stand for. In free text only a shown button is one."""
    free = KINDS[question.kind].free
    skip = () if path.filled.required(question) else ("skip",)
    found = menu.button(text, skip if free else (*skip, "back", "later", "correct", "help"))
    if found is None or free:
        return found
    answers = isinstance(understood(path, question, text), Took | Ticked)
    return None if answers else found


def judged(path: Path, question: Question, heard: Heard) -> Heard:
    """What was understood, or why it will not do as an answer."""
    match heard:
        case Took(""):
            fits = not path.filled.required(question)
            return heard if fits else _refused(card.required_message(path, question))
        case Took(value):
            fits = path.filled.holds(question, value)
        case Ticked(value):
            fits = not _one_too_many(path, question, value)
        case _:
            fits = True
    return heard if fits else _refused(card.constraint_message(path, question))


def _refused(message: Text) -> Invalid:
    """An author has one way of saying it."""
    return Invalid(message, message)


def _one_too_many(path: Path, question: Question, value: str) -> bool:
    """A tick that breaks what the ticks before did not: three at most, or « none » beside another."""
    before = path.asked(question).value
    more = len(value.split()) > len(before.split()) > 0
    return more and path.filled.holds(question, before) and not path.filled.holds(question, value)


def take(path: Path, question: Question, heard: Took | Ticked | Turned) -> Turn:
    if isinstance(heard, Took):
        return go_on(confirm(path, question, heard.value), just=question)
    if isinstance(heard, Ticked):
        return go_on(tick(path, question, heard.value), page=heard.page)
    return stay(path, page=heard.page)


def rewritten(path: Path, edited: Edited) -> Turn:
    """The message that gave an answer reads otherwise now: so does the answer, where it makes one."""
    question = next((q for q in path.questions if q.index == edited.question), None)
    if question is None or not path.session.begun:
        return stay(path, NO_LONGER_ASKED if path.session.begun else None)
    heard = understood(path, question, edited.text)
    heard = judged(path, question, Took(heard.value) if isinstance(heard, Ticked) else heard)
    if isinstance(heard, Took):
        return correct(path, question, heard)
    message = heard.message if isinstance(heard, Invalid | Unsure) else None
    return stay(path, message)


def correct(path: Path, question: Question, heard: Took) -> Turn:
    """An answer given out of turn: it stands in place of the old one, if that may be corrected."""
    if stands_as(path, question, heard.value):
        return stay(path, ALREADY_NOTED)
    return take(path, question, heard) if path.correctable else stay(path, SENT_FOR_GOOD)


def stands_as(path: Path, question: Question, value: str) -> bool:
    answer = path.answer(question)
    return answer is not None and answer.state in CONFIRMED and answer.value == value
