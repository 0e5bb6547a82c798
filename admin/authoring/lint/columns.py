"""Columns that nobody reads: most often a slip of the pen, which would silently do nothing."""

from collections.abc import Iterator

from admin.authoring.columns import CHOICES, SETTINGS, SURVEY, Column, nearest
from admin.authoring.findings import Finding, warning
from admin.authoring.sheets import Cell, Workbook
from dialogs.text import _

_KNOWN = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS}
_FREE = ("choices",)
"""Sheets whose further columns are the author's own, for choice filters; only a near miss is told."""


def unknown_columns(workbook: Workbook) -> Iterator[Finding]:
    filters = " ".join(row.get("choice_filter") for row in workbook.sheet("survey").filled())
    for name, known in _KNOWN.items():
        sheet = workbook.sheet(name)
        for header, heading in zip(sheet.headers, sheet.columns, strict=True):
            if heading.name in known or heading.ours:
                continue
            meant = nearest(heading.name, known)
            if name not in _FREE or (meant and heading.header not in filters):
                yield _unknown(header, heading, meant)


def _unknown(header: Cell, heading: Column, meant: str) -> Finding:
    if meant:
        message = _("Unknown column “{name}”. Did you mean “{meant}”?", name=heading.header, meant=meant)
    else:
        message = _("The column “{name}” is not known and is not read.", name=heading.header)
    return warning("unknown-column", header.place, message)
