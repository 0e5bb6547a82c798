"""The lowest and highest answer that a constraint plainly allows, for pickers and for examples.

Only a constraint that is nothing but such bounds joined by `and` is read: the rest is left to the
evaluator, which judges every answer in any case.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from dialogs.survey import Question

_AND = re.compile(r"\s+and\s+")
_BOUND = re.compile(r"\s*\.\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?|today\(\)|(?:date\()?'\d{4}-\d{2}-\d{2}'\)?)\s*")


def of_number(question: Question, step: int = 0) -> tuple[str, str]:
    """Lowest and highest, "" where there is none; `step` is what « more than » adds, 1 for whole numbers."""
    lowest, highest = [], []
    for sign, limit in _limits(question):
        if "'" in limit or limit == "today()":
            continue
        value = Decimal(limit)
        if sign[0] == ">":
            lowest.append(value + (step if sign == ">" else 0))
        else:
            highest.append(value - (step if sign == "<" else 0))
    return (f"{max(lowest):f}" if lowest else "", f"{min(highest):f}" if highest else "")


def of_date(question: Question, today: date) -> tuple[str, str]:
    lowest, highest = [], []
    for sign, limit in _limits(question):
        day = _day(limit, today)
        if day and sign[0] == ">":
            lowest.append(day + timedelta(days=sign == ">"))
        elif day:
            highest.append(day - timedelta(days=sign == "<"))
    return (max(lowest).isoformat() if lowest else "", min(highest).isoformat() if highest else "")


def _limits(question: Question) -> Iterator[tuple[str, str]]:
    parts = _AND.split(question.constraint.source) if question.constraint else []
    found = [_BOUND.fullmatch(part) for part in parts]
    return ((bound[1], bound[2]) for bound in found if bound) if all(found) else iter(())


def _day(limit: str, today: date) -> date | None:
    if limit == "today()":
        return today
    written = re.search(r"\d{4}-\d{2}-\d{2}", limit)
    try:
        return date.fromisoformat(written[0]) if written else None
    except ValueError:
        return None
