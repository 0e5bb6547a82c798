"""Respondents: people as we know them, over all their addresses; never by a name.

An address is kept sealed and found by its keyed hash. Whoever arrives is locked until the commit, in the
order of their numbers, so that two taps at once of one person are taken one after the other.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update

from storage import messages
from storage.database import Db
from storage.dialect import insert_or_ignore
from storage.keys import Keys
from storage.models.delivery import card
from storage.models.people import address, respondent, staff


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who comes in at an address (`telegram:42`), with the channel's hint of their language."""

    address: str
    channel: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Respondent:
    """A respondent at the address they speak from. `role` is theirs as staff on this channel, if any."""

    id: int
    address_id: int
    address: str
    channel: str
    language: str | None = None
    focus: int | None = None
    """The session spoken to."""
    stopped: bool = False
    blocked: bool = False
    role: str | None = None
    newest: str = ""
    """The channel's id of the newest message that we sent there."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a respondent can be told something: the newest of their addresses that does not refuse us."""

    id: int
    address_id: int
    channel: str
    language: str | None


def arrive(db: Db, keys: Keys, arrivals: Sequence[Arrival], now: datetime) -> dict[str, Respondent]:
    """Everyone who came in, by address, known or welcomed, and locked."""
    by_lookup = {keys.lookup(arrival.address): arrival for arrival in arrivals}
    found = _lock(db, by_lookup, now)
    strangers = {lookup: by_lookup[lookup] for lookup in sorted(by_lookup.keys() - found.keys())}
    if strangers:
        _welcome(db, keys, strangers, now)
        found |= _lock(db, strangers, now)
    return {person.address: person for person in found.values()}


def find(db: Db, keys: Keys, at: str) -> tuple[int, int] | None:
    """(respondent, address) numbers of an address, if it is known; nothing is locked."""
    row = db.execute(
        select(address.c.respondent_id, address.c.id).where(address.c.lookup == keys.lookup(at))
    ).first()
    return (row.respondent_id, row.id) if row else None


def reachable(db: Db, people: Collection[int]) -> list[Reached]:
    """Those of them who may be written to unasked, in order: who said /stop is left in peace."""
    newest = (
        select(func.max(address.c.id))
        .where(address.c.respondent_id.in_(people), address.c.blocked_at.is_(None))
        .group_by(address.c.respondent_id)
    )
    rows = db.execute(
        select(respondent.c.id, address.c.id, address.c.channel, respondent.c.language)
        .join(respondent, respondent.c.id == address.c.respondent_id)
        .where(address.c.id.in_(newest), ~respondent.c.stopped)
        .order_by(respondent.c.id)
    )
    return [Reached(*row) for row in rows]


def save(db: Db, people: Sequence[Respondent]) -> None:
    """Keeps language, focus and the wish to be left alone."""
    values = [{"who": p.id, "language": p.language, "focus": p.focus, "stopped": p.stopped} for p in people]
    if values:
        db.execute(_SAVED, values)


_SAVED = (
    update(respondent)
    .where(respondent.c.id == bindparam("who"))
    .values(language=bindparam("language"), focus=bindparam("focus"), stopped=bindparam("stopped"))
)


def block(db: Db, addresses: Collection[int], now: datetime) -> None:
    """These addresses refuse us."""
    db.execute(update(address).where(address.c.id.in_(addresses)).values(blocked_at=now))


def unblock(db: Db, addresses: Collection[int]) -> None:
    """We are welcome again at these addresses."""
    db.execute(update(address).where(address.c.id.in_(addresses)).values(blocked_at=None))


def move(db: Db, keys: Keys, address_id: int, to: str) -> None:
    """The chat has a new address; if somebody is already known there, that one stays and nothing moves."""
    if find(db, keys, to) is None:
        moved = {"lookup": keys.lookup(to), "sealed": keys.seal(to), "key_id": keys.key_id}
        db.execute(update(address).where(address.c.id == address_id).values(moved))


def _lock(db: Db, by_lookup: Mapping[bytes, Arrival], now: datetime) -> dict[bytes, Respondent]:
    signed_in = and_(
        staff.c.respondent_id == respondent.c.id,
        staff.c.channel == address.c.channel,
        staff.c.ended_at.is_(None),
        or_(staff.c.until.is_(None), staff.c.until > now),
    )
    rows = db.execute(
        select(
            address.c.lookup,
            address.c.id.label("address_id"),
            address.c.blocked_at,
            respondent.c.id,
            respondent.c.language,
            respondent.c.focus,
            respondent.c.stopped,
            staff.c.role,
            card.c.message.label("newest"),
        )
        .join(respondent, respondent.c.id == address.c.respondent_id)
        .outerjoin(staff, signed_in)
        .outerjoin(card, messages.newest_of(address.c.id))
        .where(address.c.lookup.in_(by_lookup))
        .order_by(respondent.c.id)
        .with_for_update(of=respondent)
    )
    return {
        row.lookup: Respondent(
            id=row.id,
            address_id=row.address_id,
            address=by_lookup[row.lookup].address,
            channel=by_lookup[row.lookup].channel,
            language=row.language,
            focus=row.focus,
            stopped=row.stopped,
            blocked=row.blocked_at is not None,
            role=row.role,
            newest=row.newest or "",
        )
        for row in rows
    }


def _welcome(db: Db, keys: Keys, strangers: Mapping[bytes, Arrival], now: datetime) -> None:
    """A respondent for each new address; where another replica was quicker, theirs is the one."""
    people = [{"language": arrival.language, "created_at": now} for arrival in strangers.values()]
    ids = db.execute(insert(respondent).returning(respondent.c.id, sort_by_parameter_order=True), people)
    new = dict(zip(strangers, ids.scalars(), strict=True))
    rows = [
        {
            "respondent_id": new[lookup],
            "channel": arrival.channel,
            "lookup": lookup,
            "sealed": keys.seal(arrival.address),
            "key_id": keys.key_id,
            "created_at": now,
        }
        for lookup, arrival in strangers.items()
    ]
    placed = set(db.execute(insert_or_ignore(db, address).returning(address.c.lookup), rows).scalars())
    late = [id for lookup, id in new.items() if lookup not in placed]
    if late:
        db.execute(delete(respondent).where(respondent.c.id.in_(late)))
