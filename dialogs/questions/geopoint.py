"""A place: shared from the phone, or two coordinates typed.

An address is refused kindly: nothing here can look it up.
"""

from dialogs.questions import places
from dialogs.questions.kind import Asked, Form, Heard, Kind, Took
from dialogs.text import Text, Verbatim
from dialogs.turn import Entry, Placed


def _typed(asked: Asked, text: str) -> Heard:
    found = places.typed(text)
    return _placed(asked, found) if found else places.NO_ADDRESS


def _placed(asked: Asked, placed: Placed) -> Heard:
    stored = places.stored(placed)
    return Took(stored) if stored else places.NOT_ON_EARTH


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
