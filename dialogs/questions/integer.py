"""A whole number, typed."""

from dialogs.questions import bounds
from dialogs.questions.figures import canonical, decimal, number
from dialogs.questions.kind import Asked, Form, Heard, Invalid, Kind, Took
from dialogs.text import Msg, Text, Verbatim, _
from dialogs.turn import Entry


def _typed(asked: Asked, text: str) -> Heard:
    found = number(text)
    if found is None or found != found.to_integral_value():
        return Invalid(
            _("I did not find a whole number. Write for example 12."),
            _("Please write figures only, without words: 3, or 25."),
        )
    return Took(canonical(found))


def _asks(asked: Asked, page: int) -> Form:
    lowest, highest = bounds.of_number(asked.question, step=1)
    return Form(entry=Entry("number", lowest, highest, step="1"))


def number_back(asked: Asked, value: str) -> Text:
    """A number in the reader's own notation."""
    found = decimal(value)
    return Verbatim(value) if found is None else Msg("{number}", (("number", float(found)),))


INTEGER = Kind(typed=_typed, asks=_asks, reads_back=number_back)
