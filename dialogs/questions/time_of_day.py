"""A time of day, typed as people write it or picked; kept without a zone, which is the survey's."""

from datetime import time

from dialogs.questions.clock import clock
from dialogs.questions.kind import Asked, Form, Heard, Invalid, Kind, Took
from dialogs.text import Text, Verbatim, _
from dialogs.turn import Entry


def _typed(asked: Asked, text: str) -> Heard:
    found = clock(text, asked.now)
    if found is None:
        return Invalid(
            _("I did not recognise a time. Write for example 14:30."),
            _("Please write the hour and the minutes, as in 9:15 or 2.30 pm."),
        )
    return Took(found.isoformat(timespec="milliseconds"))


def _asks(asked: Asked, page: int) -> Form:
    return Form(entry=Entry("time"))


def _reads_back(asked: Asked, value: str) -> Text:
    try:
        return Verbatim(f"{time.fromisoformat(value):%H:%M}")
    except ValueError:
        return Verbatim(value)


TIME = Kind(typed=_typed, asks=_asks, reads_back=_reads_back)
