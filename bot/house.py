"""The house a conversation takes place in: what was built once at the start and never changes."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import locales
from bot.versions import Versions
from locales import Catalogue
from storage.keys import Keys


@dataclass(frozen=True, slots=True)
class House:
    keys: Keys
    default_language: str
    town: str
    public_url: str
    zone: ZoneInfo
    """The town's own: when people are up, and new campaigns begin."""
    contact: str = ""
    telegram: str = ""
    """The bot's user name there, if there is one: commands and links may name it."""
    min_cell: int = 5
    versions: Versions = field(default_factory=Versions)

    def catalogue(self, language: str | None) -> Catalogue:
        """Our words in a language, or nearly; else in the house's own."""
        return locales.catalogue(language, self.default_language)

    def link(self, code: str) -> str:
        """The web address of an entry point."""
        return f"{self.public_url}/c/{code}"

    def results_link(self, code: str) -> str:
        """The web address of a campaign's public results."""
        return f"{self.public_url}/r/{code}"
