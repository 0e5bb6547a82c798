"""From a survey to an open campaign: a template or a file, a look at it as a resident, when, until when.

Nothing is remembered between the steps: each button carries what was chosen before it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

import locales
from admin import campaigns
from admin.authoring.templates import templates
from admin.campaigns import NoMoment, Plan
from admin.commands import moments
from admin.commands.command import Asked, StaffCommand, Town, button, said
from admin.results.words import listed
from admin.standing import standing
from dialogs import notice
from dialogs.survey import Survey
from dialogs.text import Msg, Text, Verbatim, _, ngettext
from dialogs.turn import Entry, Reply
from dialogs.xform import read_xform
from storage import staff
from storage.campaigns import Campaign, State
from storage.staff import Role

FILE = ".yaml"
"""The ending that tells a template from a code, which has no point."""

WORKBOOKS = (".xlsx", ".xls", ".yaml", ".yml")
_NOW = "now"
_PERIODS = {"2w": timedelta(weeks=2), "1m": timedelta(days=30)}
_LONGEST_NAME = 80


def launch(asked: Asked) -> tuple[Reply, ...]:
    """`/launch`, `/launch forum.yaml`, `/launch CODE [START [END]]`."""
    match asked.words:
        case ():
            return (_offer(),)
        case (name,) if name.endswith(FILE):
            return (_from_template(asked, name.removesuffix(FILE)),)
        case (code,):
            return (_when(campaigns.find(asked.db, code)),)
        case (code, "at"):
            question = _("When does it open? Write for example: 12/03/2026 9:00.")
            return (_ask(asked, f"launch {code} at", question),)
        case (code, "at", *_words):
            return (_typed_start(asked, code),)
        case (code, start):
            return (_until(code, start),)
        case (code, start, "until"):
            question = _("When does it close? Write for example: 12/03/2026 18:30.")
            return (_ask(asked, f"launch {code} {start} until", question),)
        case (code, start, "until", *_words):
            return (_typed_end(asked, code, start),)
        case (code, start, end, *_others):
            return (_open(asked, code, start, end),)
        case _:
            return (_offer(),)


# ---- from a template or a file -------------------------------------------------------------


@cache
def _ready() -> dict[str, tuple[Survey, str, str]]:
    """The templates by name: survey, XForm and kind of campaign."""
    return {one.name: (read_xform(one.xform), one.xform, one.kind) for one in templates()}


def _offer() -> Reply:
    ready = _ready()
    lines = [_about(survey) for survey, _xform, _kind in ready.values()]
    rows = tuple(
        (button(survey.title, "launch", f"{name}{FILE}"),) for name, (survey, *_rest) in ready.items()
    )
    file = _("Or send your own survey as a file: {endings}.", endings=", ".join(WORKBOOKS[:3]))
    return Reply(
        (_("What do you want to ask?"), *lines, file), buttons=rows, entry=Entry("survey"), appends=True
    )


def _from_template(asked: Asked, name: str) -> Reply:
    if name not in _ready():
        return said(_("There is no template {name}.", name=Verbatim(name)))
    survey, xform, kind = _ready()[name]
    plan = Plan(survey, xform, asked.town.zone, asked.town.min_cell, kind)
    return drafted(campaigns.draft(asked.db, plan, asked.member.actor, asked.now), survey)


def received(media: str, filename: str) -> Reply:
    """A file that a manager sent: it is read outside of the turn, since a workbook may hold anything."""
    name = " ".join(filename.split())[-_LONGEST_NAME:]
    if not media or not name.lower().endswith(WORKBOOKS):
        return said(_("I can read surveys in .xlsx, .xls and .yaml files."))
    return said(_("I am reading {file}…", file=Verbatim(name)), work=f"read {media} {name}")


def refused(filename: str, findings: Sequence[str]) -> Reply:
    """A file with errors: they are told, and nothing is kept."""
    count = ngettext(
        "{file} cannot be launched: {n} remark.",
        "{file} cannot be launched: {n} remarks.",
        len(findings),
        file=Verbatim(filename),
    )
    lines = map(Verbatim, findings)
    return said(count, *lines, _("Nothing was kept. Correct the file and send it again."))


def drafted(campaign: Campaign, survey: Survey, findings: Sequence[str] = ()) -> Reply:
    """A survey that can be launched, with what was found in it."""
    remarks = ngettext("{n} remark:", "{n} remarks:", len(findings))
    told: tuple[Text, ...] = (remarks, *map(Verbatim, findings)) if findings else ()
    rows = (
        (button(_("See it as a resident"), "preview", campaign.code),),
        (button(_("Launch"), "launch", campaign.code, primary=True),),
    )
    return said(_about(survey), *told, rows=rows)


def _about(survey: Survey) -> Msg:
    asked = sum(question.asked and question.kind != "note" for question in survey.questions)
    return ngettext(
        "**{title}** · {n} question · {languages} · about {minutes}",
        "**{title}** · {n} questions · {languages} · about {minutes}",
        asked,
        title=survey.title,
        languages=_languages(survey),
        minutes=notice.minutes(asked),
    )


def _languages(survey: Survey) -> Text:
    names: list[Text] = [notice.name(language) for language in survey.languages]
    return listed(names) if names else Verbatim(locales.own_name(survey.default_language))


# ---- when, and until when ------------------------------------------------------------------


def _when(campaign: Campaign) -> Reply:
    if campaign.state is not State.DRAFT:
        return said(standing(campaign))
    now = button(_("Now"), "launch", campaign.code, _NOW, primary=True)
    later = button(_("Pick a date"), "launch", campaign.code, "at")
    return said(_("When does “{title}” open?", title=campaign.title), rows=((now, later),))


def _until(code: str, start: str) -> Reply:
    row = (
        button(_("2 weeks"), "launch", code, start, "2w"),
        button(_("1 month"), "launch", code, start, "1m", primary=True),
        button(_("Choose"), "launch", code, start, "until"),
    )
    return said(_("Until when?"), rows=(row,))


def _ask(asked: Asked, command: str, question: Msg) -> Reply:
    """What is typed next completes the command."""
    staff.await_words(asked.db, asked.member.id, command)
    return said(question)


def _typed_start(asked: Asked, code: str) -> Reply:
    campaign = campaigns.find(asked.db, code)
    try:
        start = moments.read(asked.rest(2), campaign.zone, asked.now)
    except NoMoment as unclear:
        return _ask(asked, f"launch {code} at", unclear.sentence)
    return _until(code, moments.written(start, campaign.zone))


def _typed_end(asked: Asked, code: str, start: str) -> Reply:
    campaign = campaigns.find(asked.db, code)
    try:
        end = moments.read(asked.rest(3), campaign.zone, asked.now, end=True)
    except NoMoment as unclear:
        return _ask(asked, f"launch {code} {start} until", unclear.sentence)
    return _open(asked, code, start, moments.written(end, campaign.zone))


def _open(asked: Asked, code: str, start: str, end: str) -> Reply:
    zone = campaigns.find(asked.db, code).zone
    opens = None if start == _NOW else campaigns.moment(start, zone)
    closes = _end(end, opens or asked.now) or campaigns.moment(end, zone, end=True)
    return opened(asked.town, campaigns.begin(asked.db, code, opens, closes, asked.member.actor, asked.now))


def _end(period: str, opens: datetime) -> datetime | None:
    return opens + _PERIODS[period] if period in _PERIODS else None


def opened(town: Town, campaign: Campaign) -> Reply:
    """Where residents go now, with the QR code on its way."""
    rows = (
        (button(_("New link for an event or a partner"), "source", campaign.code),),
        (button(_("Results"), "results", campaign.code),),
    )
    return said(standing(campaign), *ways_in(town, campaign.code), rows=rows, work=f"qr {campaign.code}")


def ways_in(town: Town, code: str) -> tuple[Text, ...]:
    """The code of an entry point and its links: the web's first, it waits for nobody."""
    links = campaigns.links(code, town.public_url, town.telegram)
    telegram = (_("Telegram: {link}", link=Verbatim(links.telegram)),) if links.telegram else ()
    return (_("Web: {link}", link=Verbatim(links.web)), *telegram, _("Code: {code}", code=code))


COMMANDS = (
    StaffCommand("launch", Role.MANAGER, _("open a consultation, from a template or a file"), launch),
)
