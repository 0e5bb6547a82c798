"""A place: shared from the phone, or two coordinates typed.

An address is refused kindly: nothing here can look it up.
"""

import math
import re

from dialogs.questions.kind import Asked, Form, Heard, Invalid, Kind, Took
from dialogs.text import Text, Verbatim, _
from dialogs.turn import Entry, Placed
from dialogs.typed import western_digits

_PAIR = re.compile(r"([+-]?\d{1,3}(?:[.,]\d{1,12})?)(?:\s*[,;]\s*|\s+)([+-]?\d{1,3}(?:[.,]\d{1,12})?)")


def _typed(asked: Asked, text: str) -> Heard:
    found = _PAIR.fullmatch(western_digits(text.strip()))
    if not found:
        return Invalid(
            _("I cannot look up addresses. Please share the position from your phone."),
            _("Without a position, write two coordinates, like 44.84 -0.58."),
        )
    latitude, longitude = (float(figures.replace(",", ".")) for figures in found.groups())
    return _placed(asked, Placed(latitude, longitude))


def _placed(asked: Asked, placed: Placed) -> Heard:
    numbers = (placed.latitude, placed.longitude, placed.altitude, placed.accuracy)
    if not all(map(math.isfinite, numbers)) or abs(placed.latitude) > 90 or abs(placed.longitude) > 180:
        return Invalid(
            _("This position is not on Earth. Latitude comes first, as in 44.84 -0.58."),
            _("Latitude goes from -90 to 90, longitude from -180 to 180."),
        )
    return Took(" ".join(_figures(number) for number in numbers))


def _figures(number: float) -> str:
    shown = f"{number:.7f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def _asks(asked: Asked, page: int) -> Form:
    return Form(entry=Entry("place"))


def _reads_back(asked: Asked, value: str) -> Text:
    latitude, _space, rest = value.partition(" ")
    return Verbatim(f"{_short(latitude)}, {_short(rest.partition(' ')[0])}")


def _short(figures: str) -> str:
    """Four decimals are ten metres: enough to know the place again."""
    whole, _point, fraction = figures.partition(".")
    return f"{whole}.{fraction[:4]}" if fraction else whole


GEOPOINT = Kind(typed=_typed, asks=_asks, reads_back=_reads_back, placed=_placed, personal=True)
