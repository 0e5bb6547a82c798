"""`results` and `export`: what residents answered, on the screen and as files."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from admin import campaigns
from admin.cli.campaigns import code_argument
from admin.cli.command import Command, CommandFailed
from admin.cli.town import Town, survey_of, visit
from admin.results import words
from admin.results.live import CannotBreakDown, results, to_break_down_by
from admin.results.model import Results
from admin.settings import Settings
from dialogs.survey import Question, Survey
from dialogs.text import Text, _
from storage import audit
from storage.campaigns import Campaign
from storage.database import Db
from storage.sources import fold

if TYPE_CHECKING:
    from admin.exports import Format

_BY = "break every question down by the answers to this one, a single choice"


def _results_arguments(parser: ArgumentParser) -> None:
    code_argument(parser)
    parser.add_argument("--by", metavar="QUESTION", help=_BY)
    parser.add_argument("--json", action="store_true", help="as JSON: an array, one row for each number")


def _results(given: Namespace, settings: Settings) -> int:
    from admin.exports.results_json import array

    async def work(town: Town) -> int:
        survey, found = await town.database.read(_counted, given.code, given.by, town)
        if given.json:
            sys.stdout.write(f"{array(found)}\n")
        else:
            for text in _told(survey, found):
                sys.stdout.write(f"{town.say(text) if text else ''}\n")
        return 0

    return visit(settings, work)


def _counted(db: Db, code: str, by: str | None, town: Town) -> tuple[Survey, Results]:
    campaign = campaigns.find(db, code)
    survey = survey_of(db, campaign)
    return survey, results(db, campaign, survey, town.now, _by(survey, by))


def _by(survey: Survey, name: str | None) -> Question | None:
    try:
        return to_break_down_by(survey, name) if name else None
    except CannotBreakDown as refused:
        raise CommandFailed(
            f"{name}: results can be broken down by a question with a single choice only."
        ) from refused


def _told(survey: Survey, found: Results) -> Iterator[Text | None]:
    """Everything as lines; None is an empty one."""
    yield words.opening(found)
    yield words.SELF_SELECTED
    for table in found.tables:
        for group in table.groups:
            if bool(group.name) == bool(found.by):
                yield None
                yield _heading(survey, found, table.question, group.name)
                yield words.base(group, found.min_cell)
                if group.base is not None:
                    yield from words.lines(survey, found, table, group)
    yield None
    yield words.INTERVAL


def _heading(survey: Survey, found: Results, question: Question, group: str) -> Text:
    if found.by is None:
        return words.title_of(question)
    name = words.label_of(survey, found.by, group)
    return _("{question} · {group}", question=words.title_of(question), group=name)


def _export_arguments(parser: ArgumentParser) -> None:
    from admin.exports import FORMATS

    code_argument(parser)
    parser.add_argument(
        "--format",
        choices=tuple(FORMATS),
        nargs="+",
        default=["csv"],
        metavar="F",
        help=f"any of {', '.join(FORMATS)}; else csv",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", required=True, help="the folder to write into")
    parser.add_argument("--by", metavar="QUESTION", help=_BY)
    parser.add_argument(
        "--confirm", metavar="C", help="the campaign's code again, for a file of what single persons answered"
    )


def _export(given: Namespace, settings: Settings) -> int:
    from admin.exports import FORMATS

    async def work(town: Town) -> int:
        campaign = await town.database.read(campaigns.find, given.code)
        wanted = [FORMATS[name] for name in dict.fromkeys(given.format)]
        for each in wanted:
            _allowed(each, campaign, given.confirm)
        _folder(given.out)
        for name, each in zip(dict.fromkeys(given.format), wanted, strict=True):
            subject = f"campaign:{campaign.id}"
            await town.database.write(audit.add, town.actor, "export", subject, town.now, name)
            await town.database.read(_write, each, campaign, given, town)
            sys.stdout.write(f"{given.out / each.file}\n")
        return 0

    return visit(settings, work)


def _allowed(wanted: "Format", campaign: Campaign, confirmed: str | None) -> None:
    """Answers of single persons leave only for who says so twice."""
    if wanted.kind not in ("", campaign.kind):
        raise CommandFailed(f"{campaign.code} is no idea box: it has no {wanted.file}.")
    if not wanted.raw:
        return
    if confirmed is None and sys.stdin.isatty():
        confirmed = input(
            f"{wanted.file} holds what single persons answered. Type {campaign.code} to go on: "
        )
    if fold(confirmed or "") != fold(campaign.code):
        raise CommandFailed(
            f"{wanted.file} holds what single persons answered: add --confirm {campaign.code} to export it."
        )


def _folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandFailed(f"{out} is no folder that can be written to: {error.strerror}.") from error
    if not os.access(out, os.W_OK):
        raise CommandFailed(f"{out} is no folder that can be written to.")


def _write(db: Db, wanted: "Format", campaign: Campaign, given: Namespace, town: Town) -> None:
    """The file appears whole or not at all."""
    survey = survey_of(db, campaign)
    from admin.exports import Wanted

    asked = Wanted(campaign, survey, town.words, town.now, _by(survey, given.by), _progress)
    unfinished = given.out / f".{wanted.file}.part"
    try:
        wanted.write(db, asked, unfinished)
        unfinished.replace(given.out / wanted.file)
    finally:
        unfinished.unlink(missing_ok=True)


def _progress(done: int) -> None:
    sys.stderr.write(f"\r{done} …")
    sys.stderr.flush()


COMMANDS = (
    Command("results", "Show what was answered.", _results_arguments, _results),
    Command("export", "Write what was answered into files.", _export_arguments, _export),
)
