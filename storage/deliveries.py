"""Deliveries: one broadcast to one respondent, at most once.

A delivery is `queued` until the intent to send it is committed, then `sending` until its outcome is.
Whoever dies in between leaves it `uncertain`, and nobody sends it again by themselves. `due_at` stands
only while it is queued, so that claiming reads an index of those alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, bindparam, case, exists, or_, select, true, update

from dialogs.hours import awake
from storage.database import Db
from storage.models.campaigns import campaign
from storage.models.delivery import broadcast, delivery, lease
from storage.models.people import address, respondent


class Became(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    STOPPED = "stopped"
    """They asked to be left in peace after it was queued."""
    BLOCKED = "blocked"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that nobody else takes before `until`, to the address that is `sealed`."""

    id: int
    broadcast: int
    respondent: int
    address_id: int
    channel: str
    sealed: bytes
    language: str | None
    until: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a delivery; one that never left is queued again for `due_at`."""

    id: int
    became: Became
    message: str | None = None
    due_at: datetime | None = None


def claim(
    db: Db, channel: str, now: datetime, limit: int, until: datetime, besides: Sequence[int] = ()
) -> list[Claimed]:
    """Up to `limit` deliveries that are due on a channel, the oldest first; where people sleep by now, what
    is left waits for their morning. `besides` names those that the caller still has in its hands."""
    _put_off(db, now)
    due = (
        select(delivery.c.id)
        .join(address, address.c.id == delivery.c.address_id)
        .where(
            delivery.c.due_at <= now,
            address.c.channel == channel,
            delivery.c.id.not_in(besides) if besides else true(),
        )
        .order_by(delivery.c.due_at, delivery.c.id)
        .limit(limit)
        .with_for_update(of=delivery, skip_locked=True)
    )
    ids = db.scalars(due).all()
    if not ids:
        _finish(db)
        return []
    db.execute(update(delivery).where(delivery.c.id.in_(ids)).values(due_at=until))
    rows = db.execute(_CLAIMED.where(delivery.c.id.in_(ids)).order_by(delivery.c.id))
    return [Claimed(*row, until) for row in rows]


_CLAIMED = (
    select(
        delivery.c.id,
        delivery.c.broadcast_id,
        delivery.c.respondent_id,
        address.c.id,
        address.c.channel,
        address.c.sealed,
        respondent.c.language,
    )
    .join(address, address.c.id == delivery.c.address_id)
    .join(respondent, respondent.c.id == delivery.c.respondent_id)
)


def intend(db: Db, claimed: Sequence[Claimed], owner: str, now: datetime, held: str = "") -> set[int]:
    """Those of them that `owner` sends as soon as this is committed, while it has the lease `held`.

    The others were put off, claimed by another, or their respondent has said /stop or blocked us since.
    """
    if not claimed:
        return set()
    ids = [one.id for one in claimed]
    still_ours = or_(*(_is_claim(until, ids) for until in {one.until for one in claimed}))
    row = update(delivery).where(still_ours, _holds(held, owner, now) if held else true())
    values = {"state": _STANDS, "due_at": None, "owner": owner, "at": now}
    moved = db.execute(row.values(values).returning(delivery.c.id, delivery.c.state))
    return {id for id, state in moved if state == Became.SENDING}


def _is_claim(until: datetime, ids: Sequence[int]) -> ColumnElement[bool]:
    return delivery.c.id.in_(ids) & (delivery.c.due_at == until)


def _holds(name: str, owner: str, now: datetime) -> ColumnElement[bool]:
    return exists().where(lease.c.name == name, lease.c.owner == owner, lease.c.until > now)


_STANDS = case(
    (exists().where(respondent.c.id == delivery.c.respondent_id, respondent.c.stopped), Became.STOPPED.value),
    (
        exists().where(address.c.id == delivery.c.address_id, address.c.blocked_at.is_not(None)),
        Became.BLOCKED.value,
    ),
    else_=Became.SENDING.value,
)


def settle(db: Db, settled: Sequence[Settled], owner: str, now: datetime) -> None:
    """What became of what `owner` sent, even if it was given up meanwhile."""
    rows = [
        {
            "which": one.id,
            "whose": owner,
            "became": one.became,
            "number": one.message,
            "due": one.due_at,
            "now": now,
        }
        for one in settled
    ]
    if rows:
        db.execute(_SETTLED, rows)


_SETTLED = (
    update(delivery)
    .where(
        delivery.c.id == bindparam("which"),
        delivery.c.owner == bindparam("whose"),
        or_(delivery.c.state == Became.SENDING, delivery.c.state == Became.UNCERTAIN),
    )
    .values(
        state=bindparam("became"), message=bindparam("number"), due_at=bindparam("due"), at=bindparam("now")
    )
)


def recover(db: Db, channel: str, owner: str, now: datetime) -> int:
    """What another than `owner`, who holds the lease now, was about to send: whether it was, nobody knows."""
    there = select(address.c.id).where(address.c.channel == channel)
    left = update(delivery).where(
        delivery.c.state == Became.SENDING, delivery.c.owner != owner, delivery.c.address_id.in_(there)
    )
    return db.execute(left.values(state=Became.UNCERTAIN, at=now)).rowcount


def _put_off(db: Db, now: datetime) -> None:
    """A broadcast that is not through by the evening goes on in the morning."""
    running = select(broadcast.c.id, campaign.c.zone).join(campaign, campaign.c.id == broadcast.c.campaign_id)
    for id, zone in db.execute(running.where(broadcast.c.state == "sending")).all():
        morning = awake(now, ZoneInfo(zone))
        if morning > now:
            waiting = (delivery.c.broadcast_id == id, delivery.c.due_at < morning)
            db.execute(update(delivery).where(*waiting).values(due_at=morning))


def _finish(db: Db) -> None:
    """Broadcasts of which nothing waits and nothing is on its way."""
    of = delivery.c.broadcast_id == broadcast.c.id
    waits = exists().where(of, delivery.c.due_at.is_not(None))
    leaves = exists().where(of, delivery.c.state == Became.SENDING)
    through = update(broadcast).where(broadcast.c.state == "sending", ~waits, ~leaves)
    db.execute(through.values(state="done"))
