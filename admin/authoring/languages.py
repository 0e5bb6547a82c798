"""Names of languages, as authors write them, to BCP 47 tags."""

import re

from locales import named
from locales.languages import locale

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
    return name if _is_tag(name) else named(name)


def _is_tag(name: str) -> bool:
    return bool(_TAG.fullmatch(name)) and locale(name) is not None
