"""Counts of what residents answered: everything that results and exports read.

Only `counted` values are read, and previews are outside every count. Everything is counted at once on
the indexes `answer_count` and `answer_choice_count` alone; then the few sessions that are previews or
were never sent are counted apart, so that no join is paid for a million answers.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Double, FromClause, Select, Table, cast, func, or_, select

from storage.database import Db
from storage.models.answers import answer, answer_choice, session
from storage.models.campaigns import source

ANSWERED = "answered"
STATES = (ANSWERED, "refused", "skipped", "hidden")
"""What `counted_state` may hold; a row without one is no answer yet."""


_BY = answer.alias("by_answer")
"""The answers that a table is broken down by."""


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


def states(db: Db, campaign_id: int, paths: Sequence[str], by: str | None = None) -> list[Tally]:
    """The sessions of the questions at `paths`, by state."""
    counts = _count(db, campaign_id, answer, ("path", "counted_state"), paths, by)
    return [
        Tally(path, group, state, "", n, unsent)
        for (group, path, state), (n, unsent) in counts.items()
        if state in STATES
    ]


def values(db: Db, campaign_id: int, paths: Sequence[str], by: str | None = None) -> list[Tally]:
    """The same by value too, for questions with few different answers."""
    counts = _count(db, campaign_id, answer, ("path", "counted_state", "counted"), paths, by)
    return [
        Tally(path, group, state, value, n, unsent)
        for (group, path, state, value), (n, unsent) in counts.items()
        if state in STATES
    ]


def choices(db: Db, campaign_id: int, paths: Sequence[str], by: str | None = None) -> list[Tally]:
    """Every option of questions with several choices, by how many ticked it."""
    counts = _count(db, campaign_id, answer_choice, ("path", "choice"), paths, by)
    return [
        Tally(path, group, ANSWERED, value, n, unsent) for (group, path, value), (n, unsent) in counts.items()
    ]


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
    db: Db, campaign_id: int, table: Table, names: Sequence[str], paths: Sequence[str], by: str | None
) -> dict[tuple[str, ...], tuple[int, int]]:
    """Sessions, and unfinished ones among them, by group and by the columns `names`."""
    if not paths:
        return {}
    everyone, previews, unfinished = Counter[Any](), Counter[Any](), Counter[Any]()
    for *key, n in _named(db.execute(_of_everyone(campaign_id, table, names, paths, by)), by):
        everyone[tuple(key)] = n
    for *key, preview, n in _named(db.execute(_of_those_apart(campaign_id, table, names, paths, by)), by):
        (previews if preview else unfinished)[tuple(key)] = n
    everyone.subtract(previews)
    return {key: (n, unfinished[key]) for key, n in everyone.items() if n}


def _of_everyone(
    campaign_id: int, table: Table, names: Sequence[str], paths: Sequence[str], by: str | None
) -> Select[Any]:
    """Counts of all rows, previews among them."""
    groups, rows = _grouping(table, by)
    keys = (*groups, *(table.c[name] for name in names))
    # With a `by`, the campaign is named once: named twice, SQLite would leave the primary key for it.
    first = _BY if by else table
    found = (first.c.campaign_id == campaign_id, table.c.path.in_(paths))
    return select(*keys, func.count()).select_from(rows).where(*found).group_by(*keys)


def _of_those_apart(
    campaign_id: int, table: Table, names: Sequence[str], paths: Sequence[str], by: str | None
) -> Select[Any]:
    """Counts of the rows of previews, and of sessions that were never sent."""
    groups, rows = _grouping(table, by)
    keys = (*groups, *(table.c[name] for name in names), session.c.preview)
    apart = or_(session.c.preview.is_(True), session.c.sent_at.is_(None))
    return (
        select(*keys, func.count())
        .select_from(rows.join(session, session.c.id == table.c.session_id))
        .where(session.c.campaign_id == campaign_id, apart, table.c.path.in_(paths))
        .group_by(*keys)
    )


def _grouping(table: Table, by: str | None) -> tuple[tuple[ColumnElement[str], ...], FromClause]:
    """What to group by, and the rows: joined with the answers to `by`, if the table is broken down."""
    if by is None:
        return (), table
    same = (_BY.c.session_id == table.c.session_id) & (_BY.c.path == by) & (_BY.c.counted_state == ANSWERED)
    return (_BY.c.counted,), table.join(_BY, same)


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
