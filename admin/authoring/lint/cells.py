"""The cells of a survey that hold expressions, parsed as their author wrote them."""

from collections.abc import Iterator
from dataclasses import dataclass

from admin.authoring.sheets import Cell, Row, Workbook
from dialogs.expressions import ExpressionError, parse
from dialogs.expressions.tree import Tree

COLUMNS = ("relevant", "constraint", "calculation", "choice_filter", "required", "readonly", "repeat_count")
_PLAIN = frozenset({"yes", "no", "true", "false"})
"""What may stand for true() or false()."""
_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\xa0": " "})
"""One sign for one, so that places hold."""


@dataclass(frozen=True, slots=True)
class Logic:
    """`tree` is None where the text cannot be parsed, and `fault` says why."""

    row: Row
    column: str
    cell: Cell
    tree: Tree | None
    fault: ExpressionError | None = None


def logic(workbook: Workbook) -> Iterator[Logic]:
    for row in workbook.sheet("survey").filled():
        for column in COLUMNS:
            cell = row.cell(column)
            if cell and cell.text.lower() not in _PLAIN:
                yield _parsed(row, column, cell)


def _parsed(row: Row, column: str, cell: Cell) -> Logic:
    try:
        return Logic(row, column, cell, parse(cell.text.translate(_STRAIGHT)))
    except ExpressionError as fault:
        return Logic(row, column, cell, None, fault)
