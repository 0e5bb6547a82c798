"""One choice of a list: a button each, pages of them, or letters to type where there are hundreds."""

from dialogs.questions.kind import Asked, Form, Heard, Kind, Took
from dialogs.questions.lists import (
    guess,
    is_searched,
    label_of,
    name_back,
    on_page,
    place,
    rows,
    slip,
    tapped_choice,
    turn_buttons,
    turned,
)
from dialogs.survey import Choice
from dialogs.turn import Button, Entry


def _typed(asked: Asked, text: str) -> Heard:
    found = guess(asked, text, "=")
    return Took(found.name) if isinstance(found, Choice) else found


def _tapped(asked: Asked, op: str) -> Heard | None:
    if op.startswith("="):
        choice = tapped_choice(asked, op[1:])
        return Took(choice.name) if choice else slip(asked)
    return turned(op)


def _asks(asked: Asked, page: int) -> Form:
    if is_searched(asked):
        return Form(entry=Entry("search"))
    page, shown = on_page(asked.offered, page)
    labels = [label_of(asked, choice) for choice in shown]
    buttons = [
        Button(label, asked.press(f"={place(asked, choice)}"), primary=choice.name == asked.value)
        for label, choice in zip(labels, shown, strict=True)
    ]
    return Form(rows(asked, buttons, labels) + turn_buttons(asked, page, len(asked.offered)), shows=True)


SELECT_ONE = Kind(typed=_typed, asks=_asks, reads_back=name_back, tapped=_tapped)
