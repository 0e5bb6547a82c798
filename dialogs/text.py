"""Text that has not met its reader yet.

Words are chosen last: a turn is planned without knowing the catalogue, so that the same
turn can be shown in any language, and a button never depends on its label.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeAlias

Value: TypeAlias = "str | int | float | date | datetime | Text"


@dataclass(frozen=True, slots=True)
class Msg:
    """Our own words: an English sentence with `{names}`, looked up in a catalogue when shown."""

    text: str
    values: tuple[tuple[str, Value], ...] = ()
    plural: str | None = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class Localized:
    """A survey author's words by language key, `${…}` already filled in; may hold light markup.

    A language that the author left empty is absent.
    """

    texts: tuple[tuple[str, str], ...]

    def pick(self, *languages: str | None) -> tuple[str, str]:
        """The (language, text) of the first of `languages` that has text, else of any; ("", "") if none."""
        have = dict(self.texts)
        for language in languages:
            if language and language in have:
                return language, have[language]
        return self.texts[0] if self.texts else ("", "")


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A person's own words (an answer, a title, a code), shown as they are and never as markup."""

    text: str


Text: TypeAlias = Msg | Localized | Verbatim


def _(text: str, **values: Value) -> Msg:
    """A sentence of ours; the catalogue's key is `text` itself."""
    return Msg(text, tuple(values.items()))


def ngettext(singular: str, plural: str, n: int, **values: Value) -> Msg:
    """A sentence of ours that depends on the count `n`, which it may show as `{n}`."""
    return Msg(singular, (("n", n), *values.items()), plural, n)


class Catalogue(Protocol):
    """One language's words and habits; `locales` loads them, and only renderers meet them."""

    @property
    def language(self) -> str:
        """BCP 47 tag, as `fr` or `pt-BR`."""
        ...

    def gettext(self, text: str) -> str: ...

    def ngettext(self, singular: str, plural: str, n: int) -> str: ...

    def date(self, day: date) -> str:
        """A day (or a moment, with its time) as people write it."""
        ...

    def number(self, number: float) -> str: ...


def say(text: Text, catalogue: Catalogue, *languages: str | None, quote: Callable[[str], str] = str) -> str:
    """`text` in the words of `catalogue`; an author's text in the first of `languages` that has it.

    `quote` is applied to what is put inside a sentence or shown verbatim, never to the sentence:
    a renderer that reads light markup passes one that escapes it.
    """
    if isinstance(text, Verbatim):
        return quote(text.text)
    if isinstance(text, Localized):
        return text.pick(*languages)[1]
    sentence = (
        catalogue.gettext(text.text)
        if text.plural is None
        else catalogue.ngettext(text.text, text.plural, text.n)
    )
    shown = {name: _shown(value, catalogue, languages, quote) for name, value in text.values}
    return _PLACEHOLDER.sub(lambda found: shown.get(found[1], found[0]), sentence)


_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def _shown(
    value: Value, catalogue: Catalogue, languages: tuple[str | None, ...], quote: Callable[[str], str]
) -> str:
    match value:
        case Msg() | Localized() | Verbatim():
            return say(value, catalogue, *languages, quote=quote)
        case date():
            return catalogue.date(value)
        case str():
            return quote(value)
        case _:
            return catalogue.number(value)


_MARKS = re.compile(r"[\\*_\[\]()<>&#`]")


def escape(text: str) -> str:
    """`text` with a backslash before every sign that light markup knows, so that it shows as written."""
    return _MARKS.sub(r"\\\g<0>", text)


def fold(mapping: Mapping[str, str]) -> Localized:
    """A `Localized` from a mapping of language key to text, empty texts left out."""
    return Localized(tuple((language, text) for language, text in mapping.items() if text))
