"""`source add`: an entry point of its own for an event, a partner or a poster, with its QR code."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from admin import campaigns, qr
from admin.cli.campaigns import code_argument, tell_links
from admin.cli.command import Command, CommandFailed
from admin.cli.town import Town, visit
from admin.settings import Settings
from dialogs.text import _
from storage import sources
from storage.database import Db
from storage.sources import Source


def _add_arguments(parser: ArgumentParser) -> None:
    code_argument(parser)
    parser.add_argument(
        "--kind", choices=sources.KINDS, default="link", help="what sort of entry point it is"
    )
    parser.add_argument("--label", required=True, help='how results name it, as "Forum du 12 mars"')
    parser.add_argument("--qr", type=Path, metavar="FILE", help="write the QR code there: .svg, .png or .pdf")
    parser.add_argument(
        "--qr-for",
        choices=("web", "telegram"),
        default="web",
        help="which of the links it holds; else the web's",
    )


def _add(given: Namespace, settings: Settings) -> int:
    if given.qr and given.qr.suffix.lower() not in qr.ENDINGS:
        raise CommandFailed(f"{given.qr} is none of {', '.join(qr.ENDINGS)}.")

    async def work(town: Town) -> int:
        if given.qr and given.qr_for == "telegram" and not town.telegram:
            raise CommandFailed("The bot's name in Telegram is not known: start it once with TELEGRAM_TOKEN.")
        made = await town.database.write(_make, town, given)
        tell_links(town, made.code)
        if given.qr:
            sys.stdout.write(f"{town.say(_('QR code: {file}', file=str(given.qr)))}\n")
        return 0

    return visit(settings, work)


def _make(db: Db, town: Town, given: Namespace) -> Source:
    """With its QR code: where that cannot be written, nothing is made."""
    made = campaigns.add_source(db, given.code, given.kind, given.label, town.actor, town.now)
    if given.qr:
        links = town.links(made.code)
        qr.write(links.telegram if given.qr_for == "telegram" else links.web, given.qr)
    return made


COMMANDS = (Command("source add", "Add an entry point and print its links.", _add_arguments, _add),)
