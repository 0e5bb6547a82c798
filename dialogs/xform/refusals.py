"""What keeps an XForm from being run, all of it at once: a form is never half-run."""

from collections.abc import Callable
from dataclasses import dataclass

from dialogs.expressions import ExpressionError
from dialogs.text import Msg, _
from dialogs.turn import DialogError


@dataclass(frozen=True, slots=True)
class Refusal:
    """`path` is the node, `part` the property of it that is at fault, by its XLSForm column."""

    path: str
    part: str
    code: str
    detail: str = ""
    error: ExpressionError | None = None

    def message(self) -> Msg:
        return self.error.message() if self.error else MESSAGES[self.code](self.detail)


class XFormRefused(DialogError):
    """The XForm asks for something that the talk cannot do."""

    def __init__(self, findings: tuple[Refusal, ...]) -> None:
        super().__init__(*(f"{found.path} {found.part}: {found.code}" for found in findings))
        self.findings = findings


MESSAGES: dict[str, Callable[[str], Msg]] = {
    "xml": lambda detail: _("The compiled form cannot be read."),
    "kind": lambda detail: _("Questions of type “{kind}” cannot be asked yet.", kind=detail),
    "repeat": lambda detail: _("Repeated groups cannot be asked yet: ask a fixed number of times instead."),
    "file": lambda detail: _(
        "The list “{name}” is in a file that cannot be read: use CSV, GeoJSON or the choices sheet.",
        name=detail,
    ),
    "columns": lambda detail: _(
        "The list “{name}” is asked from by other columns elsewhere: use the same value and label.",
        name=detail,
    ),
    "choices": lambda detail: _("The choices must come from a list of the choices sheet."),
    "readonly": lambda detail: _("Read-only must be yes or no, not something to compute."),
    "entities": lambda detail: _("Entities cannot be used: remove the entities sheet."),
    "reference": lambda detail: _("There is no question at “{path}”.", path=detail),
    "cycle": lambda detail: _("This depends on itself: {path}.", path=detail),
}
"""Code to words; the codes are what tests and lints compare."""
