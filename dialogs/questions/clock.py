"""Times of day as people write them: 14 h 30, 14:30, 2.30 pm, midi et demi, 9 h moins le quart.

And moments, which are a day and a time in either order: « demain à 9 h », « 14 h 30 le 12 mars ».
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from dialogs.questions import days
from dialogs.typed import plain, western_digits

_NAMED = {"midi": 12, "noon": 12, "midday": 12, "minuit": 0, "midnight": 0}
_NOW = ("maintenant", "now", "tout de suite", "right now")
_MORE = {"": 0, "et demi": 30, "et demie": 30, "et quart": 15, "moins le quart": -15}
_MORNING = r"a\.?m|du matin|in the morning"
_LATER = r"p\.?m|du soir|de l'apres[- ]midi|in the (?:afternoon|evening)|at night"
_WRITTEN = re.compile(
    rf"(?:(?:a|at|vers|around|about) )?(?:(?P<hour>\d{{1,2}})\s*(?:h|heures?|o'clock|[:.])?\s*"
    rf"(?P<minute>\d{{2}})?(?::\d{{2}}(?:\.\d+)?)?(?: ?min(?:utes)?)?|(?P<named>{'|'.join(_NAMED)}))"
    rf"\s*(?P<more>et demie?|et quart|moins le quart|)\s*(?P<half>(?P<am>{_MORNING})|(?P<pm>{_LATER})|)"
)
_ISO = re.compile(r"(?<=\d)t(?=\d)")


def clock(text: str, now: datetime) -> time | None:
    """The time of day that `text` means; None if it is none."""
    written = western_digits(plain(text))
    if written in _NOW:
        return time(now.hour, now.minute)
    found = _WRITTEN.fullmatch(written)
    return _time(found) if found else None


def _time(found: re.Match[str]) -> time | None:
    hour = _NAMED[found["named"]] if found["named"] else int(found["hour"])
    if found["half"] and not 1 <= hour <= 12:
        return None
    if found["half"]:
        hour = hour % 12 + (12 if found["pm"] else 0)
    minute, more = int(found["minute"] or 0), _MORE[found["more"]]
    if hour > 23 or minute > 59 or (minute and more):
        return None
    minutes = (hour * 60 + minute + more) % (24 * 60)
    return time(minutes // 60, minutes % 60)


def moments(text: str, now: datetime) -> tuple[datetime, ...]:
    """The moments that `text` may mean, likeliest first, without their zone; none if it is no moment.

    Raises `days.NoSuchDay` where the day is written like one, but is none.
    """
    written = _ISO.sub(" ", western_digits(plain(text)))
    if written in _NOW:
        return (datetime.combine(now.date(), time(now.hour, now.minute)),)
    if names_a_day(written, now.date()):
        return ()
    for on, at in _halves(written):
        hour = clock(at, now)
        found = days.day(on, now.date()) if hour else ()
        if hour and found:
            return tuple(datetime.combine(day, hour) for day in found)
    return ()


def names_a_day(text: str, today: date) -> bool:
    """Whether a text names a day and no time: « 12 mars 2026 » does not mean 20 h 26."""
    try:
        return bool(days.day(text, today))
    except days.NoSuchDay:
        return False


def _halves(written: str) -> Iterator[tuple[str, str]]:
    """Each way to cut `written` into day and time, the longest time first: the day before it, or after."""
    parts = written.split()
    cuts = [(" ".join(parts[:n]), " ".join(parts[n:])) for n in range(1, len(parts))]
    yield from cuts
    yield from ((on, at) for at, on in reversed(cuts))
