"""The house a conversation takes place in: what was built once at the start and never changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.versions import Versions
from dialogs.text import Catalogue
from storage.keys import Keys


@dataclass(frozen=True, slots=True)
class House:
    keys: Keys
    catalogues: Mapping[str, Catalogue]
    """Our words, by language tag; `default_language` is one of them."""
    default_language: str
    zone: ZoneInfo
    town: str
    public_url: str
    contact: str = ""
    telegram: str = ""
    """The bot's user name there, if there is one: links to it are made of that."""
    versions: Versions = field(default_factory=Versions)

    def catalogue(self, language: str | None) -> Catalogue:
        """Our words in a language, or in one close to it (`fr` for `fr-BE`), or in the house's own."""
        tag = language or ""
        found = self.catalogues.get(tag) or self.catalogues.get(tag.partition("-")[0])
        return found or self.catalogues[self.default_language]

    def link(self, code: str) -> str:
        """The web address of an entry point."""
        return f"{self.public_url}/c/{code}"
