"""Results as flat rows: what `results.csv` and `results --json` hold, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from admin.results.model import Figures, Group, Ranked, Results, Row
from admin.results.slots import ONE_OF, RANKED, SEVERAL_OF
from dialogs.survey import Question

COLUMNS = ("question", "choice", "by", "group", "count", "share", "base", "suppressed")


@dataclass(frozen=True, slots=True)
class FlatRow:
    """None is an empty cell; only a mean and a median are no whole numbers."""

    question: str
    choice: str
    by: str
    group: str
    count: int | float | None
    share: float | None
    base: int | None
    suppressed: bool


def rows(results: Results) -> Iterator[FlatRow]:
    """In the order of the survey; with a `by`, its groups one after another within each question."""
    by = results.by.key if results.by else ""
    for table in results.tables:
        for group in table.groups:
            if bool(group.name) == bool(by):
                for name, count, share, hidden in _numbers(table.question, group):
                    yield FlatRow(table.question.key, name, by, group.name, count, share, group.base, hidden)
                for ranked in group.ranked:
                    yield _of_ranked(table.question, by, group.name, ranked)


Number: TypeAlias = tuple[str, int | float | None, float | None, bool]
"""A name, its count, its share, and whether they are hidden."""


def _numbers(question: Question, group: Group) -> Iterator[Number]:
    if question.kind in (ONE_OF, RANKED, SEVERAL_OF):
        yield from map(_of_row, group.rows)
    else:
        yield "_n", group.base, None, group.base is None
    if group.figures is not None:
        yield from _of_figures(group.figures, group.base)
    yield from map(_of_row, group.missing)


def _of_row(row: Row) -> Number:
    return row.name, row.count, None if row.share is None else round(row.share, 4), row.count is None


def _of_ranked(question: Question, by: str, group: str, ranked: Ranked) -> FlatRow:
    """The mean place, its base those who ranked the choice."""
    mean = None if ranked.mean is None else round(ranked.mean, 4)
    return FlatRow(question.key, f"_mean/{ranked.name}", by, group, mean, None, ranked.n, ranked.n is None)


def _of_figures(figures: Figures, base: int | None) -> Iterator[Number]:
    """Numbers that no one gave have no mean, which is not the same as a hidden one."""
    for name, figure in (("_mean", figures.mean), ("_median", figures.median)):
        yield name, None if figure is None else round(figure, 4), None, figure is None and base != 0
