"""Workbooks for tests: built on the spot, so that the project needs no file of its own."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook

from admin.authoring import Authored, author

Rows = Sequence[Sequence[object]]


def xlsx(**sheets: Rows) -> bytes:
    """A workbook of these sheets, the first row of each being its headers."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def survey(*rows: Sequence[object], headers: str = "type name label", **sheets: Rows) -> Authored:
    """A workbook of these questions, read and checked."""
    return author(xlsx(survey=[headers.split(" "), *rows], **sheets), "test.xlsx", "en")


def found(authored: Authored) -> set[tuple[str, str, int, str, int | None]]:
    """(code, sheet, row, column, character) of all findings, save that no language is named."""
    return {
        (finding.code, finding.sheet, finding.row, finding.column, finding.character)
        for finding in authored.findings
        if finding.code != "no-language"
    }


def codes(authored: Authored) -> Mapping[str, str]:
    return {finding.code: str(finding.severity) for finding in authored.findings}
