"""Positions: how they are written, typed and kept; and what stands between them."""

import math
import re

from dialogs.questions.kind import Invalid
from dialogs.text import _
from dialogs.turn import Placed
from dialogs.typed import western_digits

_PAIR = re.compile(r"([+-]?\d{1,3}(?:[.,]\d{1,12})?)(?:\s*[,;]\s*|\s+)([+-]?\d{1,3}(?:[.,]\d{1,12})?)")

NO_ADDRESS = Invalid(
    _("I cannot look up addresses. Please share the position from your phone."),
    _("Without a position, write two coordinates, like 44.84 -0.58."),
)
NOT_ON_EARTH = Invalid(
    _("This position is not on Earth. Latitude comes first, as in 44.84 -0.58."),
    _("Latitude goes from -90 to 90, longitude from -180 to 180."),
)


def typed(text: str) -> Placed | None:
    """Two coordinates, typed; None where they are none."""
    found = _PAIR.fullmatch(western_digits(text.strip()))
    if not found:
        return None
    latitude, longitude = (float(figures.replace(",", ".")) for figures in found.groups())
    return Placed(latitude, longitude)


def stored(placed: Placed) -> str | None:
    """`latitude longitude altitude accuracy`, as an answer keeps it; None if it is nowhere."""
    numbers = (placed.latitude, placed.longitude, placed.altitude, placed.accuracy)
    if not all(map(math.isfinite, numbers)) or abs(placed.latitude) > 90 or abs(placed.longitude) > 180:
        return None
    return " ".join(map(_figures, numbers))


def _figures(number: float) -> str:
    shown = f"{number:.7f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown
