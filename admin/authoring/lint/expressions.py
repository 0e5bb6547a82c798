"""Expressions that cannot be run, or that would not do what their author means."""

from collections.abc import Iterable, Iterator

from admin.authoring.findings import Finding, error, warning
from admin.authoring.lint.cells import Logic, logic
from admin.authoring.question_types import is_multiple
from admin.authoring.sheets import Workbook
from dialogs.expressions import ExpressionError, faults, walk
from dialogs.expressions.tree import Binary, Call, Path, Reference, String, Tree
from dialogs.text import Msg, _


def expressions(workbook: Workbook) -> Iterator[Finding]:
    multiple = frozenset(
        row.get("name") for row in workbook.sheet("survey").filled() if is_multiple(row.get("type"))
    )
    for cell in logic(workbook):
        yield from _broken(cell)
        for node in walk(cell.tree) if cell.tree else ():
            for code, position, message in _doubts(cell, node, multiple):
                yield warning(code, cell.cell.place, message, position + 1)


def _broken(cell: Logic) -> Iterator[Finding]:
    wrong: Iterable[ExpressionError] = faults(cell.tree) if cell.tree else filter(None, (cell.fault,))
    for fault in wrong:
        yield error(f"expression-{fault.code}", cell.cell.place, fault.message(), fault.position + 1)


def _doubts(cell: Logic, node: Tree, multiple: frozenset[str]) -> Iterator[tuple[str, int, Msg]]:
    match node:
        case Call(name="not" | "boolean", arguments=(Reference() as asked,)):
            yield (
                "blank",
                node.position,
                _("This does not ask whether “{name}” is blank. Write ${{{name}}} = ''.", name=asked.name),
            )
        case Call(name="regex", arguments=(_value, String(value=pattern))) if not _anchored(pattern):
            yield (
                "regex",
                node.position,
                _("The pattern may match in the middle of the answer. Begin it with ^ and end it with $."),
            )
        case Binary(operator="=" | "!=") if _compares_several(cell, node, multiple):
            yield (
                "several",
                node.position,
                _(
                    "Several choices may be ticked: ask with selected(…) instead of “{operator}”.",
                    operator=node.operator,
                ),
            )
        case _:
            return


def _anchored(pattern: str) -> bool:
    return pattern.startswith("^") and pattern.endswith("$")


def _compares_several(cell: Logic, node: Binary, multiple: frozenset[str]) -> bool:
    """Comparing with a blank asks whether anything is ticked, and rightly so."""
    sides = (node.left, node.right)
    asks_for_blank = any(isinstance(side, String) and not side.value for side in sides)
    return not asks_for_blank and any(_holds_several(cell, side, multiple) for side in sides)


def _holds_several(cell: Logic, side: Tree, multiple: frozenset[str]) -> bool:
    match side:
        case Reference():
            return side.name in multiple
        case Path(root=None, absolute=False, steps=(step,)):
            return step.name == "." and is_multiple(cell.row.get("type"))
        case _:
            return False
