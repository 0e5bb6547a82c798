"""Texts."""

import math
from collections.abc import Iterable

from dialogs.expressions.functions.function import Function, of_texts, of_values, or_here
from dialogs.expressions.functions.patterns import regex, usable
from dialogs.expressions.scope import Scope, Value
from dialogs.expressions.values import number, text, texts

LONGEST_TEXT = 65_536
"""What is put together is cut here: forty calculations that double one another would fill the memory."""

_FAR = 2**31


def joined(separator: str, parts: Iterable[str]) -> str:
    found: list[str] = []
    room = LONGEST_TEXT
    for part in parts:
        found.append(part)
        room -= len(part) + len(separator)
        if room < 0:
            break
    return separator.join(found)[:LONGEST_TEXT]


def concat(scope: Scope, *values: Value) -> str:
    return joined("", texts(values))


def join(scope: Scope, separator: Value, *values: Value) -> str:
    return joined(text(separator), texts(values))


def substring(scope: Scope, source: Value, start: Value, length: Value = math.inf) -> str:
    """XPath's: characters count from 1, and both numbers are rounded, not cut."""
    first = _half_up(number(start, scope.zone))
    end = first + _half_up(number(length, scope.zone))
    if first != first or end != end:
        return ""
    return text(source)[_index(max(first, 1) - 1) : _index(max(end, 1) - 1)]


def substr(scope: Scope, source: Value, start: Value, end: Value = math.inf) -> str:
    """ODK's: characters count from 0, the end is left out, negatives count from the end."""
    return text(source)[_index(number(start, scope.zone)) : _index(number(end, scope.zone))]


def _half_up(value: float) -> float:
    return math.floor(value + 0.5) if math.isfinite(value) else value


def _index(value: float) -> int:
    return 0 if value != value else int(max(-_FAR, min(value, _FAR)))


def translate(source: str, old: str, new: str) -> str:
    """Each letter of `old` becomes the one at its place in `new`, or goes if there is none."""
    table: dict[int, str] = {}
    for place, letter in enumerate(old):
        table.setdefault(ord(letter), new[place : place + 1])
    return source.translate(table)


def after(source: str, mark: str) -> str:
    return source.partition(mark)[2] if mark else source


def before(source: str, mark: str) -> str:
    return source.partition(mark)[0] if mark and mark in source else ""


FUNCTIONS = {
    "string": Function(0, 1, or_here(of_texts(str))),
    "concat": Function(1, None, of_values(concat)),
    "join": Function(2, None, of_values(join)),
    "contains": Function(2, 2, of_texts(lambda source, part: part in source)),
    "starts-with": Function(2, 2, of_texts(str.startswith)),
    "ends-with": Function(2, 2, of_texts(str.endswith)),
    "substring": Function(2, 3, of_values(substring)),
    "substr": Function(2, 3, of_values(substr)),
    "substring-before": Function(2, 2, of_texts(before)),
    "substring-after": Function(2, 2, of_texts(after)),
    "string-length": Function(0, 1, or_here(of_texts(lambda source: float(len(source))))),
    "normalize-space": Function(0, 1, or_here(of_texts(lambda source: " ".join(source.split())))),
    "translate": Function(3, 3, of_texts(translate)),
    "regex": Function(2, 2, regex, check=usable),
}
