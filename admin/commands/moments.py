"""Moments as staff type them: « demain 9 h », « 12/03/2026 18:30 », « 30 avril », 2026-03-12T18:30."""

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo

from admin.campaigns import NoMoment, moment
from dialogs.questions import days
from dialogs.text import _
from dialogs.typed import plain, western_digits

_HOUR = re.compile(r"(?:^|\s+)(?:(?:a|at)\s+)?(\d{1,2})\s*(?:h|:|heures?\b)\s*(\d{2})?$")
_LAST = time(23, 59)


def read(text: str, zone: ZoneInfo, now: datetime, *, end: bool = False) -> datetime:
    """The moment that is meant, in `zone`; a day alone is its beginning or, of a close, its last minute.

    Raises NoMoment.
    """
    try:
        return moment(text, zone, end=end)
    except NoMoment:
        return _as_people_write(text, zone, now, _LAST if end else time())


def written(moment: datetime, zone: ZoneInfo) -> str:
    """As a button carries it: local time, to the minute."""
    return moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M")


def _as_people_write(text: str, zone: ZoneInfo, now: datetime, otherwise: time) -> datetime:
    words = western_digits(plain(text))
    hour = _HOUR.search(words)
    day = words[: hour.start()] if hour else words
    today = now.astimezone(zone).date()
    try:
        found = days.day(day, today) if day else (today,)
        at = time(int(hour[1]), int(hour[2] or 0)) if hour else otherwise
    except ValueError as error:
        raise _no_moment(text) from error
    if not found:
        raise _no_moment(text)
    return datetime.combine(next((one for one in found if one >= today), found[0]), at, zone)


def _no_moment(text: str) -> NoMoment:
    return NoMoment(_("I did not understand “{typed}”. Write for example: 12/03/2026 18:30.", typed=text))
