"""The functions of the dialect, one file per subject, one table."""

from dialogs.expressions.functions import (
    chance,
    coding,
    days,
    logic,
    maths,
    nodes,
    selections,
    strings,
    tables,
)
from dialogs.expressions.functions.function import Function

FUNCTIONS: dict[str, Function] = {
    **logic.FUNCTIONS,
    **maths.FUNCTIONS,
    **strings.FUNCTIONS,
    **selections.FUNCTIONS,
    **days.FUNCTIONS,
    **nodes.FUNCTIONS,
    **chance.FUNCTIONS,
    **coding.FUNCTIONS,
    **tables.FUNCTIONS,
}

_UNSUPPORTED = frozenset(
    (
        "area",
        "comment",
        "difference-in-months",
        "distance",
        "geofence",
        "id",
        "indexed-repeat",
        "intersects",
        "lang",
        "local-name",
        "name",
        "namespace-uri",
        "node",
        "processing-instruction",
        "property",
        "text",
        "version",
    )
)


def unsupported(name: str) -> bool:
    """Known to XPath, ODK or CommCare's and CHT's dialects, and not offered here: refused by name."""
    return name in _UNSUPPORTED or name.startswith("cht:")
