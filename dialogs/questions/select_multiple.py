"""Several choices of a list, ticked one by one and then confirmed.

They are kept in the list's order, not in that of the taps.
"""

from collections.abc import Collection, Iterable

from dialogs import menu
from dialogs.questions.kind import Asked, Form, Heard, Kind, Ticked, Took
from dialogs.questions.lists import (
    PAGE,
    in_rows,
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
from dialogs.questions.several import going_on, listed, named
from dialogs.survey import Choice
from dialogs.text import Text, _
from dialogs.turn import Button, Entry


def _typed(asked: Asked, text: str) -> Heard:
    """« 1, 3 » or « arbres et bancs » is the whole answer; beside ticks already there it ticks more."""
    if menu.button(text, ("done",)):
        return Took(asked.value)
    found = named(asked, text)
    if not isinstance(found, tuple):
        return found
    ticked = asked.value.split() if going_on(asked) else []
    value = _in_order(asked, {*ticked, *found})
    return Ticked(value) if going_on(asked) or is_searched(asked) else Took(value)


def _in_order(asked: Asked, names: Collection[str]) -> str:
    return " ".join(dict.fromkeys(choice.name for choice in asked.listed if choice.name in names))


def _tapped(asked: Asked, op: str) -> Heard | None:
    if op == "done":
        return Took(asked.value)
    sign, figure = op[:1], op[1:]
    if sign not in ("+", "-"):
        return turned(op)
    choice = tapped_choice(asked, figure)
    if choice is None:
        return slip(asked)
    names = set(asked.value.split())
    (names.add if sign == "+" else names.discard)(choice.name)
    return Ticked(_in_order(asked, names), page=asked.offered.index(choice) // PAGE)


def _asks(asked: Asked, page: int) -> Form:
    done = ((Button(_("Done"), asked.press("done"), primary=True),),)
    if is_searched(asked):
        boxes = [_box(asked, choice) for choice in _ticked(asked)]
        return Form(in_rows(boxes, 1) + (done if boxes else ()), Entry("search"), shows=True)
    page, shown = on_page(asked.offered, page)
    buttons = rows(asked, [_box(asked, choice) for choice in shown], [label_of(asked, c) for c in shown])
    return Form(buttons + turn_buttons(asked, page, len(asked.offered)) + done, shows=True)


def _ticked(asked: Asked) -> Iterable[Choice]:
    chosen = set(asked.value.split())
    return (choice for choice in asked.offered if choice.name in chosen)


def _box(asked: Asked, choice: Choice) -> Button:
    """A tap sets the other state; it never toggles, so that a tap sent twice does nothing twice."""
    chosen = choice.name in asked.value.split()
    op = f"{'-' if chosen else '+'}{place(asked, choice)}"
    return Button(label_of(asked, choice), asked.press(op), chosen=chosen)


def _reads_back(asked: Asked, value: str) -> Text:
    return listed([name_back(asked, name) for name in value.split()])


SELECT_MULTIPLE = Kind(typed=_typed, asks=_asks, reads_back=_reads_back, tapped=_tapped)
