"""A day and a time, typed in one go or picked; kept with the offset that the survey's zone has then."""

from dialogs.expressions.moments import iso, read_moment
from dialogs.questions.clock import moments, names_a_day
from dialogs.questions.days import NoSuchDay
from dialogs.questions.kind import Asked, Form, Heard, Invalid, Kind, Took
from dialogs.text import Msg, Text, Verbatim, _
from dialogs.turn import Entry


def _typed(asked: Asked, text: str) -> Heard:
    try:
        found = moments(text, asked.now)
    except NoSuchDay:
        return Invalid(
            _("This day does not exist. Please check the day and the month."),
            _("The calendar has no such day. Write for example 12/03/2026."),
        )
    if not found:
        return _slip(asked, text)
    written = [iso(moment.replace(tzinfo=asked.filled.scope.zone)) for moment in found]
    allowed = (moment for moment in written if asked.filled.holds(asked.question, moment))
    return Took(next(allowed, written[0]))


def _slip(asked: Asked, text: str) -> Invalid:
    again = _("Please write the day and the time together, as in 12 March 2026 at 14:30.")
    if names_a_day(text, asked.today):
        return Invalid(_("The time is missing. Write the day and the time: 12/03/2026 14:30."), again)
    return Invalid(_("I did not recognise a day and a time. Write for example 12/03/2026 14:30."), again)


def _asks(asked: Asked, page: int) -> Form:
    return Form(entry=Entry("datetime"))


def _reads_back(asked: Asked, value: str) -> Text:
    moment = read_moment(value, asked.filled.scope.zone)
    return Verbatim(value) if moment is None else Msg("{moment}", (("moment", moment),))


MOMENT = Kind(typed=_typed, asks=_asks, reads_back=_reads_back, personal=True)
