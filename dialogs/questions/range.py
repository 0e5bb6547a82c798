"""A number on a scale of the author's: buttons up to eleven steps, else an entry that slides."""

import re
from decimal import Decimal

from dialogs.questions.figures import canonical, decimal, number
from dialogs.questions.integer import number_back
from dialogs.questions.kind import Asked, Form, Heard, Invalid, Kind, Took
from dialogs.questions.lists import in_rows
from dialogs.survey import Bounds
from dialogs.text import Msg, Text, _
from dialogs.turn import Button, Entry

_MOST_BUTTONS = 11
_A_ROW = 6
_OUT_OF = re.compile(r"(.+?)\s*(?:/|\bsur\b|\bout of\b|\bof\b)\s*(\d+)\s*")
_USUAL = Bounds("1", "10", "1")


class _Scale:
    """The steps of a question's scale, in exact decimals; a scale written backwards runs forwards."""

    def __init__(self, bounds: Bounds | None) -> None:
        bounds = bounds or _USUAL
        start, end = decimal(bounds.start) or Decimal(0), decimal(bounds.end) or Decimal(0)
        self.lowest, self.highest = min(start, end), max(start, end)
        self.step = abs(decimal(bounds.step) or Decimal(1)) or Decimal(1)

    @property
    def count(self) -> int:
        return int((self.highest - self.lowest) / self.step) + 1

    def at(self, place: int) -> str:
        return canonical(self.lowest + place * self.step)

    def has(self, value: Decimal) -> bool:
        return self.lowest <= value <= self.highest and (value - self.lowest) % self.step == 0


def _typed(asked: Asked, text: str) -> Heard:
    scale = _Scale(asked.question.bounds)
    out_of = _OUT_OF.fullmatch(text)
    if out_of and Decimal(out_of[2]) == scale.highest:
        text = out_of[1]
    found = number(text)
    if found is None or not scale.has(found):
        return _slip(scale)
    return Took(canonical(found))


def _slip(scale: _Scale) -> Invalid:
    lowest, highest = float(scale.lowest), float(scale.highest)
    return Invalid(
        _("Please give a number from {lowest} to {highest}.", lowest=lowest, highest=highest),
        _(
            "Only the scale from {lowest} to {highest} is understood here, for example {example}.",
            lowest=lowest,
            highest=highest,
            example=float(scale.at(scale.count // 2)),
        ),
    )


def _tapped(asked: Asked, op: str) -> Heard | None:
    scale = _Scale(asked.question.bounds)
    found = decimal(op[1:]) if op.startswith("=") else None
    if found is None:
        return None
    return Took(canonical(found)) if scale.has(found) else _slip(scale)


def _asks(asked: Asked, page: int) -> Form:
    scale = _Scale(asked.question.bounds)
    if scale.count > _MOST_BUTTONS:
        lowest, highest = canonical(scale.lowest), canonical(scale.highest)
        return Form(entry=Entry("number", lowest, highest, canonical(scale.step), slider=True))
    buttons = [_step(asked, scale.at(place)) for place in range(scale.count)]
    return Form(in_rows(buttons, _A_ROW), shows=True)


def _step(asked: Asked, value: str) -> Button:
    label = Msg("{number}", (("number", float(value)),))
    return Button(label, asked.press(f"={value}"), primary=value == asked.value)


def _reads_back(asked: Asked, value: str) -> Text:
    """« 2 sur 5 » where the scale counts up from nought or one; the bare number elsewhere."""
    scale = _Scale(asked.question.bounds)
    found = decimal(value)
    if found is None or scale.lowest not in (0, 1) or scale.step != 1:
        return number_back(asked, value)
    return _("{n} out of {most}", n=float(found), most=float(scale.highest))


RANGE = Kind(typed=_typed, asks=_asks, reads_back=_reads_back, tapped=_tapped)
