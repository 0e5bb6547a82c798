"""One language's words and habits, loaded once.

A catalogue is read from its compiled form when that is there and fresh; else it is compiled in
memory, so that a checkout speaks without a build step.
"""

from datetime import date, datetime
from functools import cache, lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time, get_datetime_format
from babel.numbers import format_decimal

from locales import languages

ROOT = Path(__file__).parent
SOURCE = "en"
"""The language of the sentences in the code."""


class Catalogue:
    """What `dialogs.text.Catalogue` asks for, and the direction of the writing."""

    def __init__(self, language: str, words: GNUTranslations) -> None:
        self.language = language
        self.direction = languages.direction(language)
        self._words = words
        self._locale = Locale.parse(language, sep="-")

    def gettext(self, text: str) -> str:
        return self._words.gettext(text)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self._words.ngettext(singular, plural, n)

    def date(self, day: date) -> str:
        """A day in full; a moment with its hour and minute, in its own zone."""
        written = format_date(day, "long", locale=self._locale)
        if not isinstance(day, datetime):
            return written
        hour = format_time(day, "short", tzinfo=day.tzinfo, locale=self._locale)
        together = str(get_datetime_format("long", locale=self._locale))
        return together.replace("{1}", written).replace("{0}", hour)

    def number(self, number: float) -> str:
        return format_decimal(number, locale=self._locale)


def folder(language: str) -> Path:
    return ROOT / language.replace("-", "_") / "LC_MESSAGES"


@cache
def available() -> tuple[str, ...]:
    """The tags of the languages we speak."""
    return tuple(sorted(path.parts[-3].replace("_", "-") for path in ROOT.glob("*/LC_MESSAGES/messages.po")))


@lru_cache(256)
def catalogue(*wanted: str | None) -> Catalogue:
    """The catalogue of the first of `wanted` that we speak, or nearly; else that of the source."""
    found = (languages.best(tag, available()) for tag in wanted if tag)
    return _load(next((tag for tag in found if tag), SOURCE))


@cache
def _load(language: str) -> Catalogue:
    return Catalogue(language, GNUTranslations(BytesIO(_compiled(folder(language)))))


def _compiled(at: Path) -> bytes:
    source, ready = at / "messages.po", at / "messages.mo"
    if ready.exists() and ready.stat().st_mtime >= source.stat().st_mtime:
        return ready.read_bytes()
    return compile_words(source)


def compile_words(source: Path) -> bytes:
    """The bytes of the `.mo` file of a `.po` file."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as words:
        read = read_po(words, locale=source.parts[-3])
    out = BytesIO()
    write_mo(out, read)
    return out.getvalue()
