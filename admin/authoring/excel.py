"""Workbooks of Excel, new (.xlsx) and old (.xls), to tables of text.

Cells become text as pyxform would have it, except that the author's no-break spaces stay. The
libraries come with pyxform and are as slow to import, so they are imported where they are used.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

from admin.authoring.archive import check_archive
from admin.authoring.findings import Place, Unreadable
from admin.authoring.sheets import KNOWN_SHEETS, Cell, Row, Sheet, Workbook, tidy_header
from dialogs.text import _

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as XlsSheet

_EMPTY_COLUMNS = 20
_EMPTY_ROWS = 60
"""After so many empty ones, the data is taken to have ended: the same as pyxform's."""

Grid: TypeAlias = Iterable[Iterable[str]]


def read_xlsx(data: bytes) -> Workbook:
    from openpyxl import load_workbook

    check_archive(data)
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    with closing(book):
        sheets = {
            name: ((_text(value) for value in row) for row in book[name].iter_rows(values_only=True))
            for name in book.sheetnames
            if hasattr(book[name], "iter_rows")  # a chart sheet has no cells
        }
        return tabulate(sheets)


def read_xls(data: bytes) -> Workbook:
    from xlrd import XLRDError, open_workbook

    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise Unreadable("macros", _("The workbook holds macros: save it as .xlsx without macros."))
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("locked", _("The workbook is protected by a password: save it without one."))
    try:
        book = open_workbook(file_contents=data, logfile=_Silence())
    except XLRDError as broken:
        raise Unreadable("damaged", _("The file is damaged: save it again in your spreadsheet.")) from broken
    return tabulate({sheet.name: _xls_rows(book, sheet) for sheet in book.sheets()})


class _Silence:
    """Where xlrd may complain of a slightly broken file that it can still read."""

    def write(self, _text: str) -> None: ...


def tabulate(grids: Mapping[str, Grid], letter: Callable[[int], str] | None = None) -> Workbook:
    """Tables from grids of text, the headers in the first line. One sheet alone is taken for the survey."""
    alone = len(grids) == 1
    sheets = {}
    for name, grid in grids.items():
        key = name.strip().lower()
        if key not in KNOWN_SHEETS:
            if not alone:
                continue
            key = "survey"
        sheets[key] = _table(key, iter(grid), letter or letters)
    return Workbook(sheets, tuple(grids))


def _table(name: str, lines: Iterator[Iterable[str]], letter: Callable[[int], str]) -> Sheet:
    headers = _headers(name, next(lines, ()), letter)
    rows: list[Row] = []
    empty = 0
    for number, line in enumerate(lines, 2):
        cells = {
            header.text: Cell(text, Place(name, number, header.place.column))
            for header, value in zip(headers, line, strict=False)
            if header.text and (text := value.strip())
        }
        empty = 0 if cells else empty + 1
        rows.append(Row(Place(name, number), cells))
        if empty > _EMPTY_ROWS:
            break
    return Sheet(name, tuple(h for h in headers if h.text), tuple(rows[: len(rows) - empty]))


def _headers(name: str, line: Iterable[str], letter: Callable[[int], str]) -> list[Cell]:
    headers: list[Cell] = []
    empty = 0
    for index, value in enumerate(line):
        text = tidy_header(value)
        empty = 0 if text else empty + 1
        if empty > _EMPTY_COLUMNS:
            break
        place = Place(name, 1, letter(index))
        if text and any(text == header.text for header in headers):
            raise Unreadable("header", _("Two columns are called “{name}”: rename one.", name=text), place)
        headers.append(Cell(text, place))
    return headers


def letters(index: int) -> str:
    """The letter of a column counted from 0: A, …, Z, AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date() | time():
            return str(value)
        case _:
            return str(value)


def _xls_rows(book: "Book", sheet: "XlsSheet") -> Iterator[Iterator[str]]:
    for row in range(sheet.nrows):
        yield (_xls_text(book, cell.value, cell.ctype) for cell in sheet.row(row))


def _xls_text(book: "Book", value: object, kind: int) -> str:
    from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR
    from xlrd.xldate import XLDateError, xldate_as_datetime

    if kind == XL_CELL_BOOLEAN:
        return _text(bool(value))
    if kind == XL_CELL_ERROR:
        return ""
    if kind == XL_CELL_DATE:
        try:
            moment = xldate_as_datetime(value, book.datemode)
        except (XLDateError, ValueError):
            return _text(value)
        return str(moment.time() if float(str(value)) < 1 else moment)
    return _text(value)
