"""Source text to tokens, each with its place.

`and`, `or`, `div`, `mod` and `*` are left to the parser, which knows whether an operand came before:
`div div mod` is a division when the outer words are names.
"""

import re
from dataclasses import dataclass

from dialogs.expressions.errors import ExpressionError

LONGEST = 100_000
"""A cell holds 32 767 characters; an XForm's text is longer, as it has paths where the cell has names."""

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
      | (?P<string>"[^"]*"|'[^']*')
      | (?P<reference>\$\{[^{}]*\})
      | (?P<name>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?)
      | (?P<symbol>\.\.|//|::|!=|<=|>=|[-+*=<>|/()\[\],.@])""",
    re.VERBOSE,
)
_UNCLOSED = {"'": "quote", '"': "quote", "$": "braces"}


@dataclass(frozen=True, slots=True)
class Token:
    """kind: number, string, reference, name, symbol or end."""

    kind: str
    text: str
    position: int


def tokenize(source: str) -> tuple[Token, ...]:
    """All tokens and a last one of kind `end`."""
    if len(source) > LONGEST:
        raise ExpressionError("long", LONGEST, count=LONGEST)
    tokens, position = [], 0
    while position < len(source):
        found = _TOKEN.match(source, position)
        if found is None:
            raise _stray(source, position)
        if found.lastgroup and found.lastgroup != "space":
            tokens.append(Token(found.lastgroup, found[0], position))
        position = found.end()
    return (*tokens, Token("end", "", len(source)))


def _stray(source: str, position: int) -> ExpressionError:
    sign = source[position]
    code = (
        "syntax" if sign == "$" and source[position : position + 2] != "${" else _UNCLOSED.get(sign, "syntax")
    )
    return ExpressionError(code, position, sign)
