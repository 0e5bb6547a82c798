"""Days, moments and times of day. The clock and the zone are the scope's."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from math import nan

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

from dialogs.expressions.functions.function import Function, of_scope, of_values
from dialogs.expressions.moments import day_share, days, from_days, iso, read_moment
from dialogs.expressions.scope import Scope, Value
from dialogs.expressions.values import number, text

_LOOSE_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(T.*)?", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}(:?\d{2})?)?", re.ASCII)


def moment_of(scope: Scope, value: Value) -> datetime | None:
    """The moment that a text names or a number counts to; a day begins at midnight."""
    if isinstance(value, bool):
        return None
    source = text(value).strip()
    found = read_moment(_padded(source), scope.zone)
    if found is None:
        return from_days(number(value, scope.zone), scope.zone)
    return found if isinstance(found, datetime) else datetime.combine(found, time(), scope.zone)


def _padded(source: str) -> str:
    """`2026-3-1` as `2026-03-01`: spreadsheets drop the zeros."""
    loose = _LOOSE_DAY.fullmatch(source)
    return f"{loose[1]}-{loose[2]:0>2}-{loose[3]:0>2}{loose[4] or ''}" if loose else source


def _clock_of(scope: Scope, value: Value) -> datetime | None:
    """The same, and of a time of day by itself the moment when it is that time today."""
    source = text(value).strip()
    if _TIME.fullmatch(source):
        return moment_of(scope, f"{_today(scope).isoformat()}T{source}")
    return moment_of(scope, value)


def _today(scope: Scope) -> date:
    return scope.now.astimezone(scope.zone).date()


def day(scope: Scope, value: Value) -> str:
    found = moment_of(scope, value)
    return found.date().isoformat() if found else ""


def moment(scope: Scope, value: Value) -> str:
    found = moment_of(scope, value)
    return iso(found) if found else ""


def decimal_date_time(scope: Scope, value: Value) -> float:
    found = moment_of(scope, value)
    return days(found) if found else nan


def decimal_time(scope: Scope, value: Value) -> float:
    """The share of the day that has passed on the survey's clock."""
    found = _clock_of(scope, value)
    return day_share(found) if found else nan


def formatted(scope: Scope, value: Value, pattern: Value) -> str:
    found = _clock_of(scope, value)
    if found is None:
        return ""
    return _MARK.sub(lambda mark: _MARKS[mark[1]](found, scope.language), text(pattern))


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    """English for a language that has no code."""
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en")


_MARKS: dict[str, Callable[[datetime, str], str]] = {
    "Y": lambda when, language: f"{when.year:04}",
    "y": lambda when, language: f"{when.year % 100:02}",
    "m": lambda when, language: f"{when.month:02}",
    "n": lambda when, language: str(when.month),
    "b": lambda when, language: get_month_names("abbreviated", locale=_locale(language))[when.month],
    "d": lambda when, language: f"{when.day:02}",
    "e": lambda when, language: str(when.day),
    "a": lambda when, language: get_day_names("abbreviated", locale=_locale(language))[when.weekday()],
    "H": lambda when, language: f"{when.hour:02}",
    "h": lambda when, language: str(when.hour),
    "M": lambda when, language: f"{when.minute:02}",
    "S": lambda when, language: f"{when.second:02}",
    "3": lambda when, language: f"{when.microsecond // 1000:03}",
}
_MARK = re.compile(f"%([{''.join(_MARKS)}])")


FUNCTIONS = {
    "today": Function(0, 0, of_scope(lambda scope: _today(scope).isoformat())),
    "now": Function(0, 0, of_scope(lambda scope: iso(scope.now.astimezone(scope.zone)))),
    "date": Function(1, 1, of_values(day)),
    "date-time": Function(1, 1, of_values(moment)),
    "decimal-date-time": Function(1, 1, of_values(decimal_date_time)),
    "decimal-time": Function(1, 1, of_values(decimal_time)),
    "format-date": Function(2, 2, of_values(formatted)),
    "format-date-time": Function(2, 2, of_values(formatted)),
}
