"""One question's table, with what must not be told already left out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from admin.results.interval import wilson
from admin.results.masks import Masks, masks
from admin.results.model import Figures, Group, Missing, Ranked, Row, Table
from admin.results.slots import EVERYONE, NUMBERS, OUTSIDE, RANKED, SCALE, SEVERAL_OF, Slots
from admin.results.suppression import small, telling
from dialogs.survey import Question
from storage.results import Figures as Counted


@dataclass(frozen=True, slots=True)
class Told:
    """All that is known of a question: the names it is counted by, its slots and its figures by group."""

    question: Question
    names: tuple[str, ...]
    slots: Mapping[str, Slots]
    figures: Mapping[str, Counted]


def table(told: Told, known: frozenset[str], k: int) -> Table:
    """`known` are groups that the table of the question they come from hides."""
    names = told.names
    mask = masks(names, told.slots, told.question.kind == SEVERAL_OF, known, k)
    if told.question.kind == SCALE and any(name in names for name, _ in mask.places):
        names = ()  # beside a mean, a distribution with holes could be filled in
    figures = _figures(told, mask.groups, k) if told.question.kind in NUMBERS else {}
    groups = tuple(
        _group(name, names, held, mask, figures.get(name), k)
        for name, held in told.slots.items()
        if name != OUTSIDE
    )
    if told.question.kind == RANKED:
        groups = tuple(replace(g, ranked=_ranked(told, mask, k)) if g.name == EVERYONE else g for g in groups)
    return Table(told.question, groups)


def _group(
    name: str, names: Iterable[str], held: Slots, mask: Masks, figures: Figures | None, k: int
) -> Group:
    if name in mask.groups:
        rows, missing = [Row(choice, None) for choice in names], [Row(kind, None) for kind in Missing]
        return Group(name, None, None, tuple(rows), tuple(missing), figures)
    return Group(
        name,
        held.base,
        None if small(held.unfinished, k) else held.unfinished,
        tuple(
            Row(choice, None)
            if (choice, name) in mask.places
            else _row(choice, held.chosen[choice], held.base)
            for choice in names
        ),
        tuple(Row(kind, None if (kind, name) in mask.places else held.missing[kind]) for kind in Missing),
        figures,
    )


def _row(choice: str, count: int, base: int) -> Row:
    return Row(choice, count, count / base, wilson(count, base)) if base else Row(choice, count)


def _ranked(told: Told, mask: Masks, k: int) -> tuple[Ranked, ...]:
    """The mean places, all of them or none: together they add up, and beside them a first place that is
    hidden could be worked out."""
    held = told.slots[EVERYONE]
    places = {name: held.places.get(name, Counter()) for name in told.names}
    hidden = EVERYONE in mask.groups or any((name, EVERYONE) in mask.places for name in told.names)
    if hidden or any(_tells(found, len(places), held.base, k) for found in places.values()):
        return tuple(Ranked(name, None, None) for name in told.names)
    return tuple(Ranked(name, _mean(found), found.total()) for name, found in places.items())


def _tells(places: Counter[int], choices: int, base: int, k: int) -> bool:
    """Whether those who ranked a choice, or left it out, are few. Where there are three choices or fewer,
    a mean and the first places tell all the others."""
    n = places.total()
    few = choices <= _FEW and any(small(count, k) for count in places.values())
    return few or telling(n, base, k) or small(base - n, k)


def _mean(places: Counter[int]) -> float | None:
    n = places.total()
    return sum(place * count for place, count in places.items()) / n if n else None


_FEW = 3


def _figures(told: Told, hidden: frozenset[str], k: int) -> dict[str, Figures]:
    """The mean and median of each group that is large enough and not all of one mind.

    Whoever knows everyone's mean can work out that of all groups whose own is not shown, taken
    together; so these must be none or `k`, too.
    """
    shown = {
        name: figures
        for name, figures in told.figures.items()
        if name not in hidden and not (figures.lowest == figures.highest and figures.n < 2 * k)
    }
    whole = shown.pop(EVERYONE, None)
    if whole and len(told.slots) > 1:
        while shown and small(whole.n - sum(figures.n for figures in shown.values()), k):
            del shown[min(shown, key=lambda name: shown[name].n)]
    if whole:
        shown[EVERYONE] = whole
    return {
        name: Figures(shown[name].mean, shown[name].median) if name in shown else Figures(None, None)
        for name in told.slots
        if name != OUTSIDE
    }
