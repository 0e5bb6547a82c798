"""Tables to XForm, through pyxform: the only place that calls it.

It is imported when a survey is authored and not before, as that takes more than a second. Its messages
are in English; they are wrapped in a sentence of ours, with the original as detail.
"""

import re
from pathlib import PurePath
from typing import TypeAlias

from admin.authoring.columns import column
from admin.authoring.findings import Place, Unreadable
from admin.authoring.marks import Marks
from admin.authoring.sheets import Cell, Sheet, Workbook
from dialogs.text import _

_READ_BY_PEOPLE = frozenset({"label", "hint", "guidance_hint", "constraint_message", "required_message"})
_ROW = re.compile(r"\[row : ([0-9]+)\]\s*")
_SHEET = re.compile(r"'(choices|settings|survey)' sheet")

Table: TypeAlias = "list[dict[str, str]]"


def convert(workbook: Workbook, filename: str, title: str) -> str:
    """The XForm's text, with the author's words as written; raises Unreadable."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert as to_xform

    marks = Marks()
    tables = _tables(workbook, marks, title)
    tables["fallback_form_name"] = re.sub(r"\W+", "_", PurePath(filename).stem) or "survey"
    try:
        return marks.put_back(to_xform(tables, form_name="data").xform)
    except PyXFormError as refused:
        raise _unreadable(workbook, str(refused)) from refused
    except Exception as crashed:  # pyxform also raises TypeError and others, on forms that it did not foresee
        raise _unreadable(workbook, f"{type(crashed).__name__}: {crashed}") from crashed


def _tables(workbook: Workbook, marks: Marks, title: str) -> dict[str, object]:
    """What pyxform reads as a dict: rows of strings, and beside them the columns, which it would guess."""
    tables: dict[str, object] = {"sheet_names": list(workbook.names)}
    for name in (*workbook.sheets, "settings"):
        rows = _rows(workbook.sheet(name), marks)
        if name == "settings":
            rows = [{**next(filter(None, rows), {}), "form_title": marks.set_aside(title)}]
        tables[name] = rows
        tables[f"{name}_header"] = [dict.fromkeys(header for row in rows for header in row)]
    return tables


def _rows(sheet: Sheet, marks: Marks) -> Table:
    """Empty rows stay, so that the rows that pyxform counts are ours."""
    return [
        {header: _text(header, cell, marks) for header, cell in row.cells.items() if _passed_on(header)}
        for row in sheet.rows
    ]


def _passed_on(header: str) -> bool:
    heading = column(header)
    return not heading.ours and heading.name != "form_title"


def _text(header: str, cell: Cell, marks: Marks) -> str:
    if column(header).name in _READ_BY_PEOPLE:
        return marks.set_aside(cell.text)
    return cell.text.replace("\xa0", " ")


def _unreadable(workbook: Workbook, detail: str) -> Unreadable:
    row, sheet = _ROW.search(detail), _SHEET.search(detail)
    rows = workbook.sheet(sheet[1] if sheet else "survey").rows
    at = int(row[1]) - 2 if row else -1
    place = rows[at].place if 0 <= at < len(rows) else Place()
    detail = re.sub(r"\s+", " ", _ROW.sub("", detail)).strip()
    return Unreadable("pyxform", _("The survey cannot be built here: {detail}", detail=detail), place)
