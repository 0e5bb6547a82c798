"""Texts, numbers, truths and sets of nodes: how one becomes another, as in XPath 1.0 with ODK's dates."""

import re
from collections.abc import Sequence
from datetime import tzinfo
from decimal import Decimal
from math import inf, isinf, nan

from dialogs.expressions.moments import days, read_moment
from dialogs.expressions.scope import Value

_NUMBER = re.compile(r"\s*-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")
_EXACT = 2.0**53


def text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return value[0].text if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value)


def stored(value: Value) -> str:
    """As an answer keeps it: what is not a number is blank."""
    return "" if value != value else text(value)


def number(value: Value, zone: tzinfo) -> float:
    if isinstance(value, str):
        return read_number(value, zone)
    if isinstance(value, tuple):
        return read_number(value[0].text, zone) if value else nan
    return float(value)


def true(value: Value) -> bool:
    """A set of nodes is true when it has one, be it blank; a text when it is not empty."""
    if isinstance(value, float):
        return value == value and value != 0
    return bool(value)


def texts(values: Sequence[Value]) -> list[str]:
    """The texts of all values, sets of nodes spread out."""
    found: list[str] = []
    for value in values:
        found.extend([node.text for node in value] if isinstance(value, tuple) else [text(value)])
    return found


def read_number(source: str, zone: tzinfo) -> float:
    """A number, or a day or moment counted in days; else NaN. Exponents are read because we print them."""
    if _NUMBER.fullmatch(source):
        return float(source)
    moment = read_moment(source, zone) if "-" in source else None
    return nan if moment is None else days(moment)


def number_text(value: float) -> str:
    """As JavaScript prints it: the fewest digits that read back the same, no exponent from 1e-6 to 1e21."""
    if value != value:
        return "NaN"
    if isinf(value):
        return "Infinity" if value == inf else "-Infinity"
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    shown = _point(Decimal(repr(abs(value))).normalize())
    return f"-{shown}" if value < 0 else shown


def _point(value: Decimal) -> str:
    """Put the point into a row of digits, or write an exponent where it falls far outside."""
    digits = "".join(map(str, value.as_tuple().digits))
    point = value.adjusted() + 1
    if 0 < point <= 21:
        return f"{digits[:point]:0<{point}}" + (f".{digits[point:]}" if digits[point:] else "")
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    fraction = f".{digits[1:]}" if digits[1:] else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"
