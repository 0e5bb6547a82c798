"""Days as people write them: 12/03/2026, 12 mars, March 12th, hier, tomorrow, 2026-03-12.

The day comes before the month, as in Europe; the other order is understood only where nothing
else is possible (03/25/2026).
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dialogs.typed import plain, western_digits, words

_MONTHS = (
    ("janvier", "janv", "january", "jan"),
    ("fevrier", "fevr", "fev", "february", "feb"),
    ("mars", "march", "mar"),
    ("avril", "avr", "april", "apr"),
    ("mai", "may"),
    ("juin", "june", "jun"),
    ("juillet", "juil", "july", "jul"),
    ("aout", "august", "aug"),
    ("septembre", "sept", "september", "sep"),
    ("octobre", "oct", "october"),
    ("novembre", "nov", "november"),
    ("decembre", "dec", "december"),
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}

_NEAR = {
    "avant-hier": -2,
    "hier": -1,
    "yesterday": -1,
    "aujourd'hui": 0,
    "today": 0,
    "demain": 1,
    "tomorrow": 1,
    "apres-demain": 2,
}
_SPARE = (
    "le la the of on au du de en in lundi mardi mercredi jeudi vendredi samedi dimanche"
    " monday tuesday wednesday thursday friday saturday sunday"
)
_FILLERS = frozenset(_SPARE.split())
_ORDINAL = re.compile(r"(\d+)(?:er|e|st|nd|rd|th)")
_FIGURES = re.compile(r"(\d{1,4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,4})")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})")


class NoSuchDay(ValueError):
    """Written like a day, but the calendar has none such: 31/02/2026."""


def day(text: str, today: date) -> tuple[date, ...]:
    """The days that `text` may mean, likeliest first; none if it is no day at all.

    A day without a year is the one nearest to `today`, then the next nearest.
    """
    written = western_digits(plain(text))
    if written in _NEAR:
        return (today + timedelta(days=_NEAR[written]),)
    figures = _FIGURES.fullmatch(written)
    if figures:
        return (_of_figures(figures[1], figures[2], figures[3], today),)
    short = _DAY_AND_MONTH.fullmatch(written)
    if short:
        return _nearest(int(short[1]), int(short[2]), today)
    return _of_words(written, today)


def _of_figures(first: str, second: str, third: str, today: date) -> date:
    if len(first) >= 3:
        return _exact(int(first), int(second), int(third))
    year, number, month = whole_year(third, today), int(first), int(second)
    if month > 12 >= number:
        number, month = month, number
    return _exact(year, month, number)


def whole_year(figures: str, today: date) -> int:
    """« 26 » is 2026, « 74 » is 1974: a year of this century up to twenty years ahead."""
    if len(figures) > 2:
        return int(figures)
    year = today.year - today.year % 100 + int(figures)
    return year - 100 if year > today.year + 20 else year


def _of_words(written: str, today: date) -> tuple[date, ...]:
    parts = [_ORDINAL.sub(r"\1", word) for word in words(written) if word not in _FILLERS]
    months = [MONTHS[word] for word in parts if word in MONTHS]
    figures = [word for word in parts if word.isdecimal()]
    if len(months) != 1 or len(parts) != 1 + len(figures) or not 1 <= len(figures) <= 2:
        return ()
    if len(figures) == 1:
        return _nearest(int(figures[0][:4]), months[0], today)
    number, year = sorted(figures, key=len) if len(figures[0]) > 2 else figures
    return (_exact(whole_year(year[:5], today), months[0], int(number[:5])),)


def _exact(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise NoSuchDay from None


def _nearest(number: int, month: int, today: date) -> tuple[date, ...]:
    if month > 12 >= number:
        number, month = month, number
    found = sorted(_existing(number, month, today), key=lambda day: abs(day - today))
    if not found:
        raise NoSuchDay
    return tuple(found)


def _existing(number: int, month: int, today: date) -> Iterator[date]:
    """That day last year, this year and next; a 29 February may be further away."""
    for year in range(today.year - 4, today.year + 5):
        try:
            found = date(year, month, number)
        except ValueError:
            continue
        if abs(year - today.year) <= 1 or (month, number) == (2, 29):
            yield found


def month(text: str, today: date) -> date | None:
    """« mars 2026 », « 03/2026 », « 2026-03 »: the first day of that month."""
    parts = [word for word in words(western_digits(text)) if word not in _FILLERS]
    if len(parts) != 2:
        return None
    parts.sort(key=lambda part: (part.isdecimal() and len(part) > 2, part.isdecimal()))
    first, year = parts
    number = MONTHS.get(first) or (int(first) if first.isdecimal() and len(first) <= 2 else 0)
    if not (1 <= number <= 12 and year.isdecimal() and len(year) in (2, 4) and int(year)):
        return None
    return date(whole_year(year, today), number, 1)


def year(text: str, today: date) -> date | None:
    """« 1974 » or « en 74 »: the first day of that year."""
    parts = [word for word in words(western_digits(text)) if word not in _FILLERS]
    if len(parts) != 1 or not parts[0].isdecimal() or len(parts[0]) not in (2, 4):
        return None
    found = whole_year(parts[0], today)
    return date(found, 1, 1) if found else None
