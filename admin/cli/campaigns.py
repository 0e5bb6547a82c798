"""`launch`, `campaigns`, `close`, `pause`, `resume`: consultations, from the host."""

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from admin import campaigns
from admin.campaigns import Plan
from admin.cli.command import Command, CommandFailed
from admin.cli.survey import author_of, lines_of
from admin.cli.town import Town, visit
from admin.settings import Settings
from admin.standing import standing, turnout
from dialogs.survey import Survey
from dialogs.text import Text, _, ngettext, say
from locales import catalogue
from storage import campaigns as stored
from storage.campaigns import Counted, State

_WHEN = "in local time, as 2026-03-12T18:30 or 2026-03-12"


@dataclass(frozen=True, slots=True)
class Ready:
    """A survey that can be launched."""

    survey: Survey
    xform: str
    kind: str


def _launch_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a survey: a workbook, or its YAML twin")
    parser.add_argument(
        "--code", metavar="C", help="the code on posters, 2 to 16 letters and digits; else drawn"
    )
    moment = parser.add_mutually_exclusive_group()
    moment.add_argument("--open", action="store_true", help="open it at once, as without any of these")
    moment.add_argument("--schedule", metavar="WHEN", help=f"open it then, {_WHEN}")
    moment.add_argument("--draft", action="store_true", help="make it, and let staff open it in chat")
    parser.add_argument("--closes", metavar="WHEN", help=f"close it then, {_WHEN}; else after 30 days")


def _launch(given: Namespace, settings: Settings) -> int:
    ready = _ready(given.file, settings)
    zone = settings.timezone
    plan = Plan(ready.survey, ready.xform, zone, settings.min_cell, ready.kind, given.code)

    async def work(town: Town) -> int:
        if given.draft:
            made = await town.database.write(campaigns.draft, plan, town.actor, town.now)
        else:
            opens = campaigns.moment(given.schedule, zone) if given.schedule else None
            closes = campaigns.moment(given.closes, zone, end=True) if given.closes else None
            made = await town.database.write(campaigns.launch, plan, opens, closes, town.actor, town.now)
        _write(town, standing(made))
        tell_links(town, made.code)
        return 0

    return visit(settings, work)


def _ready(file: Path, settings: Settings) -> Ready:
    """The survey in a file. What was found in it goes to standard error, a line each."""
    authored = author_of(file, settings)
    words = catalogue(settings.default_language)
    for line in lines_of(authored, words):
        sys.stderr.write(f"{line}\n")
    if authored.survey is None:
        errors = sum(found.severity == "error" for found in authored.findings)
        told = ngettext(
            "{file} cannot be launched: {n} error.",
            "{file} cannot be launched: {n} errors.",
            errors,
            file=file.name,
        )
        raise CommandFailed(say(told, words))
    return Ready(authored.survey, authored.xform, authored.kind)


def tell_links(town: Town, code: str) -> None:
    """A code and where it leads."""
    links = town.links(code)
    _write(town, _("Code: {code}", code=code))
    _write(town, _("Web: {link}", link=links.web))
    if links.telegram:
        _write(town, _("Telegram: {link}", link=links.telegram))


def _list_arguments(parser: ArgumentParser) -> None:
    """It takes none."""


def _list(given: Namespace, settings: Settings) -> int:
    async def work(town: Town) -> int:
        found = await town.database.read(stored.listed)
        for each in found:
            _write(town, _line(each))
        if not found:
            _write(town, _("There is no campaign yet."))
        return 0

    return visit(settings, work)


def _line(each: Counted) -> Text:
    campaign = each.campaign
    return _(
        "{code} · {standing} · {turnout}",
        code=campaign.code,
        standing=standing(campaign),
        turnout=turnout(each),
    )


def code_argument(parser: ArgumentParser) -> None:
    parser.add_argument("code", metavar="C", help="the campaign's code")


def _steer(to: State, given: Namespace, settings: Settings) -> int:
    async def work(town: Town) -> int:
        moved = await town.database.write(campaigns.steer, given.code, to, town.actor, town.now)
        _write(town, standing(moved))
        return 0

    return visit(settings, work)


def _write(town: Town, text: Text) -> None:
    sys.stdout.write(f"{town.say(text)}\n")


COMMANDS = (
    Command("launch", "Make a campaign from a survey and open it.", _launch_arguments, _launch),
    Command("campaigns", "List all campaigns, the newest first.", _list_arguments, _list),
    Command("close", "Close a campaign for good.", code_argument, partial(_steer, State.CLOSED)),
    Command("pause", "Pause a campaign: nobody can answer.", code_argument, partial(_steer, State.PAUSED)),
    Command("resume", "Open a paused campaign again.", code_argument, partial(_steer, State.OPEN)),
)
