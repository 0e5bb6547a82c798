"""What questions with choices share: rows of buttons, pages, and the choice that a text or a tap means."""

from collections.abc import Sequence

from dialogs.questions.kind import Asked, Invalid, Turned, Unsure
from dialogs.questions.match import among, meant, spellings
from dialogs.survey import Choice
from dialogs.text import Localized, Msg, Text, Verbatim, _, escape
from dialogs.turn import Button

PAGE = 8
_LONG_LIST = 20
_WIDE_LABEL = 20
_WIDE_ROW = 40
_IN_A_ROW = frozenset({"likert", "columns", "columns-pack", "horizontal", "horizontal-compact"})
_SEARCHED = frozenset({"minimal", "autocomplete", "search"})

# What pyxform writes for `or_other` in every language: not the author's words, so they become ours.
_OR_OTHER: dict[str, Msg] = {"Other": _("Other…"), "Specify other.": _("Please say which.")}


def our_words(label: Localized) -> Text:
    """`label`, or our own words where the author wrote none and `or_other` filled them in."""
    texts = {text for _language, text in label.texts}
    return _OR_OTHER.get(texts.pop(), label) if len(texts) == 1 else label


def label_of(asked: Asked, choice: Choice) -> Text:
    """How a choice is shown: its label, or its name where it has none."""
    label = asked.filled.label(choice.label, escape)
    return our_words(label) if label.texts else Verbatim(choice.name)


def name_back(asked: Asked, name: str) -> Text:
    """How a chosen name reads back, even one that its list has lost."""
    label = asked.filled.choice_label(asked.question, name)
    return our_words(label) if label.texts else Verbatim(name)


def is_searched(asked: Asked) -> bool:
    """Whether one types letters to find a choice, rather than read them all."""
    count = len(asked.offered)
    return count > _LONG_LIST or (count > PAGE and bool(_SEARCHED & asked.question.appearance))


def place(asked: Asked, choice: Choice) -> int:
    """Where a choice stands in the whole list, by identity: two towns may bear one name."""
    return next(n for n, listed in enumerate(asked.listed) if listed is choice)


def tapped_choice(asked: Asked, figure: str) -> Choice | None:
    """The choice that a button names by its place; None if it is not, or no longer, offered."""
    if not (figure.isascii() and figure.isdecimal()) or int(figure[:6]) >= len(asked.listed):
        return None
    choice = asked.listed[int(figure[:6])]
    return choice if any(choice is offered for offered in asked.offered) else None


def rows(asked: Asked, buttons: Sequence[Button], labels: Sequence[Text]) -> tuple[tuple[Button, ...], ...]:
    """One long label a row, two short ones, a whole scale in one row where it fits."""
    widths = [_width(label) for label in labels]
    if _IN_A_ROW & asked.question.appearance and sum(widths) <= _WIDE_ROW:
        return (tuple(buttons),)
    wide = max(widths, default=0) > _WIDE_LABEL
    return in_rows(buttons, 1 if wide else 2)


def in_rows(buttons: Sequence[Button], size: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[n : n + size]) for n in range(0, len(buttons), size))


def _width(label: Text) -> int:
    if isinstance(label, Localized):
        return max(len(text) for _language, text in label.texts)
    return len(label.text)


def turn_buttons(asked: Asked, page: int, count: int) -> tuple[tuple[Button, ...], ...]:
    """◀ and ▶, where there is something on that side."""
    if count <= PAGE:
        return ()
    back = (Button(_("◀ Before"), asked.press(f"page:{page - 1}")),) if page > 0 else ()
    more = (Button(_("More ▶"), asked.press(f"page:{page + 1}")),) if (page + 1) * PAGE < count else ()
    return (back + more,) if back or more else ()


def on_page(choices: tuple[Choice, ...], page: int) -> tuple[int, tuple[Choice, ...]]:
    """The page nearest to `page` that there is, and its choices."""
    page = min(page, max(0, (len(choices) - 1) // PAGE))
    return page, choices[page * PAGE : (page + 1) * PAGE]


def turned(op: str) -> Turned | None:
    """Another page, if that is what was tapped."""
    word, _colon, figure = op.partition(":")
    return Turned(int(figure[:6])) if word == "page" and figure.isascii() and figure.isdecimal() else None


def guess(asked: Asked, text: str, op: str) -> Choice | Invalid | Unsure:
    """The choice that a typed text surely means; else the question which one, or the slip.

    `op` is what a tap on a guess does with it: `=` chooses, `+` ticks.
    """
    offered = asked.offered
    ours = [spellings(asked.filled.label(choice.label), choice.name) for choice in offered]
    found = among(text, ours) if is_searched(asked) else meant(text, ours)
    if found.sure:
        return offered[found.places[0]]
    return _which(asked, [offered[n] for n in found.places[:PAGE]], op) if found.places else slip(asked)


def _which(asked: Asked, choices: Sequence[Choice], op: str) -> Unsure:
    labels = [label_of(asked, choice) for choice in choices]
    message = _("Did you mean one of these?")
    if is_searched(asked):
        message = _("Which one is it? If it is not here, write a few more letters.")
    if len(labels) == 1:
        message = _("Did you mean “{choice}”?", choice=labels[0])
    ops = [f"{op}{place(asked, choice)}" for choice in choices]
    return Unsure(message, tuple(zip(labels, ops, strict=True)))


def slip(asked: Asked) -> Invalid:
    if is_searched(asked):
        return Invalid(
            _("I found nothing that begins like this. Write only the first three letters."),
            _("Please try another part of the name, such as its longest word."),
        )
    return Invalid(
        _("I did not find this among the choices. Tap one, or write its first word."),
        _("Please write only the number of your choice: 1 for the first, 2 for the second."),
    )
