"""`backup` and `restore`: the database and its files, on SQLite. The secret key is never among them."""

import asyncio
import shutil
import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

from admin.cli import town
from admin.cli.command import Command, CommandFailed
from admin.settings import Settings
from dialogs.text import Msg, _, ngettext, say
from locales import catalogue
from storage import backup, erasure, schema
from storage.database import Database, Db
from storage.errors import StorageError
from storage.media import Media

_DATABASE, _MEDIA = "parvis.db", "media"


def _backup_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new folder to write into")


def _backup(given: Namespace, settings: Settings) -> int:
    """The files after the database: each that it names is there, and one too many does no harm."""
    try:
        backup.copy(backup.file(settings.database_url), given.folder / _DATABASE)
        _copy_media(Path(settings.media_url), given.folder / _MEDIA)
    except StorageError as trouble:
        raise CommandFailed(str(trouble)) from trouble
    except OSError as trouble:
        raise CommandFailed(f"{trouble.filename}: {trouble.strerror}") from trouble
    _tell(settings, _("The backup is in {folder}.", folder=str(given.folder)))
    _tell(settings, _("The secret key is not in it. Keep it elsewhere: without it no address can be read."))
    return 0


def _restore_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that `backup` has written")


def _restore(given: Namespace, settings: Settings) -> int:
    """Stop the bot first. The database that is there is moved aside, and nobody erased in it comes back."""
    now = town.now(settings)
    try:
        source, target = given.folder / _DATABASE, backup.file(settings.database_url)
        if not source.is_file():
            raise CommandFailed(f"{given.folder} holds no backup.")
        fresh = target.with_name(f"{target.name}.restored")
        backup.copy(source, fresh)
        before = backup.set_aside(target, f"{now:%Y%m%d-%H%M%S}") if target.exists() else None
        fresh.rename(target)
        _copy_media(given.folder / _MEDIA, Path(settings.media_url))
        erased = asyncio.run(_erase_again(settings, before, now))
    except StorageError as trouble:
        raise CommandFailed(str(trouble)) from trouble
    except OSError as trouble:
        raise CommandFailed(f"{trouble.filename}: {trouble.strerror}") from trouble
    _tell(settings, _("The backup is in place."))
    if before:
        _tell(settings, _("The database that was there is now {file}.", file=str(before)))
        _tell(settings, ngettext("{n} person was erased again.", "{n} people were erased again.", erased))
    return 0


async def _erase_again(settings: Settings, before: Path | None, now: datetime) -> int:
    """How many were erased since the backup, and are erased in it now."""
    database = await Database.open(settings.database_url)
    try:
        await schema.upgrade(database)
        people = await _erased_in(before) if before else []
        files = await database.write(_erase, people, now)
        await Media(settings.media_url).delete(*files)
        return len(people)
    finally:
        await database.close()


async def _erased_in(before: Path) -> list[int]:
    database = await Database.open(f"sqlite:///{before}")
    try:
        return [who for who, _at in await database.read(erasure.remembered)]
    finally:
        await database.close()


def _erase(db: Db, people: list[int], now: datetime) -> frozenset[str]:
    return erasure.erase(db, people, now) if people else frozenset()


def _copy_media(source: Path, target: Path) -> None:
    """A store of another kind than a folder has backups of its own."""
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)


def _tell(settings: Settings, sentence: Msg) -> None:
    sys.stdout.write(f"{say(sentence, catalogue(settings.default_language))}\n")


COMMANDS = (
    Command("backup", "Copy the database and its files into a folder.", _backup_arguments, _backup),
    Command("restore", "Put a backup in place; stop the bot first.", _restore_arguments, _restore),
)
