"""Choices put in order, the first first: tapped one after another, taken back, then confirmed.

They are kept in the order in which they were tapped. Whoever ranks only some has ranked only these.
"""

from dialogs import menu
from dialogs.questions.kind import Asked, Form, Heard, Kind, Ticked, Took
from dialogs.questions.lists import (
    PAGE,
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
from dialogs.turn import Button


def _typed(asked: Asked, text: str) -> Heard:
    """« 3, 1, 2 » that names them all is the whole answer; fewer go on from what was tapped."""
    if menu.button(text, ("done",)):
        return Took(asked.value)
    found = named(asked, text)
    if not isinstance(found, tuple):
        return found
    ranked = tuple(dict.fromkeys((*(_ranked(asked) if going_on(asked) else ()), *found)))
    return Took(" ".join(ranked)) if len(ranked) == len(asked.offered) else Ticked(" ".join(ranked))


def _ranked(asked: Asked) -> tuple[str, ...]:
    return tuple(asked.value.split())


def _tapped(asked: Asked, op: str) -> Heard | None:
    if op == "done":
        return Took(asked.value)
    sign, figure = op[:1], op[1:]
    if sign not in ("+", "-"):
        return turned(op)
    choice = tapped_choice(asked, figure)
    if choice is None:
        return slip(asked)
    ranked = _ranked(asked)
    if sign == "-":
        ranked = tuple(name for name in ranked if name != choice.name)
    elif choice.name not in ranked:
        ranked = (*ranked, choice.name)
    return Ticked(" ".join(ranked), page=asked.offered.index(choice) // PAGE)


def _asks(asked: Asked, page: int) -> Form:
    page, shown = on_page(asked.offered, page)
    labels = [_numbered(asked, choice) for choice in shown]
    buttons = [_step(asked, choice, label) for choice, label in zip(shown, labels, strict=True)]
    ways = rows(asked, buttons, [label_of(asked, choice) for choice in shown])
    return Form((*ways, *turn_buttons(asked, page, len(asked.offered)), _ends(asked)), shows=True)


def _step(asked: Asked, choice: Choice, label: Text) -> Button:
    sign = "-" if choice.name in _ranked(asked) else "+"
    return Button(label, asked.press(f"{sign}{place(asked, choice)}"))


def _numbered(asked: Asked, choice: Choice) -> Text:
    """« 2. Des bancs » once it has its place."""
    ranked, label = _ranked(asked), label_of(asked, choice)
    if choice.name not in ranked:
        return label
    return _("{n}. {choice}", n=ranked.index(choice.name) + 1, choice=label)


def _ends(asked: Asked) -> tuple[Button, ...]:
    """« Undo » names what it takes back, so that pressed twice it does nothing twice."""
    done = Button(_("Done"), asked.press("done"), primary=True)
    last = next((choice for choice in asked.offered if choice.name in _ranked(asked)[-1:]), None)
    return (Button(_("Undo"), asked.press(f"-{place(asked, last)}")), done) if last else (done,)


def _reads_back(asked: Asked, value: str) -> Text:
    names = enumerate(value.split(), 1)
    return listed([_("{n}. {choice}", n=n, choice=name_back(asked, name)) for n, name in names])


RANK = Kind(typed=_typed, asks=_asks, reads_back=_reads_back, tapped=_tapped)
