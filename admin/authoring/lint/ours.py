"""Our own columns, `chat::…`, which no other tool would check."""

from collections.abc import Iterator

from admin.authoring.findings import Finding, error
from admin.authoring.sheets import Workbook
from dialogs.text import _

_KINDS = ("survey", "ideas")
_MAKE_AN_IDEA = ("title", "text")
"""Questions without which an idea could be neither listed nor read."""


def kind_of_campaign(workbook: Workbook) -> Iterator[Finding]:
    settings = next(workbook.sheet("settings").filled(), None)
    cell = settings.cell("chat::kind") if settings else None
    if cell is None:
        return
    if cell.text not in _KINDS:
        message = _("chat::kind must be “survey” or “ideas”, not “{kind}”.", kind=cell.text)
        yield error("campaign-kind", cell.place, message)
    named = {row.get("name") for row in workbook.sheet("survey").filled()}
    for name in _MAKE_AN_IDEA:
        if cell.text == "ideas" and name not in named:
            message = _("An idea box needs a question called “{name}”.", name=name)
            yield error("idea-question", cell.place, message)
