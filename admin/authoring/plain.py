"""Tables in plain text: pyxform's CSV (a sheet's name, then its lines indented by one cell) and Markdown."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from admin.authoring.excel import tabulate
from admin.authoring.findings import Place, Unreadable
from admin.authoring.sheets import Workbook
from dialogs.text import _

_CELL_BOUNDARY = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^[\s|:-]+$")


def read_csv(text: str) -> Workbook:
    try:
        return tabulate(_sheets(csv.reader(StringIO(text, newline=""))))
    except csv.Error as broken:
        raise Unreadable("damaged", _("The file is damaged: save it again in your spreadsheet.")) from broken


def read_markdown(text: str) -> Workbook:
    return tabulate(_sheets(_markdown_lines(text)))


def _markdown_lines(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        if line.strip().startswith("|") and not _RULE.match(line):
            cells = _CELL_BOUNDARY.split(line.strip().strip("|"))
            yield [cell.strip().replace(r"\|", "|") for cell in cells]


def _sheets(lines: Iterable[list[str]]) -> dict[str, list[list[str]]]:
    sheets: dict[str, list[list[str]]] = {}
    name = ""
    for line in lines:
        first, rest = (line[0].strip(), line[1:]) if line else ("", [])
        if first:
            name = first
            sheets.setdefault(name, [])
        if not any(cell.strip() for cell in rest):
            continue
        if not name:
            raise Unreadable("no-sheet", _("The first line names no sheet: it should be “survey”."), Place())
        sheets[name].append(rest)
    return sheets
