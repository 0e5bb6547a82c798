"""`regex()`: authors' patterns, run by an engine whose time is linear in the text.

RE2 has no look-ahead and no back-references; a pattern that needs them is refused when it is compiled.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

import re2

from dialogs.expressions.errors import ExpressionError
from dialogs.expressions.functions.function import arguments
from dialogs.expressions.scope import Evaluate
from dialogs.expressions.site import Site
from dialogs.expressions.tree import Call, String
from dialogs.expressions.values import text


class Pattern(Protocol):
    def search(self, text: str) -> object: ...


_QUIET = re2.Options()
_QUIET.log_errors = False

_FLAVOURS = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_ESCAPES = {"Z": r"\z", "h": r"[ \t\x{A0}]"}
"""What Java writes otherwise than RE2."""


def regex(call: Call, site: Site) -> Evaluate:
    """Searches, as the engines of ODK do: without ^ and $ a part that fits is enough."""
    value, pattern = arguments(call, site)
    written = call.arguments[1]
    if not isinstance(written, String):
        return lambda focus: _found(_compiled(text(pattern(focus))), text(value(focus)))
    compiled = _compiled(written.value)
    return lambda focus: _found(compiled, text(value(focus)))


def usable(call: Call) -> Iterator[ExpressionError]:
    written = call.arguments[1]
    if isinstance(written, String) and _compiled(written.value) is None:
        yield ExpressionError("pattern", written.position, written.value)


def _found(pattern: Pattern | None, source: str) -> bool:
    whole = source.encode(errors="replace").decode()  # half of a surrogate pair is no text to RE2
    return pattern is not None and pattern.search(whole) is not None


@lru_cache(maxsize=256)
def _compiled(source: str) -> Pattern | None:
    """None for a pattern that RE2 does not take."""
    try:
        compiled: Pattern = re2.compile(repaired(source), _QUIET)
    except (re2.error, UnicodeEncodeError):
        return None
    return compiled


def repaired(source: str) -> str:
    """A pattern in Java's or JavaScript's flavour as RE2 writes it."""

    def escape(found: re.Match[str]) -> str:
        if found[1]:
            return rf"\x{{{found[1]}}}"
        return _ESCAPES.get(found[2], found[0] if found[2].isascii() else found[2])

    return _FLAVOURS.sub(escape, source)
