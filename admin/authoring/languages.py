"""Names of languages, as authors write them, to BCP 47 tags."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)\s*$")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def has_code(name: str) -> bool:
    """Whether the name says its tag itself: `Français (fr)`, or just `fr`."""
    return bool(_CODE.search(name)) or _is_tag(name)


def tag(name: str) -> str | None:
    """The tag that a name says or means, None if no language is called so."""
    code = _CODE.search(name)
    if code:
        return code[1]
    return name if _is_tag(name) else _tags_by_name().get(_fold(name))


def _is_tag(name: str) -> bool:
    if not _TAG.fullmatch(name):
        return False
    try:
        Locale.parse(name, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


@cache
def _tags_by_name() -> dict[str, str]:
    """Every language by its own name, and by its English and French one."""
    found: dict[str, str] = {}
    for name, code in _names():
        found.setdefault(_fold(name), code)
    return found


def _names() -> Iterator[tuple[str, str]]:
    for reader in ("en", "fr"):
        yield from ((name, code.replace("_", "-")) for code, name in Locale(reader).languages.items())
    for identifier in locale_identifiers():
        if "_" not in identifier:
            yield Locale(identifier).get_display_name() or identifier, identifier


def _fold(name: str) -> str:
    """Case and accents apart; scripts without case are left as they are."""
    decomposed = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
