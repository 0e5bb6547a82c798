"""Why pyxform would not build a survey, where its own message names no row: found in the tables.

Asked only once it has refused, so that nothing that it accepts is ever called wrong here.
"""

import re
from collections.abc import Iterator

from admin.authoring.columns import nearest
from admin.authoring.findings import Finding, error
from admin.authoring.places import BEGIN, END
from admin.authoring.question_types import KNOWN_TYPES, is_silent, select_of
from admin.authoring.sheets import Row, Workbook
from dialogs.text import _


def explain(workbook: Workbook) -> tuple[Finding, ...]:
    yes = workbook.setting("allow_choice_duplicates").lower() in ("yes", "true", "true()")
    return (
        *_columns(workbook),
        *(found for row in workbook.sheet("survey").filled() for found in _question(workbook, row)),
        *_choice_names(workbook),
        *(() if yes else _duplicates(workbook)),
    )


def _columns(workbook: Workbook) -> Iterator[Finding]:
    for sheet, needed in (
        ("survey", "type"),
        ("survey", "name"),
        ("choices", "name"),
        ("choices", "list_name"),
    ):
        headers = workbook.sheet(sheet).headers
        if headers and needed not in {column.name for column in workbook.sheet(sheet).columns}:
            message = _("The column “{name}” is missing.", name=needed)
            yield error("column", headers[0].place, message)


def _question(workbook: Workbook, row: Row) -> Iterator[Finding]:
    kind = row.get("type")
    select = select_of(kind)
    if BEGIN.match(kind) and row.get("name") == "meta":
        message = _(
            "“meta” is a reserved name: call the group otherwise, here and wherever it is referred to."
        )
        yield error("meta", row.at("name"), message)
    if not kind or BEGIN.match(kind) or END.match(kind):
        return
    if select is None and kind.lower() not in KNOWN_TYPES:
        yield _unknown_type(row, kind)
    elif select and "${" not in select and "." not in select and select not in _lists(workbook):
        message = _("There is no list “{name}” on the choices sheet.", name=select)
        yield error("list", row.at("type"), message)
    elif not is_silent(kind) and not any(
        row.cell(name) for name in ("label", "hint", "calculation", "default")
    ):
        yield error("label", row.place, _("The question has no label: nothing could be asked."))


def _unknown_type(row: Row, kind: str) -> Finding:
    meant = nearest(kind.split()[0], KNOWN_TYPES)
    if meant:
        message = _("Unknown type “{type}”. Did you mean “{meant}”?", type=kind, meant=meant)
    else:
        message = _("Unknown type “{type}”.", type=kind)
    return error("type", row.at("type"), message)


def _lists(workbook: Workbook) -> frozenset[str]:
    return frozenset(row.get("list_name") for row in workbook.sheet("choices").filled())


def _choice_names(workbook: Workbook) -> Iterator[Finding]:
    for row in workbook.sheet("choices").filled():
        if row.get("list_name") and not row.get("name"):
            yield error("choice-name", row.place, _("The choice has no name."))
        elif re.search(r"\s", row.get("name")):
            message = _("The name “{name}” holds a space: write it in one word.", name=row.get("name"))
            yield error("choice-name", row.at("name"), message)


def _duplicates(workbook: Workbook) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for row in workbook.sheet("choices").filled():
        key = row.get("list_name"), row.get("name")
        if key in seen and key[1]:
            message = _(
                "The list “{list}” has “{name}” twice. Rename one; if both are meant, for a choice filter, "
                "set allow_choice_duplicates to yes on the settings sheet.",
                list=key[0],
                name=key[1],
            )
            yield error("duplicate-choice", row.at("name"), message)
        seen.add(key)
