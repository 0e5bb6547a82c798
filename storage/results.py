"""Counts of what residents answered: everything that results and exports read.

Only `counted` values are read, and previews are outside every count. Counting runs on the indexes
`answer_count` and `answer_choice_count` alone: previews and unfinished sessions are two short lists
of ids that rows are looked up in, so that no join is paid for a million answers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Double, FromClause, Table, case, cast, func, select

from storage.database import Db
from storage.models.answers import answer, answer_choice, session
from storage.models.campaigns import source

ANSWERED = "answered"
STATES = (ANSWERED, "refused", "skipped", "hidden")
"""What `counted_state` may hold; a row without one is no answer yet."""


@dataclass(frozen=True, slots=True)
class Participation:
    """How many gave a first answer, and how many of them sent their answers."""

    started: int
    complete: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry point and who came through it; `label` is empty for those who came without one."""

    label: str
    kind: str
    took_part: Participation


@dataclass(frozen=True, slots=True)
class Tally:
    """`n` sessions hold this value (of a choice) or this state for a question; `unfinished` of them were
    never sent. `group` is the value of the question that the table is broken down by, "" without one."""

    path: str
    group: str
    state: str
    value: str
    n: int
    unfinished: int


@dataclass(frozen=True, slots=True)
class Figures:
    n: int
    mean: float
    median: float
    lowest: float
    highest: float


def participation(db: Db, campaign_id: int) -> Participation:
    row = db.execute(
        select(func.count(), func.count(session.c.sent_at)).where(*_taking_part(campaign_id))
    ).one()
    return Participation(row[0], row[1])


def by_source(db: Db, campaign_id: int) -> list[Entry]:
    """Who came through which entry point, in the order in which the points were made."""
    rows = db.execute(
        select(source.c.label, source.c.kind, func.count(), func.count(session.c.sent_at))
        .select_from(session.outerjoin(source, source.c.id == session.c.source_id))
        .where(*_taking_part(campaign_id))
        .group_by(source.c.id, source.c.label, source.c.kind)
        .order_by(source.c.id.is_(None), source.c.id)
    )
    return [Entry(label or "", kind or "", Participation(n, sent)) for label, kind, n, sent in rows]


def states(db: Db, campaign_id: int, by: str | None = None) -> list[Tally]:
    """Every question's sessions by state."""
    rows = _count(db, answer, campaign_id, by, answer.c.counted_state, answer.c.counted_state.in_(STATES))
    return [Tally(path, group, state, "", n, unsent) for path, group, state, n, unsent in rows]


def values(db: Db, campaign_id: int, paths: Sequence[str], by: str | None = None) -> list[Tally]:
    """The answers to the questions at `paths`, by value."""
    found = answer.c.path.in_(paths) & (answer.c.counted_state == ANSWERED)
    rows = _count(db, answer, campaign_id, by, answer.c.counted, found)
    return [Tally(path, group, ANSWERED, value, n, unsent) for path, group, value, n, unsent in rows]


def choices(db: Db, campaign_id: int, by: str | None = None) -> list[Tally]:
    """Every option of the questions with several choices, by how many ticked it."""
    rows = _count(db, answer_choice, campaign_id, by, answer_choice.c.choice)
    return [Tally(path, group, ANSWERED, value, n, unsent) for path, group, value, n, unsent in rows]


def figures(db: Db, campaign_id: int, path: str, by: str | None = None) -> dict[str, Figures]:
    """Count, mean, median and range of a question answered by numbers, for each group."""
    found = (*_counted(answer, campaign_id), answer.c.path == path, answer.c.counted_state == ANSWERED)
    number = cast(answer.c.counted, Double).label("number")
    keys, rows = _grouping(answer, by)
    totals = (
        select(*keys, func.count(), func.avg(number), func.min(number), func.max(number))
        .select_from(rows)
        .where(*found)
        .group_by(*keys)
    )
    histogram = (
        select(*keys, number, func.count())
        .select_from(rows)
        .where(*found)
        .group_by(*keys, number)
        .order_by(*keys, number)
        .execution_options(yield_per=1000)
    )
    sizes = {group: tuple(row) for group, *row in _named(db.execute(totals), by) if row[0]}
    medians = _medians(_named(db.execute(histogram), by), {group: row[0] for group, row in sizes.items()})
    return {
        group: Figures(n, mean, medians[group], low, high) for group, (n, mean, low, high) in sizes.items()
    }


def _medians(histogram: Iterable[tuple[Any, ...]], sizes: dict[str, int]) -> dict[str, float]:
    """The mean of the two middle values of each group, read off an ordered histogram as it streams by."""
    reached = dict.fromkeys(sizes, 0)
    middle = dict.fromkeys(sizes, 0.0)
    for group, number, n in histogram:
        before, reached[group] = reached[group], reached[group] + n
        places = ((sizes[group] - 1) // 2, sizes[group] // 2)
        middle[group] += sum(number / 2 for place in places if before <= place < reached[group])
    return middle


# ---- the parts of a count ------------------------------------------------------------------


def _count(
    db: Db,
    table: Table,
    campaign_id: int,
    by: str | None,
    key: ColumnElement[str],
    found: ColumnElement[bool] | None = None,
) -> Iterator[tuple[Any, ...]]:
    """Rows of (path, group, key, sessions, unfinished ones)."""
    keys, rows = _grouping(table, by)
    counts = (
        select(*keys, table.c.path, key, func.count(), func.sum(_unfinished(table, campaign_id)))
        .select_from(rows)
        .where(*_counted(table, campaign_id))
        .group_by(*keys, table.c.path, key)
    )
    if found is not None:
        counts = counts.where(found)
    for group, path, value, n, unfinished in _named(db.execute(counts), by):
        yield path, group, value, n, unfinished


def _grouping(table: Table, by: str | None) -> tuple[tuple[ColumnElement[str], ...], FromClause]:
    """What to group by, and the rows: joined with the answers to `by`, if the table is broken down.

    The join does not name the campaign: SQLite would take it for a reason to leave the primary key.
    """
    if by is None:
        return (), table
    other = answer.alias("by_answer")
    same = (
        (other.c.session_id == table.c.session_id)
        & (other.c.path == by)
        & (other.c.counted_state == ANSWERED)
    )
    return (other.c.counted,), table.join(other, same)


def _named(rows: Iterable[Any], by: str | None) -> Iterator[tuple[Any, ...]]:
    """Each row with its group first: "" where the table is not broken down."""
    return (tuple(row) if by else ("", *row) for row in rows)


def _taking_part(campaign_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        session.c.campaign_id == campaign_id,
        session.c.preview.is_(False),
        session.c.started_at.is_not(None),
    )


def _counted(table: Table, campaign_id: int) -> tuple[ColumnElement[bool], ...]:
    """A row of this campaign that belongs to no preview."""
    previews = select(session.c.id).where(session.c.campaign_id == campaign_id, session.c.preview.is_(True))
    return table.c.campaign_id == campaign_id, table.c.session_id.not_in(previews)


def _unfinished(table: Table, campaign_id: int) -> ColumnElement[int]:
    """1 for a row of a session that was never sent, else 0."""
    unsent = select(session.c.id).where(
        session.c.campaign_id == campaign_id, session.c.preview.is_(False), session.c.sent_at.is_(None)
    )
    return case((table.c.session_id.in_(unsent), 1), else_=0)
