"""What nobody is asked: notes, which are read with the next question, and what is computed or kept."""

from dialogs.questions.kind import Asked, Form, Heard, Invalid, Kind
from dialogs.questions.text import words_back
from dialogs.text import _


def _typed(asked: Asked, text: str) -> Heard:
    return Invalid(_("There is nothing to answer here."), _("Please go on to the next question."))


def _asks(asked: Asked, page: int) -> Form:
    return Form()


NOTE = CALCULATE = HIDDEN = Kind(typed=_typed, asks=_asks, reads_back=words_back)
