"""Choices that could not be read as buttons, and filters that ask for what no choice has."""

from collections.abc import Iterator

from admin.authoring.findings import Finding, error, info, warning
from admin.authoring.lint.cells import Logic, logic
from admin.authoring.sheets import Workbook
from dialogs.expressions import walk
from dialogs.expressions.tree import Binary, Path, Tree
from dialogs.text import _

LONGEST_BUTTON = 60
"""Letters that a phone still shows on a button as wide as the screen."""


def labels_of_choices(workbook: Workbook) -> Iterator[Finding]:
    for row in workbook.sheet("choices").filled():
        labels = [cell for _heading, cell in row.named("label")]
        if row.get("name") and not labels:
            message = _("The choice “{name}” has no label; its name is shown.", name=row.get("name"))
            yield warning("choice-label", row.at("name"), message)
        for cell in labels:
            if len(cell.text) > LONGEST_BUTTON:
                message = _("The label is long for a button: on a phone its end may be cut off.")
                yield info("long-label", cell.place, message, LONGEST_BUTTON + 1)


def names_of_filters(workbook: Workbook) -> Iterator[Finding]:
    """A bare word beside a known column was most likely meant as a text; alone, it asks for nothing."""
    columns = frozenset(header.text for header in workbook.sheet("choices").headers) | {"name", "label"}
    for cell in logic(workbook):
        if cell.column != "choice_filter" or cell.tree is None or "file" in cell.row.get("type"):
            continue
        compared = {side for node in walk(cell.tree) for side in _beside_a_column(node, columns)}
        for path in _columns_in(cell):
            name = path.steps[0].name
            if name in columns:
                continue
            if path in compared:
                message = _("No choice has a column “{name}”. For the text, write '{name}'.", name=name)
                yield warning("filter-text", cell.cell.place, message, path.position + 1)
            else:
                message = _("No choice has a column “{name}”, which this filter asks for.", name=name)
                yield error("filter-column", cell.cell.place, message, path.position + 1)


def _columns_in(cell: Logic) -> Iterator[Path]:
    for node in walk(cell.tree) if cell.tree else ():
        if isinstance(node, Path) and _is_column(node):
            yield node


def _is_column(node: Tree) -> bool:
    match node:
        case Path(root=None, absolute=False, steps=(step,)):
            return step.name not in (".", "..")
        case _:
            return False


def _beside_a_column(node: Tree, columns: frozenset[str]) -> Iterator[Path]:
    """The side of a comparison whose other side is a column that choices have."""
    if not isinstance(node, Binary):
        return
    for side, other in ((node.left, node.right), (node.right, node.left)):
        if (
            isinstance(side, Path)
            and isinstance(other, Path)
            and _is_column(other)
            and other.steps[0].name in columns
        ):
            yield side
