"""`migrate`, `erase`, `purge`: the tables, and what is to be forgotten."""

import asyncio
import sys
from argparse import ArgumentParser, Namespace

from admin.cli.command import Command, CommandFailed
from admin.cli.town import Town, visit
from admin.settings import Settings
from dialogs.text import Msg, _, ngettext, say
from locales import catalogue
from storage import audit, campaigns, erasure, respondents, schema, submissions
from storage.database import Database, Db
from storage.errors import StorageError
from storage.media import Media


def _no_arguments(parser: ArgumentParser) -> None:
    """It takes none."""


def _migrate(given: Namespace, settings: Settings) -> int:
    async def work() -> None:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        database = await Database.open(settings.database_url)
        try:
            await schema.upgrade(database)
            await schema.require_current(database)
        finally:
            await database.close()

    try:
        asyncio.run(work())
    except (StorageError, OSError) as trouble:
        raise CommandFailed(f"{trouble}") from trouble
    sys.stdout.write(f"{say(_('The tables are up to date.'), catalogue(settings.default_language))}\n")
    return 0


def _erase_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("who", metavar="WHO", help="a receipt code, or an address as telegram:42")
    parser.add_argument("--yes", action="store_true", help="do not ask again")


def _erase(given: Namespace, settings: Settings) -> int:
    """Forgets a person who asks for it by letter or by phone, with the code they were given."""

    async def work(town: Town) -> int:
        person = await town.database.read(_find, town, given.who)
        if person is None:
            raise CommandFailed("Nobody is known by this receipt code or address.")
        if not given.yes and not _agreed(town):
            return 1
        files = await town.database.write(_forget, town, person)
        await _delete(town, files)
        _tell(town, _("Everything that was known of this person is erased."))
        return 0

    return visit(settings, work)


def _find(db: Db, town: Town, who: str) -> int | None:
    if ":" in who:
        known = respondents.find(db, town.keys, who)
        return known[0] if known else None
    return submissions.sender(db, who.strip().upper())


def _agreed(town: Town) -> bool:
    if not sys.stdin.isatty():
        raise CommandFailed("This cannot be undone: add --yes to erase.")
    return input(f"{town.say(_('This cannot be undone. Erase? (y/N)'))} ").strip().casefold() in ("y", "o")


def _forget(db: Db, town: Town, person: int) -> frozenset[str]:
    audit.add(db, town.actor, "erase", f"respondent:{person}", town.now)
    return erasure.erase(db, [person], town.now)


def _purge(given: Namespace, settings: Settings) -> int:
    """What the running bot does by itself when the day has come; here for a bot that does not run."""

    async def work(town: Town) -> int:
        due, files = await town.database.write(_purge_due, town)
        await _delete(town, files)
        _tell(town, ngettext("{n} campaign was purged.", "{n} campaigns were purged.", due))
        return 0

    return visit(settings, work)


def _purge_due(db: Db, town: Town) -> tuple[int, frozenset[str]]:
    campaigns.close_due(db, town.now)
    files: frozenset[str] = frozenset()
    due = campaigns.deletable(db, town.now)
    for campaign in due:
        files |= erasure.purge(db, campaign)
        audit.add(db, town.actor, "purge", f"campaign:{campaign}", town.now)
    return len(due), files


async def _delete(town: Town, files: frozenset[str]) -> None:
    if files:
        await Media(town.settings.media_url).delete(*files)


def _tell(town: Town, sentence: Msg) -> None:
    sys.stdout.write(f"{town.say(sentence)}\n")


COMMANDS = (
    Command("migrate", "Bring the tables to the newest version.", _no_arguments, _migrate),
    Command("erase", "Erase everything that is known of one person.", _erase_arguments, _erase),
    Command("purge", "Erase the answers of campaigns whose day has come.", _no_arguments, _purge),
)
