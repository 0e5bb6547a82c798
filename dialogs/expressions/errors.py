"""What can be wrong with an expression, where, and in which words its author is told."""

from collections.abc import Callable

from dialogs.text import Msg, _, ngettext
from dialogs.turn import DialogError


class ExpressionError(DialogError):
    """An expression cannot be understood or run; `position` counts characters of its source from 0."""

    def __init__(self, code: str, position: int, detail: str = "", count: int = 0) -> None:
        super().__init__(code, position, detail)
        self.code = code
        self.position = position
        self.detail = detail
        self.count = count

    def message(self) -> Msg:
        return MESSAGES[self.code](self.detail, self.count)


MESSAGES: dict[str, Callable[[str, int], Msg]] = {
    "empty": lambda detail, n: _("The expression is empty."),
    "end": lambda detail, n: _("The expression stops too early: something is missing at its end."),
    "syntax": lambda detail, n: _("“{what}” does not belong here.", what=detail),
    "quote": lambda detail, n: _("A quotation mark opens here and is never closed."),
    "braces": lambda detail, n: _("“${” opens here and is never closed with “}”."),
    "reference": lambda detail, n: _("There is no question named “{name}”.", name=detail),
    "function": lambda detail, n: _("Unknown function “{name}”.", name=detail),
    "few": lambda detail, n: ngettext(
        "“{name}” needs at least {n} value between its brackets.",
        "“{name}” needs at least {n} values between its brackets.",
        n,
        name=detail,
    ),
    "many": lambda detail, n: ngettext(
        "“{name}” takes at most {n} value between its brackets.",
        "“{name}” takes at most {n} values between its brackets.",
        n,
        name=detail,
    ),
    "pairs": lambda detail, n: _("“{name}” needs a weight after each of its values.", name=detail),
    "nodes": lambda detail, n: _("“{name}” needs a question or a list, not a computed value.", name=detail),
    "pattern": lambda detail, n: _(
        "The pattern “{pattern}” cannot be used. Look-ahead and back-references are not available.",
        pattern=detail,
    ),
    "unsupported": lambda detail, n: _("“{what}” is not supported.", what=detail),
    "long": lambda detail, n: _("The expression is too long: it may have {n} characters at most.", n=n),
    "deep": lambda detail, n: _("Too many brackets inside one another: {n} levels at most.", n=n),
}
"""Code to words; the codes are what tests and lints compare."""
