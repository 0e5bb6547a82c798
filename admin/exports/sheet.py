"""CSV as every file of ours has it: UTF-8, LF, and no cell that a spreadsheet would run as a formula."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

Cell: TypeAlias = str | int | float | None
"""Text is made harmless; a number that came as text is given as a number, or as `Plain`."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Plain(str):
    """Text that we made ourselves and that must stand as it is, such as coordinates."""

    __slots__ = ()


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]], separator: str = ",") -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=separator, lineterminator="\n")
        writer.writerow([harmless(name) for name in header])
        writer.writerows([harmless(cell) for cell in row] for row in rows)


def harmless(cell: Cell) -> Cell:
    """A cell behind an apostrophe, if it is text that a spreadsheet would take for a formula."""
    if isinstance(cell, str) and not isinstance(cell, Plain) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
