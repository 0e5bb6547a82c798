"""What a question's row asks for that a chat does otherwise, or not at all."""

import re
from collections.abc import Iterator

from admin.authoring.findings import Finding, info, warning
from admin.authoring.question_types import BLANKED_TYPES, is_silent
from admin.authoring.search import read_search
from admin.authoring.sheets import Workbook
from dialogs.text import _, ngettext

LONGEST_QUESTION = 25
"""Words; a question is read standing, on a phone, perhaps in a second language."""

USED = frozenset({
    "minimal", "autocomplete", "likert", "columns", "columns-pack", "horizontal", "horizontal-compact",
    "compact", "quick", "quickcompact", "field-list", "table-list", "label", "list-nolabel", "list",
    "multiline", "numbers", "rating", "month-year", "year", "search",
})  # fmt: skip
_WIDTH = re.compile(r"columns-\d+|w\d+")
DEGRADED = ("ex:", "image-map", "draw", "signature", "annotate")
CALENDARS = ("ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar", "persian", "buddhist")


def appearances(workbook: Workbook) -> Iterator[Finding]:
    for row in workbook.sheet("survey").filled():
        searched = read_search(row.get("appearance"))
        for token in (searched.otherwise if searched else row.get("appearance")).split():
            look = token.lower()
            if look in USED or _WIDTH.fullmatch(look):
                continue
            if look.startswith((*DEGRADED, *CALENDARS)):
                message = _("The appearance “{name}” is not available: it is asked plainly.", name=token)
                yield warning("appearance-degraded", row.at("appearance"), message)
            else:
                message = _("The appearance “{name}” changes nothing in a chat.", name=token)
                yield info("appearance-ignored", row.at("appearance"), message)


def metadata(workbook: Workbook) -> Iterator[Finding]:
    for row in workbook.sheet("survey").filled():
        if row.get("type").lower() == "audit":
            message = _("How a person fills in the survey is not recorded: the audit is left out.")
            yield warning("audit", row.at("type"), message)
        elif row.get("type").lower() in BLANKED_TYPES:
            message = _(
                "“{type}” stays blank: we learn nothing of people without asking.", type=row.get("type")
            )
            yield info("blanked", row.at("type"), message)


def media(workbook: Workbook) -> Iterator[Finding]:
    for sheet in ("survey", "choices"):
        shown = workbook.sheet(sheet)
        used = {header for row in shown.filled() for header in row.cells}
        for header, heading in zip(shown.headers, shown.columns, strict=True):
            if heading.name in ("image", "big-image", "audio", "video") and header.text in used:
                message = _("Pictures and sounds beside a question are not shown.")
                yield info("media", header.place, message)


def long_questions(workbook: Workbook) -> Iterator[Finding]:
    for row in workbook.sheet("survey").filled():
        if is_silent(row.get("type")) or row.get("type").lower() == "note":
            continue
        for _heading, cell in row.named("label"):
            count = len(cell.text.split())
            if count > LONGEST_QUESTION:
                message = ngettext(
                    "The question has {n} word: shorten it.", "The question has {n} words: shorten it.", count
                )
                yield warning("long-question", cell.place, message)
