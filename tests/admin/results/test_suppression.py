"""What a reader could work out of a published table, by trying every table that agrees with it."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admin.results.suppression import Grid, Place, in_grid, in_line, small

K = 5


def grid(counts: list[list[int]], **fields: frozenset[str]) -> Grid:
    cells = {(f"r{i}", f"c{j}"): n for i, row in enumerate(counts) for j, n in enumerate(row)}
    return Grid(cells, frozenset(key for key, n in cells.items() if small(n, K)), **fields)


def ways(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to write `total` as a sum of so many numbers."""
    if parts == 0:
        if total == 0:
            yield ()
        return
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in ways(total - first, parts - 1):
            yield first, *rest


def ranges(counts: list[list[int]], hidden: frozenset[Place]) -> dict[Place, tuple[int, int]]:
    """The lowest and highest value of each hidden cell over all tables with the same totals."""
    found: dict[Place, set[int]] = {}
    columns = [sum(row[j] for row in counts) for j in range(len(counts[0]))]

    def fill(i: int, left: tuple[int, ...], filled: list[tuple[int, ...]]) -> None:
        if i == len(counts):
            if not any(left):
                for r, row in enumerate(filled):
                    for c, n in enumerate(row):
                        found.setdefault((f"r{r}", f"c{c}"), set()).add(n)
            return
        places = [j for j in range(len(left)) if (f"r{i}", f"c{j}") in hidden]
        for values in ways(sum(counts[i][j] for j in places), len(places)):
            row = list(counts[i])
            for j, n in zip(places, values, strict=True):
                row[j] = n
            after = tuple(have - n for have, n in zip(left, row, strict=True))
            if min(after) >= 0:
                fill(i + 1, after, [*filled, tuple(row)])

    fill(0, tuple(columns), [])
    return {place: (min(values), max(values)) for place, values in found.items() if place in hidden}


def assert_safe(counts: list[list[int]], hidden: frozenset[Place]) -> None:
    for place, (low, high) in ranges(counts, hidden).items():
        assert high - low >= K, (place, low, high, sorted(hidden))
    for side in (0, 1):
        for name in {place[side] for place in hidden}:
            assert sum(place[side] == name for place in hidden) >= 2


def test_the_two_by_three_table_hides_thirty_one_people() -> None:
    counts = [[12, 3, 8], [7, 9, 14]]
    hidden = in_grid(grid(counts), K)
    assert hidden == {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1")}
    assert sum(counts[int(r[1])][int(c[1])] for r, c in hidden) == 31
    assert ranges(counts, hidden)["r0", "c1"] == (0, 12)


def test_a_table_without_small_cells_hides_nothing() -> None:
    assert in_grid(grid([[12, 0, 8], [7, 9, 14]]), K) == frozenset()


@settings(max_examples=150, deadline=None)
@given(
    st.integers(2, 3).flatmap(
        lambda width: st.lists(
            st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 7, 9]), min_size=width, max_size=width),
            min_size=2,
            max_size=3,
        )
    )
)
def test_no_hidden_cell_can_be_worked_out(counts: list[list[int]]) -> None:
    hidden = in_grid(grid(counts), K)
    assert all(place in hidden for place in grid(counts).primary)
    if all(sum(row) >= K or not sum(row) for row in [*counts, *zip(*counts, strict=True)]):
        everything = hidden == frozenset(grid(counts).counts)
        if not everything:  # else no choice of cells would have done
            assert_safe(counts, hidden)


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 12, "b": 3, "c": 8}, {"b", "c"}),
        ({"a": 12, "b": 8}, set()),
        ({"a": 50, "b": 1, "c": 2, "d": 0}, {"a", "b", "c"}),
        ({"a": 4, "b": 4, "c": 40}, {"a", "b"}),
        ({"a": 98, "b": 2, "c": 0}, {"a", "b"}),
    ],
)
def test_numbers_in_a_line_are_hidden_with_the_least_others(counts: dict[str, int], hidden: set[str]) -> None:
    assert in_line(counts, {name for name, n in counts.items() if small(n, K)}, K) == hidden


def test_those_outside_the_table_cannot_be_worked_out_from_the_totals() -> None:
    counts = [[20, 30, 3], [30, 20, 7], [25, 25, 0]]
    table = grid(counts, outside=frozenset({"c2"}))
    hidden = in_grid(Grid(table.counts, frozenset({("r0", "c2")}), outside=table.outside), K)
    low, high = ranges(counts, hidden)["r0", "c2"]
    assert high - low >= K
    shown = frozenset(place for place in hidden if place[1] != "c2")
    assert_safe([row[:2] for row in counts], shown)


def test_a_total_that_is_hidden_elsewhere_is_not_given_back_by_its_row() -> None:
    table = grid([[3, 0], [10, 20], [30, 40]], hidden_rows=frozenset({"r0", "r1"}))
    hidden = in_grid(table, K)
    assert any(place[0] == "r1" for place in hidden), "the sum of r1 would give r0's total"


def test_a_long_table_is_masked_in_a_moment() -> None:
    counts = [[(i * 7 + j * 3) % 10 for j in range(20)] for i in range(20)]
    hidden = in_grid(grid(counts), K)
    for side in (0, 1):
        for name in {place[side] for place in hidden}:
            assert sum(place[side] == name for place in hidden) >= 2
