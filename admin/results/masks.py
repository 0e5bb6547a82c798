"""What is hidden of one question: of everyone's table, of its groups, and of every cell between.

The base of a question is shown once it is `k`: that someone did not answer is no answer. So what was
chosen is protected against the base, and the kinds of missing answers against their own sum.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from admin.results.model import Missing
from admin.results.slots import EVERYONE, OUTSIDE, Slots
from admin.results.suppression import Grid, Place, in_grid, in_line, small, telling


@dataclass(frozen=True, slots=True)
class Masks:
    """What is hidden: groups with all that is in them, and places (row, group)."""

    groups: frozenset[str]
    places: frozenset[Place]


def masks(
    names: Iterable[str], slots: Mapping[str, Slots], several: bool, known: frozenset[str], k: int
) -> Masks:
    """`known` are groups that are hidden already, in the table of the question they come from."""
    whole = slots[EVERYONE]
    if small(whole.base, k):
        return Masks(frozenset(slots), frozenset())
    groups = hidden_groups(slots, known, k)
    families = [(name,) for name in names] if several else [tuple(names)]
    chosen = chain.from_iterable(_of_choices(family, slots, several, groups, k) for family in families)
    return Masks(groups, frozenset(chosen) | _of_missing(slots, groups, k))


def hidden_groups(slots: Mapping[str, Slots], known: frozenset[str], k: int) -> frozenset[str]:
    """Groups too small to be told of, and those without which their bases could be worked out."""
    bases = {name: held.base for name, held in slots.items() if name not in (EVERYONE, OUTSIDE)}
    return in_line(bases, {name for name, base in bases.items() if small(base, k)} | known, k)


def hidden_choices(names: Iterable[str], whole: Slots, k: int) -> frozenset[str]:
    """What is hidden of everyone's table of a single choice."""
    counts = {name: whole.chosen[name] for name in names}
    if small(whole.base, k):
        return frozenset(counts)
    return in_line(counts, {name for name, n in counts.items() if telling(n, whole.base, k)}, k)


def _of_choices(
    names: tuple[str, ...], slots: Mapping[str, Slots], several: bool, groups: frozenset[str], k: int
) -> frozenset[Place]:
    """Of choices that add up to the base; of several, each adds up with those who did not tick it."""
    rows = (*names, _NOT_TICKED) if several else names
    whole = {row: _count(row, names, slots[EVERYONE]) for row in rows}
    base = slots[EVERYONE].base
    hidden = in_line(whole, {row for row, n in whole.items() if telling(n, base, k)}, k)
    counts = {(row, group): _count(row, names, held) for group, held in _inner(slots) for row in rows}
    settled = {row for row in rows if row not in hidden and whole[row] in (0, base)}
    primary = {
        (row, group)
        for (row, group), n in counts.items()
        if row not in settled and _is_primary(n, group, slots[group].base, groups, k)
    }
    cells = in_grid(Grid(counts, frozenset(primary), hidden, groups, frozenset({OUTSIDE})), k)
    return cells | {(row, EVERYONE) for row in hidden}


def _is_primary(n: int, group: str, base: int, groups: frozenset[str], k: int) -> bool:
    if group == OUTSIDE:
        return small(n, k)
    return group in groups or telling(n, base, k)


_NOT_TICKED = ""


def _count(row: str, names: tuple[str, ...], held: Slots) -> int:
    return held.base - held.chosen[names[0]] if row == _NOT_TICKED else held.chosen[row]


def _of_missing(slots: Mapping[str, Slots], groups: frozenset[str], k: int) -> frozenset[Place]:
    whole = {kind.value: slots[EVERYONE].missing[kind] for kind in Missing}
    hidden = in_line(whole, {kind for kind, n in whole.items() if small(n, k)}, k)
    counts = {(kind.value, group): held.missing[kind] for group, held in _inner(slots) for kind in Missing}
    primary = {
        (kind, group)
        for (kind, group), n in counts.items()
        if group in groups or (small(n, k) and group != OUTSIDE)
    }
    cells = in_grid(Grid(counts, frozenset(primary), hidden, groups, frozenset({OUTSIDE})), k)
    return cells | {(kind, EVERYONE) for kind in hidden}


def _inner(slots: Mapping[str, Slots]) -> list[tuple[str, Slots]]:
    return [(name, held) for name, held in slots.items() if name != EVERYONE]
