"""Languages by their BCP 47 tags: what they are called, which way they run, which one serves for another."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers

_READERS = ("en", "fr")
"""Languages in which the names of all others are understood."""


def locale(tag: str) -> Locale | None:
    """What is known of a language; None if nothing is."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def own_name(tag: str) -> str:
    """As its speakers write it, `Français`; the tag itself where that is unknown."""
    known = locale(tag)
    name = known.get_display_name() if known else None
    return name[:1].upper() + name[1:] if name else tag


def direction(tag: str) -> str:
    """`rtl` or `ltr`, as HTML's `dir` says it."""
    known = locale(tag)
    return "rtl" if known and known.text_direction == "rtl" else "ltr"


def best(wanted: str, have: Iterable[str]) -> str | None:
    """The one of `have` that a speaker of `wanted` reads: the same language in the same script.

    The same country is preferred; simplified and traditional Chinese do not stand for each other.
    """
    language, script, country = _whole(wanted)
    readable = [tag for tag in have if _whole(tag)[:2] == (language, script)]
    at_home = [tag for tag in readable if _whole(tag)[2] == country]
    return next(iter(at_home or readable), None)


def named(name: str) -> str | None:
    """The tag of the language called so, in itself, in English or in French; accents and capitals apart."""
    return _tags_by_name().get(_fold(name))


def _whole(tag: str) -> tuple[str, str, str]:
    """(language, script, country), what is unsaid filled in as most would mean it."""
    parts = tag.replace("_", "-").split("-")
    language = parts[0].lower()
    script = next((part.title() for part in parts[1:] if len(part) == 4), "")
    country = next((part.upper() for part in parts[1:] if len(part) in (2, 3)), "")
    likely = get_global("likely_subtags")
    ways = ((language, script, country), (language, script), (language, country), (language,))
    keys = ("_".join(filter(None, way)) for way in ways)
    _, usual_script, usual_country = next(
        (likely[key].split("_") for key in keys if key in likely), ("", "", "")
    )
    return language, script or usual_script, country or usual_country


@cache
def _tags_by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, code in _names():
        found.setdefault(_fold(name), code.replace("_", "-"))
    return found


def _names() -> Iterator[tuple[str, str]]:
    for reader in _READERS:
        yield from ((name, code) for code, name in Locale(reader).languages.items())
    for identifier in locale_identifiers():
        if "_" not in identifier:
            yield Locale(identifier).get_display_name() or identifier, identifier


def _fold(name: str) -> str:
    """Scripts without capitals and accents are left as they are."""
    decomposed = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
