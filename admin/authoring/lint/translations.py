"""Texts that some readers would meet in another language."""

from collections.abc import Iterator

from admin.authoring.columns import TRANSLATED
from admin.authoring.findings import Finding, Place, warning
from admin.authoring.sheets import Row, Sheet, Workbook
from admin.authoring.tongues import tongues_of
from dialogs.text import _


def translations(workbook: Workbook) -> Iterator[Finding]:
    """Each cell and language; a column without a language counts as the default one where that is named."""
    names = tongues_of(workbook, "und").names
    default = workbook.setting("default_language")
    if len(names) < 2 and not (names and not default):
        return
    for sheet in ("survey", "choices"):
        for row in workbook.sheet(sheet).filled():
            for column in TRANSLATED:
                yield from _missing(workbook.sheet(sheet), row, column, names, default)


def _missing(sheet: Sheet, row: Row, column: str, names: tuple[str, ...], default: str) -> Iterator[Finding]:
    have = {heading.language or default for heading, _cell in row.named(column)}
    if not have:
        return
    for language in names:
        if language not in have:
            message = _("The “{column}” in {language} is missing.", column=column, language=language)
            yield warning("translation", _place(sheet, row, column, language), message)


def _place(sheet: Sheet, row: Row, column: str, language: str) -> Place:
    """The empty cell, where the language has a column; else the text that lacks it."""
    for header, heading in zip(sheet.headers, sheet.columns, strict=True):
        if (heading.name, heading.language) == (column, language) and header.place.column.isalpha():
            return Place(sheet.name, row.place.row, header.place.column)
    return next(cell.place for _heading, cell in row.named(column))
