"""A number with or without decimals: « 12,5 » and « 12.5 » are the same answer."""

from dialogs.questions import bounds
from dialogs.questions.figures import canonical, number
from dialogs.questions.integer import number_back
from dialogs.questions.kind import Asked, Form, Heard, Invalid, Kind, Took
from dialogs.text import _
from dialogs.turn import Entry


def _typed(asked: Asked, text: str) -> Heard:
    found = number(text)
    if found is None:
        return Invalid(
            _("I did not find a number. Write for example 12.5."),
            _("Please write figures only, without words: 3, or 2.5."),
        )
    return Took(canonical(found))


def _asks(asked: Asked, page: int) -> Form:
    lowest, highest = bounds.of_number(asked.question)
    return Form(entry=Entry("number", lowest, highest, step="any"))


DECIMAL = Kind(typed=_typed, asks=_asks, reads_back=number_back)
