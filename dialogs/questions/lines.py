"""What a way and an area share: positions one after another, the last taken back if need be, then Done."""

from dataclasses import dataclass

from dialogs import menu
from dialogs.questions import places
from dialogs.questions.kind import Asked, Form, Heard, Invalid, Kind, Ticked, Took
from dialogs.questions.several import going_on
from dialogs.text import Text, _, ngettext
from dialogs.turn import Button, Entry, Placed

BETWEEN = ";"


@dataclass(frozen=True, slots=True)
class Line:
    """An answer of `least` points or more; a closed one ends where it began."""

    least: int
    closed: bool
    too_few: Invalid

    @property
    def kind(self) -> Kind:
        return Kind(
            typed=self._typed,
            asks=_asks,
            reads_back=self._reads_back,
            tapped=self._tapped,
            placed=_placed,
            personal=True,
        )

    def _typed(self, asked: Asked, text: str) -> Heard:
        """One position goes on from those before; several, parted by `;`, are the whole answer."""
        op = menu.button(text, ("done", "undo"))
        if op:
            return self._confirmed(asked) if op == "done" else _first(asked, len(_points(asked)) - 1)
        one = places.typed(text)
        return _placed(asked, one) if one else self._several(text)

    def _several(self, text: str) -> Heard:
        found = [places.typed(part) for part in text.split(BETWEEN) if part.strip()]
        places_found = [each for each in found if each]
        if not found or len(places_found) < len(found):
            return places.NO_ADDRESS
        points = [point for each in places_found if (point := places.stored(each))]
        return self._whole(points) if len(points) == len(found) else places.NOT_ON_EARTH

    def _tapped(self, asked: Asked, op: str) -> Heard | None:
        if op == "done":
            return self._confirmed(asked)
        word, _colon, figure = op.partition(":")
        known = word == "first" and figure.isascii() and figure.isdecimal()
        return _first(asked, int(figure[:6])) if known else None

    def _confirmed(self, asked: Asked) -> Heard:
        """Where nothing was sent: what stands, or the wish to give no answer."""
        points = _points(asked)
        return self._whole(points) if points else Took("" if going_on(asked) else asked.value)

    def _whole(self, points: list[str]) -> Heard:
        if len(points) < self.least:
            return self.too_few
        ends = [points[0]] if self.closed and points[-1] != points[0] else []
        return Took(BETWEEN.join(points + ends))

    def _reads_back(self, asked: Asked, value: str) -> Text:
        return _count(value.count(BETWEEN) + (0 if self.closed else 1))


def _placed(asked: Asked, sent: Placed) -> Heard:
    point = places.stored(sent)
    return Ticked(BETWEEN.join((*_points(asked), point))) if point else places.NOT_ON_EARTH


def _points(asked: Asked) -> list[str]:
    """Those sent so far; a correction begins anew."""
    return asked.value.split(BETWEEN) if going_on(asked) and asked.value else []


def _first(asked: Asked, n: int) -> Ticked:
    """Only the first `n`: it names what is left, so that pressed twice it does nothing twice."""
    return Ticked(BETWEEN.join(_points(asked)[: max(0, n)]))


def _asks(asked: Asked, page: int) -> Form:
    points = _points(asked)
    if not points:
        return Form(entry=Entry("place"))
    undo = Button(_("Undo"), asked.press(f"first:{len(points) - 1}"))
    done = Button(_("Done"), asked.press("done"), primary=True)
    return Form(((undo, done),), Entry("place"), shows=True, so_far=_count(len(points)))


def _count(n: int) -> Text:
    return ngettext("{n} point", "{n} points", n)
