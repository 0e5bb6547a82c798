"""What everything stands on: the database with the right tables, the keys, and the house."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from admin.settings import SettingRefused, Settings
from bot.house import House
from locales import Catalogue, available, best, catalogue
from storage import keys, schema
from storage.database import Database
from storage.keys import Keys
from storage.media import Media
from storage.schema import State


@dataclass(frozen=True, slots=True)
class Foundation:
    settings: Settings
    database: Database
    keys: Keys
    media: Media

    @property
    def catalogues(self) -> dict[str, Catalogue]:
        """Our words in every language that we speak, by its tag."""
        return {tag: catalogue(tag) for tag in available()}

    def house(self, telegram: str = "") -> House:
        """`telegram` is the bot's name there."""
        return House(
            keys=self.keys,
            default_language=_spoken(self.settings.default_language),
            town=self.settings.town_name,
            public_url=self.settings.public_url,
            contact=self.settings.privacy_contact,
            telegram=telegram,
            zone=self.settings.timezone,
            min_cell=self.settings.min_cell,
        )


@asynccontextmanager
async def laid(settings: Settings) -> AsyncIterator[Foundation]:
    """The foundation while it is open. Raises StorageError or SettingRefused with a sentence that helps."""
    _folder(settings.data_dir)
    database = await Database.open(settings.database_url)
    try:
        await _tables(database)
        ours = Keys(keys.secret(settings.secret_key, settings.data_dir, database.dialect))
        await database.write(keys.check, ours)
        yield Foundation(settings, database, ours, Media(settings.media_url))
    finally:
        await database.close()


def _folder(data_dir: Path) -> None:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingRefused(f"DATA_DIR is {str(data_dir)!r}: {error.strerror}.") from error


async def _tables(database: Database) -> None:
    """SQLite's file is ours alone, so it is brought up to date; PostgreSQL waits for its operator."""
    if database.dialect == "sqlite" and await schema.state(database) is not State.NEWER:
        await schema.upgrade(database)
    await schema.require_current(database)


def _spoken(language: str) -> str:
    found = best(language, available())
    if found is None:
        raise SettingRefused(f"DEFAULT_LANGUAGE is {language!r}: give one of {', '.join(available())}.")
    return found
