"""Days and moments: ISO text to days since 1970 and back.

A day is whole and a moment is counted by the survey's own clock, so that `now() >= today()` holds at
half past midnight in any zone.
"""

import re
from datetime import date, datetime, timedelta, tzinfo

_EPOCH = date(1970, 1, 1).toordinal()
_MIDNIGHT = datetime(1970, 1, 1)  # noqa: DTZ001 - counted on the wall clock, given its zone afterwards
_SHAPE = re.compile(
    r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}(:?\d{2})?)?)?", re.ASCII
)


def read_moment(text: str, zone: tzinfo) -> date | datetime | None:
    """The day, or the moment in `zone`, that an ISO text names."""
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        return None
    try:
        if shape[1] is None:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
        return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    except (ValueError, OverflowError):  # 30 February; an offset at the end of time
        return None


def days(moment: date | datetime) -> float:
    """Days since 1970; of a moment, with the fraction of the day that has passed on the clock."""
    whole = float(moment.toordinal() - _EPOCH)
    return whole + day_share(moment) if isinstance(moment, datetime) else whole


def day_share(moment: datetime) -> float:
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1_000_000
    return seconds / 86_400


def from_days(number: float, zone: tzinfo) -> datetime | None:
    """The moment `number` days after 1970, to the millisecond; None beyond the calendar."""
    try:
        moment = _MIDNIGHT + timedelta(milliseconds=round(number * 86_400_000))
    except (ValueError, OverflowError):  # NaN; year 12000
        return None
    return moment.replace(tzinfo=zone)


def iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
