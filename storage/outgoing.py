"""Cards promised to respondents, kept until a channel has delivered them.

Written in the same transaction as the answers, so a crash can delay a reply but never lose one.
Here a card is only text: what it says is the business of `bot.outbox`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, exists, insert, or_, select, true, update

from storage.database import Db
from storage.dialect import notify
from storage.messages import newest_of
from storage.models.delivery import card, outgoing
from storage.models.people import address, respondent


@dataclass(frozen=True, slots=True)
class New:
    """A card to be promised; `due_at` is None where the channel reads the log itself, as the web does."""

    respondent: int
    address_id: int
    channel: str
    card: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Promised:
    """A row of the outbox. `sealed` is the address to send it to and `newest` our newest message there,
    where they were asked for."""

    id: int
    respondent: int
    address_id: int
    channel: str
    seq: int
    card: str
    attempts: int = 0
    sealed: bytes = b""
    newest: str = ""


def put(db: Db, rows: Sequence[New], now: datetime) -> list[Promised]:
    """Promises `rows` in their order, each with its respondent's next number; other replicas are told."""
    if not rows:
        return []
    newest = _numbers(db, {row.respondent for row in rows})
    numbers = []
    for row in rows:
        newest[row.respondent] += 1
        numbers.append(newest[row.respondent])
    values = [_values(row, seq, now) for row, seq in zip(rows, numbers, strict=True)]
    ids = db.execute(insert(outgoing).returning(outgoing.c.id, sort_by_parameter_order=True), values)
    db.execute(_COUNTED, [{"who": who, "newest": seq} for who, seq in newest.items()])
    _announce(db, newest)
    return [
        Promised(id, row.respondent, row.address_id, row.channel, seq, row.card)
        for id, row, seq in zip(ids.scalars(), rows, numbers, strict=True)
    ]


_COUNTED = update(respondent).where(respondent.c.id == bindparam("who")).values(seq=bindparam("newest"))


def _numbers(db: Db, respondents: Iterable[int]) -> dict[int, int]:
    """The newest number of each respondent, whose row stays locked until the commit."""
    locked = (
        select(respondent.c.id, respondent.c.seq)
        .where(respondent.c.id.in_(respondents))
        .order_by(respondent.c.id)
        .with_for_update()
    )
    return {row.id: row.seq for row in db.execute(locked)}


def _values(row: New, seq: int, now: datetime) -> dict[str, object]:
    return {
        "respondent_id": row.respondent,
        "address_id": row.address_id,
        "channel": row.channel,
        "seq": seq,
        "card": row.card,
        "due_at": row.due_at,
        "created_at": now,
    }


def _announce(db: Db, respondents: Iterable[int]) -> None:
    """Tells the other replicas whose log has grown: the payload is their ids, separated by commas."""
    ids = list(respondents)
    for start in range(0, len(ids), _IDS_IN_A_NOTIFICATION):
        notify(db, NOTIFIED, ",".join(map(str, ids[start : start + _IDS_IN_A_NOTIFICATION])))


NOTIFIED = "outgoing"
"""The channel on which PostgreSQL tells that rows were put."""

_IDS_IN_A_NOTIFICATION = 350  # of at most 20 characters: a notification holds 8000 bytes


def since(db: Db, respondent_id: int, seq: int, channel: str = "web", limit: int = 500) -> list[Promised]:
    """What was promised to a respondent on a channel after the row numbered `seq`; the newest `limit`."""
    found = db.execute(
        select(outgoing)
        .where(outgoing.c.respondent_id == respondent_id, outgoing.c.seq > seq, outgoing.c.channel == channel)
        .order_by(outgoing.c.seq.desc())
        .limit(limit)
    )
    return [_promised(row, row.attempts) for row in reversed(found.all())]


def claim(
    db: Db, channel: str, now: datetime, limit: int, until: datetime, besides: Sequence[int] = ()
) -> list[Promised]:
    """Up to `limit` rows that are due, in order, none before an earlier one of the same respondent.

    They stay away from other claims until `until`; a sender that dies in between loses nothing. What waits
    for the morning holds up no reply: only what was tried already does.
    `besides` names rows that this sender still has in its hands.
    """
    waiting = outgoing.alias()
    earlier = exists().where(
        waiting.c.respondent_id == outgoing.c.respondent_id,
        waiting.c.seq < outgoing.c.seq,
        waiting.c.channel == channel,
        waiting.c.due_at > now,
        waiting.c.attempts > 0,
    )
    due = (
        select(outgoing, address.c.sealed, card.c.message.label("newest"))
        .join(address, address.c.id == outgoing.c.address_id)
        .outerjoin(card, newest_of(outgoing.c.address_id))
        .where(
            outgoing.c.channel == channel,
            outgoing.c.due_at <= now,
            ~earlier,
            outgoing.c.id.not_in(besides) if besides else true(),
        )
        .order_by(outgoing.c.id)
        .limit(limit)
        .with_for_update(of=outgoing, skip_locked=True)
    )
    claimed = [_promised(row, row.attempts + 1, row.sealed, row.newest or "") for row in db.execute(due)]
    if claimed:
        ids = [row.id for row in claimed]
        taken = update(outgoing).where(outgoing.c.id.in_(ids))
        db.execute(taken.values(due_at=until, attempts=outgoing.c.attempts + 1))
    return claimed


def drop(db: Db, ids: Sequence[int]) -> None:
    """These are delivered, or never will be."""
    db.execute(delete(outgoing).where(outgoing.c.id.in_(ids)))


def postpone(db: Db, moments: Mapping[int, datetime]) -> None:
    """These are due again at their moment."""
    db.execute(_POSTPONED, [{"which": id, "moment": moment} for id, moment in moments.items()])


_POSTPONED = update(outgoing).where(outgoing.c.id == bindparam("which")).values(due_at=bindparam("moment"))


def release(db: Db, channel: str, now: datetime) -> None:
    """All that was claimed there is due at once, since whoever had claimed it is gone; so is all that was
    due when it was put, where the clock has been set back since."""
    held_back = or_(outgoing.c.attempts > 0, outgoing.c.due_at <= outgoing.c.created_at)
    claimed = (outgoing.c.channel == channel, outgoing.c.due_at > now, held_back)
    db.execute(update(outgoing).where(*claimed).values(due_at=now))


def forget(db: Db, addresses: Sequence[int]) -> None:
    """Nothing more is sent to these addresses: they refuse us."""
    refused = or_(outgoing.c.due_at.is_not(None), outgoing.c.channel != "web")
    db.execute(delete(outgoing).where(outgoing.c.address_id.in_(addresses), refused))


def card_at(db: Db, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Cards by (respondent, seq), where they are still kept."""
    wanted = set(places)
    found = db.execute(
        select(outgoing.c.respondent_id, outgoing.c.seq, outgoing.c.card).where(
            outgoing.c.respondent_id.in_({who for who, _ in wanted}),
            outgoing.c.seq.in_({seq for _, seq in wanted}),
        )
    )
    return {(who, seq): card for who, seq, card in found if (who, seq) in wanted}


def _promised(row: Row[Any], attempts: int, sealed: bytes = b"", newest: str = "") -> Promised:
    return Promised(
        id=row.id,
        respondent=row.respondent_id,
        address_id=row.address_id,
        channel=row.channel,
        seq=row.seq,
        card=row.card,
        attempts=attempts,
        sealed=sealed,
        newest=newest,
    )
