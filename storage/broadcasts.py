"""Broadcasts: one message to many, written, decided once, and counted.

Deciding queues a delivery for each respondent, in one statement; `storage.deliveries` is what becomes of
them. To each at most once.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Row,
    Subquery,
    Update,
    case,
    false,
    func,
    insert,
    literal,
    select,
    update,
)

from storage.database import Db
from storage.deliveries import Became
from storage.dialect import insert_or_ignore
from storage.models.answers import session
from storage.models.base import Moment
from storage.models.delivery import broadcast, delivery
from storage.models.people import address, consent, respondent


class State(StrEnum):
    """Of a broadcast: being written, on its way, or with nothing left to do."""

    DRAFT = "draft"
    SENDING = "sending"
    DONE = "done"


class Standing(StrEnum):
    """Whether somebody who took part is written to, and if not, the first reason why."""

    REACHED = "reached"
    MINOR = "minor"
    UNASKED = "unasked"
    STOPPED = "stopped"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Broadcast:
    id: int
    campaign: int
    kind: str
    text: str
    state: State
    due_at: datetime | None = None
    """When the next delivery may leave; None if none waits."""


# ---- written, and decided --------------------------------------------------------------------


def find(db: Db, campaign_id: int, kind: str) -> Broadcast | None:
    waits = select(func.min(delivery.c.due_at)).where(
        delivery.c.broadcast_id == broadcast.c.id, delivery.c.due_at.is_not(None)
    )
    row = db.execute(
        select(broadcast, waits.scalar_subquery().label("due_at")).where(
            broadcast.c.campaign_id == campaign_id, broadcast.c.kind == kind
        )
    ).first()
    return _broadcast(row, row.due_at) if row else None


def load(db: Db, ids: Collection[int]) -> dict[int, Broadcast]:
    rows = db.execute(select(broadcast).where(broadcast.c.id.in_(ids)))
    return {row.id: _broadcast(row) for row in rows}


def on_their_way(db: Db) -> bool:
    """Whether any broadcast has something left to do."""
    return db.scalar(select(broadcast.c.id).where(broadcast.c.state == State.SENDING).limit(1)) is not None


def draft(db: Db, campaign_id: int, kind: str, text: str, actor: str, now: datetime) -> bool:
    """Keeps what it is to say; False once it went out: a campaign has one of each kind."""
    row = {
        "campaign_id": campaign_id,
        "kind": kind,
        "text": text,
        "state": State.DRAFT,
        "created_by": actor,
        "created_at": now,
    }
    db.execute(insert_or_ignore(db, broadcast), row)
    return (
        db.execute(_drafts(campaign_id, kind).values(text=text).returning(broadcast.c.id)).first() is not None
    )


def send(
    db: Db, campaign_id: int, kind: str, text: str, actor: str, due_at: datetime, now: datetime
) -> int | None:
    """Queues it for each who is reached, from `due_at` on; how many they are. None: it went out before."""
    draft(db, campaign_id, kind, text, actor, now)
    decided = {"state": State.SENDING, "created_by": actor, "created_at": now}
    id = db.scalar(_drafts(campaign_id, kind).values(decided).returning(broadcast.c.id))
    if id is None:
        return None
    people = _people(campaign_id)
    rows = select(
        literal(id),
        people.c.respondent_id,
        people.c.address_id,
        literal(Became.QUEUED.value),
        literal(due_at, Moment()),
        literal(now, Moment()),
    ).where(people.c.standing == Standing.REACHED)
    columns = ("broadcast_id", "respondent_id", "address_id", "state", "due_at", "at")
    return db.execute(insert(delivery).from_select(columns, rows)).rowcount


def _drafts(campaign_id: int, kind: str) -> Update:
    """An UPDATE of a broadcast that did not go out yet; of two at once, the second finds none."""
    of = (broadcast.c.campaign_id == campaign_id, broadcast.c.kind == kind)
    return update(broadcast).where(*of, broadcast.c.state == State.DRAFT)


def _broadcast(row: Row[Any], due_at: datetime | None = None) -> Broadcast:
    return Broadcast(row.id, row.campaign_id, row.kind, row.text, State(row.state), due_at)


# ---- counted ---------------------------------------------------------------------------------


def reach(db: Db, campaign_id: int) -> dict[tuple[Standing, str], int]:
    """How many of those who took part would be written to, and how many not and why, by channel."""
    people = _people(campaign_id)
    by = (people.c.standing, func.coalesce(people.c.channel, ""))
    counts = db.execute(select(*by, func.count()).group_by(*by))
    return {(Standing(standing), channel): n for standing, channel, n in counts}


def progress(db: Db, id: int) -> dict[tuple[Became, str], int]:
    """How many deliveries of a broadcast became what, by channel."""
    by = (delivery.c.state, address.c.channel)
    counts = db.execute(
        select(*by, func.count())
        .join(address, address.c.id == delivery.c.address_id)
        .where(delivery.c.broadcast_id == id)
        .group_by(*by)
    )
    return {(Became(state), channel): n for state, channel, n in counts}


def _people(campaign_id: int) -> Subquery:
    """Everyone who took part, once each, at the newest of their addresses that does not refuse us."""
    took_part, asked = _took_part(campaign_id), _asked(campaign_id)
    standing = case(
        (took_part.c.minor == 1, Standing.MINOR.value),
        (~func.coalesce(consent.c.given, false()), Standing.UNASKED.value),
        (respondent.c.stopped, Standing.STOPPED.value),
        (took_part.c.address_id.is_(None), Standing.BLOCKED.value),
        else_=Standing.REACHED.value,
    )
    columns = (took_part.c.respondent_id, took_part.c.address_id, address.c.channel)
    return (
        select(*columns, standing.label("standing"))
        .join(respondent, respondent.c.id == took_part.c.respondent_id)
        .outerjoin(asked, asked.c.respondent_id == took_part.c.respondent_id)
        .outerjoin(consent, consent.c.id == asked.c.last)
        .outerjoin(address, address.c.id == took_part.c.address_id)
        .subquery()
    )


def _took_part(campaign_id: int) -> Subquery:
    who = session.c.respondent_id
    theirs = (address.c.respondent_id == who, address.c.blocked_at.is_(None))
    newest = select(func.max(address.c.id)).where(*theirs).correlate(session).scalar_subquery()
    minor = func.max(case((session.c.minor, 1), else_=0))
    return (
        select(who, minor.label("minor"), newest.label("address_id"))
        .where(session.c.campaign_id == campaign_id, ~session.c.preview, session.c.started_at.is_not(None))
        .group_by(who)
        .subquery()
    )


def _asked(campaign_id: int) -> Subquery:
    """The last time that each respondent was asked whether they want to hear back."""
    here = (consent.c.campaign_id == campaign_id, consent.c.purpose == "hear_back")
    return (
        select(consent.c.respondent_id, func.max(consent.c.id).label("last"))
        .where(*here)
        .group_by(consent.c.respondent_id)
        .subquery()
    )
