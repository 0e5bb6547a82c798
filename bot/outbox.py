"""Cards in and out of `storage.outgoing`: kept as JSON, and leaving with an open address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import msgspec

from bot.channel import (
    CHANNELS,
    Blocked,
    Card,
    Delivered,
    Migrated,
    Outcome,
    Outgoing,
    Refused,
    RetryAfter,
    Uncertain,
)
from storage import messages, outgoing, quarantine, respondents
from storage.database import Db
from storage.keys import Keys


@dataclass(frozen=True, slots=True)
class Promise:
    """A card for a respondent, at one address (`address` is "" where only its number is known).

    `due_at` is when it may be sent at the earliest, None for at once; a log shows it at once.
    """

    respondent: int
    address_id: int
    channel: str
    card: Card
    address: str = ""
    due_at: datetime | None = None


def put(db: Db, promises: Sequence[Promise], now: datetime) -> list[Outgoing]:
    """Promises the cards in their order."""
    rows = [
        outgoing.New(
            respondent=promise.respondent,
            address_id=promise.address_id,
            channel=promise.channel,
            card=write(promise.card),
            due_at=None if CHANNELS[promise.channel].keeps_log else promise.due_at or now,
        )
        for promise in promises
    ]
    put = zip(outgoing.put(db, rows, now), promises, strict=True)
    return [_outgoing(row, promise.card, promise.address) for row, promise in put]


def since(db: Db, respondent_id: int, seq: int) -> list[Outgoing]:
    """The web's rows of a respondent after `seq`, oldest first."""
    return [_outgoing(row, read(row.card)) for row in outgoing.since(db, respondent_id, seq)]


def claim(
    db: Db,
    keys: Keys,
    channel: str,
    now: datetime,
    limit: int,
    until: datetime,
    besides: Sequence[int] = (),
) -> list[Outgoing]:
    """Rows of a channel that are due, with the address to send them to; see `storage.outgoing.claim`."""
    rows = outgoing.claim(db, channel, now, limit, until, besides)
    return [_outgoing(row, _in_place(row), keys.unseal(row.sealed)) for row in rows]


def _in_place(row: outgoing.Promised) -> Card:
    """The card; a new message where it would be edited above one that was sent after it was promised."""
    card = read(row.card)
    behind = row.newest.isdigit() and card.edits.isdigit() and int(card.edits) < int(row.newest)
    return replace(card, edits="") if behind else card


def settle(db: Db, keys: Keys, settled: Sequence[tuple[Outgoing, Outcome]], now: datetime) -> None:
    """What became of claimed rows: each is done with, due again, or set aside."""
    for kind, conclude in _CONCLUSIONS.items():
        some = [(row, outcome) for row, outcome in settled if isinstance(outcome, kind)]
        if some:
            conclude(db, keys, some, now)


Settled = Sequence[tuple[Outgoing, Outcome]]


def _delivered(db: Db, keys: Keys, settled: Settled, now: datetime) -> None:
    outgoing.drop(db, [row.id for row, _ in settled])
    newest = {
        row.address_id: outcome.message
        for row, outcome in settled
        if isinstance(outcome, Delivered) and not row.card.edits
    }
    messages.newest_is(db, newest)


def _blocked(db: Db, keys: Keys, settled: Settled, now: datetime) -> None:
    addresses = [row.address_id for row, _ in settled]
    respondents.block(db, addresses, now)
    outgoing.forget(db, addresses)


def _migrated(db: Db, keys: Keys, settled: Settled, now: datetime) -> None:
    for row, outcome in settled:
        if isinstance(outcome, Migrated):
            respondents.move(db, keys, row.address_id, outcome.address)
    outgoing.postpone(db, {row.id: now for row, _ in settled})


def _later(db: Db, keys: Keys, settled: Settled, now: datetime) -> None:
    """A pause that the channel asked for; an uncertain one is sent again, since a reply may come twice."""
    outgoing.postpone(db, {row.id: now + _pause(row, outcome) for row, outcome in settled})


def _pause(row: Outgoing, outcome: Outcome) -> timedelta:
    if isinstance(outcome, RetryAfter):
        return timedelta(seconds=outcome.seconds)
    return timedelta(seconds=min(2**row.attempts, _LONGEST_PAUSE))


_LONGEST_PAUSE = 8
"""Seconds: after a long trouble of Telegram's, people are answered within ten of its end."""


def _refused(db: Db, keys: Keys, settled: Settled, now: datetime) -> None:
    """Set aside without the card: what it says may be a resident's words."""
    for row, outcome in settled:
        reason = outcome.reason if isinstance(outcome, Refused) else ""
        body = f"respondent {row.respondent}, card {row.seq}"
        channel = row.address.partition(":")[0]
        quarantine.put(db, quarantine.SetAside(f"outgoing:{row.id}", channel, body, reason, now))
    outgoing.drop(db, [row.id for row, _ in settled])


_CONCLUSIONS: dict[type[Outcome], Callable[[Db, Keys, Settled, datetime], None]] = {
    Delivered: _delivered,
    Blocked: _blocked,
    Migrated: _migrated,
    RetryAfter: _later,
    Uncertain: _later,
    Refused: _refused,
}


def write(card: Card) -> str:
    return _encoder.encode(card).decode()


def read(card: str) -> Card:
    return _decoder.decode(card)


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Card)


def _outgoing(row: outgoing.Promised, card: Card, address: str = "") -> Outgoing:
    return Outgoing(row.id, row.respondent, address, row.seq, card, row.address_id, row.attempts, row.channel)
