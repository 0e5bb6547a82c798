"""A day, typed as people write it or picked; a month or a year alone where the author asks no more."""

from collections.abc import Callable
from datetime import date, timedelta

from dialogs.questions import bounds, days
from dialogs.questions.kind import Asked, Form, Heard, Invalid, Kind, Took
from dialogs.text import Msg, Text, Verbatim, _
from dialogs.turn import Button, Entry


def _typed(asked: Asked, text: str) -> Heard:
    look = asked.question.appearance
    if "year" in look:
        return _part(asked, text, days.year, _("I did not recognise a year. Write for example 1974."))
    if "month-year" in look:
        return _part(asked, text, days.month, _("I did not recognise a month. Write for example 03/2026."))
    return _day(asked, text)


def _part(asked: Asked, text: str, read: Callable[[str, date], date | None], message: Msg) -> Heard:
    found = read(text, asked.today)
    again = _("Please write the year in four figures, as in {year}.", year=Verbatim(str(asked.today.year)))
    return Took(found.isoformat()) if found else Invalid(message, again)


def _day(asked: Asked, text: str) -> Heard:
    try:
        found = days.day(text, asked.today)
    except days.NoSuchDay:
        return Invalid(
            _("This day does not exist. Please check the day and the month."),
            _("The calendar has no such day. Write for example 12/03/2026."),
        )
    if not found:
        return Invalid(
            _("I did not recognise a date. Write for example 12/03/2026."),
            _("Please write the day, the month and the year, as in 12 March 2026."),
        )
    allowed = (day for day in found if asked.filled.holds(asked.question, day.isoformat()))
    return Took(next(allowed, found[0]).isoformat())


def _tapped(asked: Asked, op: str) -> Heard | None:
    try:
        return Took(date.fromisoformat(op[1:]).isoformat()) if op.startswith("=") else None
    except ValueError:
        return None


def _asks(asked: Asked, page: int) -> Form:
    lowest, highest = bounds.of_date(asked.question, asked.today)
    entry = Entry("date", lowest, highest)
    look = asked.question.appearance
    if "year" in look or "month-year" in look:
        return Form(entry=Entry("text"))
    near = ((_("Today"), asked.today), (_("Yesterday"), asked.today - timedelta(days=1)))
    buttons = tuple(
        Button(label, asked.press(f"={day.isoformat()}"))
        for label, day in near
        if asked.filled.holds(asked.question, day.isoformat())
    )
    return Form((buttons,) if buttons else (), entry)


def _reads_back(asked: Asked, value: str) -> Text:
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return Verbatim(value)
    if "year" in asked.question.appearance:
        return Verbatim(value[:4])
    if "month-year" in asked.question.appearance:
        return Verbatim(f"{day.month:02}/{day.year}")
    return Msg("{day}", (("day", day),))


DATE = Kind(typed=_typed, asks=_asks, reads_back=_reads_back, tapped=_tapped, personal=True)
