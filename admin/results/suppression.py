"""Which numbers of a table are not shown, so that no group smaller than `k` can be made out.

First the small cells themselves, then as many others as it takes that no sum or difference of what
is shown tells more of a hidden cell than a range at least `k` wide. A range cannot be wider than a
total that is shown, which matters only for those outside the table.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from admin.results.flow import Cell, Network

Name = TypeVar("Name", bound=Hashable)
Place: TypeAlias = tuple[str, str]
"""Of a cell: its row and its column."""


def small(n: int, k: int) -> bool:
    return 0 < n < k


def telling(n: int, base: int, k: int) -> bool:
    """Whether `n` of `base` tells too much: it is small, or it is nobody or everybody of a small base."""
    return small(n, k) or (0 < base < 2 * k and n in (0, base))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of two variables with its totals. `outside` are columns that are never shown but follow
    from the totals, as those who did not answer the question that the table is broken down by."""

    counts: Mapping[Place, int]
    primary: frozenset[Place]
    hidden_rows: frozenset[str] = field(default_factory=frozenset)
    """Rows whose total is not shown."""
    hidden_columns: frozenset[str] = field(default_factory=frozenset)
    """Columns whose total is not shown."""
    outside: frozenset[str] = field(default_factory=frozenset)


def in_line(counts: Mapping[Name, int], primary: Collection[Name], k: int) -> frozenset[Name]:
    """What to hide of numbers that add up to a total that is shown."""
    cells = [Cell(name, "total", "parts", n) for name, n in counts.items()]
    hidden = _protect(cells, primary, _needs_in_line(cells, k))
    return frozenset(name for name in counts if name in hidden)


def in_grid(grid: Grid, k: int) -> frozenset[Place]:
    """What to hide of a table of two variables.

    Cells that are shown are protected even from those who know the columns outside; then the cells
    outside are protected, which may hide more; until nothing more is hidden.
    """
    shown = {key: n for key, n in grid.counts.items() if key[1] not in grid.outside}
    hidden: set[Hashable] = set(grid.primary)
    before = -1
    while len(hidden) != before:
        before = len(hidden)
        for part in (shown, grid.counts):
            cells = [Cell(key, ("row", key[0]), ("column", key[1]), n) for key, n in part.items()]
            rows, columns = _hidden_totals(grid, part)
            needs = {**_needs(grid, k), **_needs_in_line(rows, k), **_needs_in_line(columns, k)}
            totals = [*rows, *columns]
            hidden |= _protect([*cells, *totals], hidden | {cell.key for cell in totals}, needs)
    return frozenset(key for key in grid.counts if key in hidden)


def _needs(grid: Grid, k: int) -> dict[Hashable, int]:
    """How wide the range of each cell must be."""
    rows, columns = _totals(grid.counts, 0), _totals(grid.counts, 1)
    rows.update(dict.fromkeys(grid.hidden_rows, k))
    columns.update(dict.fromkeys(grid.hidden_columns, k))
    return {(row, column): min(k, rows[row], columns[column]) for row, column in grid.counts}


def _totals(counts: Mapping[Place, int], side: int) -> dict[str, int]:
    """The sums of the rows (side 0) or of the columns (side 1)."""
    sums: dict[str, int] = {}
    for key, n in counts.items():
        sums[key[side]] = sums.get(key[side], 0) + n
    return sums


def _needs_in_line(cells: Sequence[Cell], k: int) -> dict[Hashable, int]:
    return dict.fromkeys((cell.key for cell in cells), min(k, sum(cell.n for cell in cells)))


def _hidden_totals(grid: Grid, part: Mapping[Place, int]) -> tuple[list[Cell], list[Cell]]:
    """The totals that a reader does not know either, as cells that lead into rows and out of columns."""
    into, out_of = _totals(part, 0), _totals(part, 1)
    rows = [
        Cell(("total", "row", name), "rows", ("row", name), into.get(name, 0)) for name in grid.hidden_rows
    ]
    columns = [
        Cell(("total", "column", name), ("column", name), "columns", out_of.get(name, 0))
        for name in grid.hidden_columns - grid.outside
    ]
    return rows, columns


def _protect(
    cells: Sequence[Cell], hidden: Collection[Hashable], needs: Mapping[Hashable, int]
) -> set[Hashable]:
    """`hidden` and what else must be, for each to keep the range it needs; everything, if that fails.

    What is hidden later only widens the ranges found before, so each cell is looked at once.
    """
    network = Network(cells)
    places = {place for place, cell in enumerate(cells) if cell.key in hidden}
    waiting = sorted(places, key=lambda place: -cells[place].n)
    while waiting:
        place = waiting.pop()
        need = needs[cells[place].key]
        while (found := network.width(places, place, need)) < need:
            more = network.cheapest(places, place, need - found, need)
            if not more:
                return {cell.key for cell in cells}
            places |= more
            waiting += more
    return {cells[place].key for place in places}
