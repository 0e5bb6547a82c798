"""`staff invite` and `audit verify`: who may do what, and whether the record of it is whole."""

import sys
from argparse import ArgumentParser, Namespace

from admin.cli.command import Command, CommandFailed
from admin.cli.town import Town, visit
from admin.settings import Settings
from dialogs.text import _
from storage import audit, tickets
from storage.database import Db
from storage.staff import Role


def _invite_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--role", choices=[str(role) for role in Role], required=True, help="what they may do"
    )


def _invite(given: Namespace, settings: Settings) -> int:
    """The links go to standard output and nowhere else: whoever has one is staff."""

    async def work(town: Town) -> int:
        links = town.links(await town.database.write(_issue, town, given.role))
        sentence = _("Send one of these links to one person. It works once, for 24 hours.")
        sys.stdout.write(f"{town.say(sentence)}\n{links.web}\n")
        if links.telegram:
            sys.stdout.write(f"{links.telegram}\n")
        return 0

    return visit(settings, work)


def _issue(db: Db, town: Town, role: str) -> str:
    audit.add(db, town.actor, "invite", f"role:{role}", town.now)
    return tickets.invite(db, town.keys, role, town.actor, town.now)


def _no_arguments(parser: ArgumentParser) -> None:
    """It takes none."""


def _verify(given: Namespace, settings: Settings) -> int:
    async def work(town: Town) -> int:
        broken = await town.database.read(audit.verify)
        if broken is not None:
            raise CommandFailed(
                f"Entry {broken} of the audit is not as it was written, or follows a missing one."
            )
        sys.stdout.write(f"{town.say(_('Every entry of the audit is as it was written.'))}\n")
        return 0

    return visit(settings, work)


COMMANDS = (
    Command("staff invite", "Print a link that makes its bearer staff.", _invite_arguments, _invite),
    Command(
        "audit verify", "Check that no entry of the audit was altered or removed.", _no_arguments, _verify
    ),
)
