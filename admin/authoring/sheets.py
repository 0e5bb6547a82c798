"""An author's tables as they were written: every cell a string that knows where it stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from admin.authoring.columns import Column, column
from admin.authoring.findings import Place

KNOWN_SHEETS = ("survey", "choices", "settings", "entities", "external_choices", "osm")
"""The tables of an XLSForm; other sheets are the author's own notes."""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` by header as written, empty ones left out."""

    place: Place
    cells: Mapping[str, Cell] = field(default_factory=dict)

    def cell(self, name: str) -> Cell | None:
        """The cell of a column by its usual name, whatever old name or language its header has."""
        return next((cell for header, cell in self.cells.items() if column(header).name == name), None)

    def get(self, name: str) -> str:
        found = self.cell(name)
        return found.text if found else ""

    def at(self, name: str) -> Place:
        """Where that column's cell stands; the row itself where it is empty."""
        found = self.cell(name)
        return found.place if found else self.place

    def named(self, name: str) -> Iterator[tuple[Column, Cell]]:
        """All cells of a column, one for each language."""
        for header, cell in self.cells.items():
            heading = column(header)
            if heading.name == name:
                yield heading, cell


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    headers: tuple[Cell, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column(header.text) for header in self.headers)

    def filled(self) -> Iterator[Row]:
        """Rows that hold anything; the empty ones are kept so that rows can be counted."""
        return (row for row in self.rows if row.cells)


@dataclass(frozen=True, slots=True)
class Workbook:
    sheets: Mapping[str, Sheet]
    names: tuple[str, ...]
    """All sheets as the author called them, the unused ones too."""

    def sheet(self, name: str) -> Sheet:
        return self.sheets.get(name, Sheet(name))

    def setting(self, name: str) -> str:
        row = next(self.sheet("settings").filled(), None)
        return row.get(name) if row else ""


def tidy_header(text: str) -> str:
    return re.sub(r" +", " ", text.strip())
