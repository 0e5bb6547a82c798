"""Campaigns: made, found by their code, and steered from state to state.

Every step is an UPDATE that names the states it may come from, so that the same order given twice,
or by two replicas at the due moment, moves a campaign once.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, insert, literal, or_, select, update

from dialogs.text import Localized, fold
from storage import sources
from storage.database import Db
from storage.errors import StorageError
from storage.models.answers import session
from storage.models.base import Moment
from storage.models.campaigns import campaign, source


class State(StrEnum):
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


STEPS: dict[State, tuple[State, ...]] = {
    State.DRAFT: (),
    State.SCHEDULED: (State.DRAFT,),
    State.OPEN: (State.DRAFT, State.SCHEDULED, State.PAUSED),
    State.PAUSED: (State.OPEN,),
    State.CLOSED: (State.DRAFT, State.SCHEDULED, State.OPEN, State.PAUSED),
}
"""Each state and those it may be reached from. What was closed stays closed: people were told so."""


class CannotSteer(StorageError):
    """A campaign in this state cannot take this step."""


@dataclass(frozen=True, slots=True)
class Campaign:
    id: int
    code: str
    title: Localized
    kind: str
    version_id: int
    state: State
    zone: ZoneInfo
    opens_at: datetime | None
    closes_at: datetime | None
    deletes_at: datetime | None
    min_cell: int
    created_by: str
    created_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class New:
    """A campaign to be made; without a code it is given one."""

    title: Localized
    version_id: int
    zone: ZoneInfo
    created_by: str
    kind: str = "survey"
    state: State = State.DRAFT
    code: str | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    deletes_at: datetime | None = None
    min_cell: int = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """A campaign with how many gave a first answer and how many sent theirs, previews aside."""

    campaign: Campaign
    started: int
    sent: int


def create(db: Db, new: New, now: datetime) -> Campaign:
    """The new campaign, which its code leads to at once; raises CodeRefused or CodeTaken."""
    code = sources.checked(new.code) if new.code else _free_code(db)
    if sources.find(db, code):
        raise sources.CodeTaken(f"the code {code} is taken")
    row = {
        "code": code,
        "title": _written(new.title),
        "kind": new.kind,
        "version_id": new.version_id,
        "state": new.state,
        "zone": new.zone.key,
        "opens_at": now if new.state is State.OPEN else new.opens_at,
        "closes_at": new.closes_at,
        "deletes_at": new.deletes_at,
        "min_cell": new.min_cell,
        "created_by": new.created_by,
        "created_at": now,
    }
    made = from_row(db.execute(insert(campaign).returning(campaign), row).one())
    sources.add(db, made.id, "link", "", now, code)
    return made


def redraft(db: Db, id: int, new: New) -> Campaign | None:
    """Gives a draft another survey: nobody has met the one before. None if it is no draft any more."""
    of_a_draft = (campaign.c.id == id, campaign.c.state == State.DRAFT)
    survey = {"title": _written(new.title), "version_id": new.version_id, "kind": new.kind}
    row = db.execute(update(campaign).where(*of_a_draft).values(survey).returning(campaign)).first()
    return from_row(row) if row else None


def set_times(db: Db, id: int, opens_at: datetime, closes_at: datetime, deletes_at: datetime) -> bool:
    """When a draft will open, close and be forgotten; False for a campaign whose days are known to people."""
    times = {"opens_at": opens_at, "closes_at": closes_at, "deletes_at": deletes_at}
    of_a_draft = (campaign.c.id == id, campaign.c.state == State.DRAFT)
    return bool(db.execute(update(campaign).where(*of_a_draft).values(times)).rowcount)


def by_code(db: Db, code: str) -> Campaign | None:
    """The campaign that a code leads to: its own, or that of one of its sources."""
    entry = select(source.c.campaign_id).where(source.c.code == sources.fold(code))
    row = db.execute(select(campaign).where(campaign.c.id == entry.scalar_subquery())).first()
    return from_row(row) if row else None


def entered(db: Db, code: str) -> tuple[Campaign, int] | None:
    """The campaign that a code leads to, and the number of the source that it is."""
    entry = select(campaign, source.c.id.label("source")).join(source, source.c.campaign_id == campaign.c.id)
    row = db.execute(entry.where(source.c.code == sources.fold(code))).first()
    return (from_row(row), row.source) if row else None


def load(db: Db, ids: Collection[int]) -> dict[int, Campaign]:
    rows = db.execute(select(campaign).where(campaign.c.id.in_(ids)))
    return {row.id: from_row(row) for row in rows}


def in_state(db: Db, state: State) -> list[Campaign]:
    """The campaigns in a state, the newest first."""
    rows = db.execute(select(campaign).where(campaign.c.state == state).order_by(campaign.c.id.desc()))
    return [from_row(row) for row in rows]


def listed(db: Db) -> list[Counted]:
    """All campaigns, the newest first, with their counts."""
    counts = (
        select(
            session.c.campaign_id,
            func.count(session.c.started_at).label("started"),
            func.count(session.c.sent_at).label("sent"),
        )
        .where(~session.c.preview)
        .group_by(session.c.campaign_id)
        .subquery()
    )
    rows = db.execute(
        select(campaign, func.coalesce(counts.c.started, 0), func.coalesce(counts.c.sent, 0))
        .outerjoin(counts, counts.c.campaign_id == campaign.c.id)
        .order_by(campaign.c.id.desc())
    )
    return [Counted(from_row(row), row[-2], row[-1]) for row in rows]


def steer(db: Db, id: int, to: State, now: datetime) -> bool:
    """Moves a campaign to a state; False if it is there already. Raises CannotSteer."""
    if _move(db, to, campaign.c.id == id, now):
        return True
    found = load(db, [id]).get(id)
    if found is None or found.state is not to:
        raise CannotSteer(f"campaign {id} is {found.state if found else 'unknown'}: it cannot be {to}")
    return False


def open_due(db: Db, now: datetime) -> list[int]:
    """Opens what is scheduled for now or before; the numbers of those that this call opened."""
    return _move(db, State.OPEN, and_(campaign.c.state == State.SCHEDULED, campaign.c.opens_at <= now), now)


def close_due(db: Db, now: datetime) -> list[int]:
    """Closes what has reached its end, paused or not; the numbers of those that this call closed."""
    return _move(db, State.CLOSED, and_(campaign.c.state != State.DRAFT, campaign.c.closes_at <= now), now)


def next_due(db: Db) -> datetime | None:
    """The next moment at which a campaign opens or closes by itself."""
    opens = select(func.min(campaign.c.opens_at)).where(campaign.c.state == State.SCHEDULED)
    running = campaign.c.state.in_((State.SCHEDULED, State.OPEN, State.PAUSED))
    closes = select(func.min(campaign.c.closes_at)).where(running)
    moments = (db.scalar(opens), db.scalar(closes))
    return min((moment for moment in moments if moment), default=None)


def deletable(db: Db, now: datetime) -> list[int]:
    """Campaigns whose answers were promised to be erased by now, and still stand."""
    due = (campaign.c.state == State.CLOSED) & (campaign.c.deletes_at <= now)
    answered = exists().where(session.c.campaign_id == campaign.c.id)
    return list(db.scalars(select(campaign.c.id).where(due, answered)))


def from_row(row: Row[Any], prefix: str = "") -> Campaign:
    """A campaign from a row that has its columns, each with `prefix` before its name."""
    at = row._mapping
    return Campaign(
        id=at[f"{prefix}id"],
        code=at[f"{prefix}code"],
        title=fold(json.loads(at[f"{prefix}title"])),
        kind=at[f"{prefix}kind"],
        version_id=at[f"{prefix}version_id"],
        state=State(at[f"{prefix}state"]),
        zone=ZoneInfo(at[f"{prefix}zone"]),
        opens_at=at[f"{prefix}opens_at"],
        closes_at=at[f"{prefix}closes_at"],
        deletes_at=at[f"{prefix}deletes_at"],
        min_cell=at[f"{prefix}min_cell"],
        created_by=at[f"{prefix}created_by"],
        created_at=at[f"{prefix}created_at"],
        closed_at=at[f"{prefix}closed_at"],
    )


def _move(db: Db, to: State, which: ColumnElement[bool], now: datetime) -> list[int]:
    """Takes the step where it may be taken, and notes its moment."""
    moment: dict[str, object] = {"state": to}
    if to is State.OPEN:
        early = or_(campaign.c.opens_at.is_(None), campaign.c.opens_at > now)
        moment["opens_at"] = case((early, literal(now, Moment())), else_=campaign.c.opens_at)
    if to is State.CLOSED:
        moment["closed_at"] = now
    step = update(campaign).where(which, campaign.c.state.in_(STEPS[to])).values(moment)
    return list(db.scalars(step.returning(campaign.c.id)))


def _written(title: Localized) -> str:
    return json.dumps(dict(title.texts), ensure_ascii=False)


def _free_code(db: Db) -> str:
    while sources.find(db, code := sources.random_code()):
        pass
    return code
