"""Numbers as people write them: « 12,5 », « 1 200 », « 25 ans », « ١٢ »."""

import re
from decimal import Decimal

from dialogs.typed import western_digits

_NUMBER = re.compile(r"(?<![\d.,])([+-]?)(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d+))?(?![\d.,]*\d)")
_MOST_DIGITS = 15


def number(text: str) -> Decimal | None:
    """The one number in `text`, whatever words stand around it; None if there is none, or more than one."""
    found = list(_NUMBER.finditer(western_digits(text)))
    if len(found) != 1 or any(c.isdigit() for c in _around(western_digits(text), found[0])):
        return None
    sign, whole, fraction = found[0].groups(default="")
    whole = re.sub(r"\D", "", whole)
    if len(whole) + len(fraction) > _MOST_DIGITS:
        return None
    return Decimal(f"{sign}{whole}.{fraction or 0}")


def _around(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + text[found.end() :]


def canonical(value: Decimal) -> str:
    """As an answer is stored: `2.5` for `2.50`, `3` for `3.0`, and never an exponent."""
    shown = f"{value:f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown in ("-0", "") else shown


def decimal(text: str) -> Decimal | None:
    """A stored number; None where an author's text is none."""
    return Decimal(text) if re.fullmatch(r"-?\d{1,30}(\.\d{1,30})?", text, re.ASCII) else None
