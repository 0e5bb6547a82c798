"""Results as files, made outside of the turn; each export leaves an audit entry."""

from admin import campaigns
from admin.commands.choosing import which
from admin.commands.command import Asked, StaffCommand, button, said
from admin.exports import FORMATS, Format
from dialogs.text import Msg, Text, Verbatim, _
from dialogs.turn import Reply
from storage.campaigns import Campaign
from storage.staff import Role

LABELS: dict[str, Msg] = {
    "csv": _("Table, CSV"),
    "json": _("Table, JSON"),
    "xlsx": _("Workbook with charts, XLSX"),
    "submissions": _("What each person answered, CSV"),
    "ideas": _("Ideas, CSV"),
    "geojson": _("Ideas on a map, GeoJSON"),
}


def export(asked: Asked) -> tuple[Reply, ...]:
    """`/export CODE [FORMAT [yes]]`; a file of what single persons answered is confirmed once more."""
    if not asked.word:
        return (which(asked, "export", _("The results of which campaign?")),)
    campaign = campaigns.find(asked.db, asked.word)
    match asked.words[1:]:
        case (name, *confirmed) if name in _offered(asked, campaign):
            if FORMATS[name].raw and confirmed != ["yes"]:
                return (_sure(campaign, name),)
            return (_made(asked, campaign, name),)
        case _:
            return (_choice(asked, campaign),)


def _offered(asked: Asked, campaign: Campaign) -> dict[str, Format]:
    """What this member may have of this campaign."""
    return {
        name: one
        for name, one in FORMATS.items()
        if asked.member.role.covers(one.role) and one.kind in ("", campaign.kind)
    }


def _choice(asked: Asked, campaign: Campaign) -> Reply:
    rows = tuple((button(_label(name), "export", campaign.code, name),) for name in _offered(asked, campaign))
    return said(_("Which file of “{title}”?", title=campaign.title), rows=rows)


def _label(name: str) -> Text:
    return LABELS.get(name) or Verbatim(FORMATS[name].file)


def _sure(campaign: Campaign, name: str) -> Reply:
    yes = button(_("Yes, I need it"), "export", campaign.code, name, "yes")
    return said(
        _("This file holds what each person answered, free text included. It is no aggregate."),
        _("Keep it safe, and delete it when you are done. That you took it is noted."),
        rows=((yes, button(_("No"), "export", campaign.code)),),
    )


def _made(asked: Asked, campaign: Campaign, name: str) -> Reply:
    asked.note("export", f"campaign:{campaign.id}", name)
    file = Verbatim(FORMATS[name].file)
    return said(
        _("I am making {file}. It comes in a moment.", file=file), work=f"export {campaign.code} {name}"
    )


COMMANDS = (StaffCommand("export", Role.ANALYST, _("results as files"), export),)
