"""What commands that need the database share: it is opened, tried and closed, and trouble is one sentence."""

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from admin.campaigns import CampaignTrouble, Links, links
from admin.cli.command import CommandFailed
from admin.settings import Settings
from dialogs.survey import Survey
from dialogs.text import Text, say
from dialogs.xform import read_xform
from locales import Catalogue, catalogue
from storage import keys, profile, schema, surveys
from storage.campaigns import Campaign
from storage.database import Database, Db
from storage.errors import StorageError
from storage.keys import Keys


@dataclass(frozen=True, slots=True)
class Town:
    """The town while a command runs: what it may use, and who is asking when."""

    settings: Settings
    database: Database
    keys: Keys
    words: Catalogue
    now: datetime
    actor: str
    telegram: str
    """The bot's name there, "" if it never ran."""

    def say(self, text: Text) -> str:
        return say(text, self.words, self.words.language)

    def links(self, code: str) -> Links:
        return links(code, self.settings.public_url, self.telegram)


def visit(settings: Settings, work: Callable[[Town], Awaitable[int]]) -> int:
    """The status that `work` gives; what a person can mend is raised as CommandFailed."""
    words = catalogue(settings.default_language)
    try:
        return asyncio.run(_visit(settings, words, work))
    except CampaignTrouble as trouble:
        raise CommandFailed(say(trouble.sentence, words)) from trouble
    except StorageError as trouble:
        raise CommandFailed(f"{trouble}") from trouble
    except OSError as trouble:
        raise CommandFailed(f"{trouble.filename or 'a file'}: {trouble.strerror or trouble}") from trouble


def survey_of(db: Db, campaign: Campaign) -> Survey:
    return read_xform(surveys.xform(db, campaign.version_id))


def now(settings: Settings) -> datetime:
    return datetime.now(settings.timezone)  # noqa: TID251 - a command is where the clock is read


async def _visit(settings: Settings, words: Catalogue, work: Callable[[Town], Awaitable[int]]) -> int:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = await Database.open(settings.database_url)
    try:
        await _tables(database)
        ours = Keys(keys.secret(settings.secret_key, settings.data_dir, database.dialect))
        await database.write(keys.check, ours)
        telegram = await database.read(profile.telegram)
        actor = f"host:{getpass.getuser()}"
        return await work(Town(settings, database, ours, words, now(settings), actor, telegram))
    finally:
        await database.close()


async def _tables(database: Database) -> None:
    """A first command on a fresh machine makes SQLite's tables; old ones wait for `migrate` or `serve`."""
    if database.dialect == "sqlite" and await schema.state(database) is schema.State.EMPTY:
        await schema.upgrade(database)
    await schema.require_current(database)
