"""`${…}` that leads nowhere, in expressions and in texts; pyxform would name only the first."""

import re
from collections.abc import Iterator

from admin.authoring.columns import TRANSLATED, nearest
from admin.authoring.findings import Finding, Place, error, warning
from admin.authoring.lint.cells import logic
from admin.authoring.sheets import Row, Workbook
from dialogs.expressions import walk
from dialogs.expressions.tree import Reference
from dialogs.text import _

_REFERENCE = re.compile(r"\$\{\s*([^}]*?)\s*\}")


def references(workbook: Workbook) -> Iterator[Finding]:
    survey = workbook.sheet("survey")
    known = frozenset(row.get("name") for row in survey.filled()) - {""}
    for cell in logic(workbook):
        for node in walk(cell.tree) if cell.tree else ():
            if isinstance(node, Reference) and node.name not in known:
                yield _unknown(cell.cell.place, node.name, node.position, known)
    for sheet in (survey, workbook.sheet("choices")):
        for row in sheet.filled():
            yield from _in_texts(row, known)


def _in_texts(row: Row, known: frozenset[str]) -> Iterator[Finding]:
    for name in TRANSLATED:
        for _heading, cell in row.named(name):
            for found in _REFERENCE.finditer(cell.text):
                if found[1] not in known:
                    yield _unknown(cell.place, found[1], found.start(), known)


def _unknown(place: Place, name: str, position: int, known: frozenset[str]) -> Finding:
    if name.startswith("last-saved#"):
        message = _("“{name}” reads as blank: no answer is carried over from an earlier session.", name=name)
        return warning("last-saved", place, message, position + 1)
    if meant := nearest(name, known):
        message = _("There is no question “{name}”. Did you mean “{meant}”?", name=name, meant=meant)
    else:
        message = _("There is no question “{name}”.", name=name)
    return error("reference", place, message, position + 1)
