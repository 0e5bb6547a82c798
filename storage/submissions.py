"""Submissions, one after another: what was sent and counts, however many there are.

Rows are streamed in the order of sessions, so that memory does not grow with their number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from sqlalchemy import ColumnElement, func, select

from storage.database import Db
from storage.models.answers import answer, session

_AT_A_TIME = 2000


@dataclass(frozen=True, slots=True)
class Submission:
    """`seed` is drawn for each session and tells nothing of it; `answers` are what counts, by path."""

    seed: int
    sent_at: datetime
    version: int
    answers: Mapping[str, str]


def versions(db: Db, campaign: int) -> list[int]:
    """The survey versions that were answered."""
    rows = select(session.c.version_id).where(*_sent(campaign)).distinct().order_by(session.c.version_id)
    return list(db.scalars(rows))


def count(db: Db, campaign: int) -> int:
    return db.execute(select(func.count()).select_from(session).where(*_sent(campaign))).scalar_one()


def stream(db: Db, campaign: int) -> Iterator[Submission]:
    """All that was sent; previews and what was never sent are left out."""
    counted = (answer.c.session_id == session.c.id) & answer.c.counted_state.in_(("answered", "refused"))
    rows = (
        select(
            session.c.id,
            session.c.seed,
            session.c.sent_at,
            session.c.version_id,
            answer.c.path,
            answer.c.counted,
        )
        .select_from(session.outerjoin(answer, counted))
        .where(*_sent(campaign))
        .order_by(session.c.id)
    )
    found = db.execute(rows, execution_options={"yield_per": _AT_A_TIME})
    for _id, given in groupby(found, key=attrgetter("id")):
        first, *others = given
        answers = {row.path: row.counted for row in (first, *others) if row.path is not None}
        yield Submission(first.seed, first.sent_at, first.version_id, answers)


def sender(db: Db, receipt: str) -> int | None:
    """The respondent who was given this receipt code, if exactly one was."""
    rows = select(session.c.respondent_id).where(session.c.receipt == receipt).distinct().limit(2)
    found = db.scalars(rows).all()
    return found[0] if len(found) == 1 else None


def _sent(campaign: int) -> tuple[ColumnElement[bool], ...]:
    return session.c.campaign_id == campaign, ~session.c.preview, session.c.sent_at.is_not(None)
