"""Deliveries of broadcasts on one channel: to each person at most once, replies first.

A slot of the pace is taken, the intent is committed, the message is sent, its outcome is committed.
Whoever dies between the last two leaves a delivery uncertain, and nobody sends that again by themselves.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NoReturn, Protocol, TypeAlias

from bot.channel import Blocked, Card, Delivered, Migrated, Outcome, Refused, RetryAfter, Uncertain
from bot.tenure import LASTS, Tenure
from storage import deliveries, leases, messages, outgoing, respondents
from storage.database import Database, Db
from storage.deliveries import Became, Claimed, Settled
from storage.keys import Keys

log = logging.getLogger(__name__)

Compose: TypeAlias = Callable[[Db, Sequence[Claimed]], Mapping[int, Card]]
"""The cards of deliveries, by their number, each in its reader's language."""


class Line(Protocol):
    """A way to send broadcasts."""

    name: str

    async def acquire(self, chat: int) -> None:
        """Returns when a message may leave; `chat` tells chats apart for the pace."""
        ...

    async def send(self, to: str, card: Card) -> Outcome: ...


class Broadcaster:
    """`tenure` is the sender's: whoever sends replies with a token sends its broadcasts."""

    def __init__(
        self,
        database: Database,
        keys: Keys,
        line: Line,
        tenure: Tenure,
        compose: Compose,
        clock: Callable[[], datetime],
        most: int = 50,
        again: float = 1.0,
    ) -> None:
        """`most` deliveries are in hand at a time; `again` is how many seconds pass between two looks."""
        self._database = database
        self._keys = keys
        self._line = line
        self._tenure = tenure
        self._compose = compose
        self._clock = clock
        self._most = most
        self._again = again
        self._term = 0
        self._in_hand: set[int] = set()
        self._writable = asyncio.Event()
        self._writable.set()

    async def run(self) -> NoReturn:
        async with asyncio.TaskGroup() as tasks:
            while True:
                await self._hold()
                claimed, cards = await self._claim()
                for one in claimed:
                    await self._line.acquire(one.address_id)
                    await self._writable.wait()
                    tasks.create_task(self._deliver(one, cards[one.id]))
                if not claimed:
                    await asyncio.sleep(self._again)

    async def _hold(self) -> None:
        """Waits for the lease; a new holder first notes what the last one left on its way."""
        term = await self._tenure.holding()
        if term == self._term:
            return
        try:
            left = await self._database.write(
                deliveries.recover, self._line.name, self._tenure.owner, self._clock()
            )
        except Exception:
            log.exception("deliveries that were on their way cannot be looked for")
            return
        if left:
            log.warning("%d deliveries are uncertain: whoever sent them is gone", left)
        self._term = term

    async def _claim(self) -> tuple[list[Claimed], Mapping[int, Card]]:
        """Deliveries that are due, with what each says."""
        try:
            claimed, cards = await self._database.write(self._claim_in, self._clock())
        except Exception:
            log.exception("deliveries cannot be read")
            return [], {}
        self._in_hand |= {one.id for one in claimed}
        return claimed, cards

    def _claim_in(self, db: Db, now: datetime) -> tuple[list[Claimed], Mapping[int, Card]]:
        room = self._most - len(self._in_hand)
        if room <= 0:
            return [], {}
        claimed = deliveries.claim(db, self._line.name, now, room, now + LASTS, sorted(self._in_hand))
        return claimed, self._compose(db, claimed)

    async def _deliver(self, one: Claimed, card: Card) -> None:
        """The intent, the message, its outcome."""
        try:
            if await self._intend(one):
                outcome = await self._send(one, card)
                await self._keep(one, outcome)
        finally:
            self._in_hand.discard(one.id)

    async def _intend(self, one: Claimed) -> bool:
        """Whether it may go: it is still ours and still wanted. If that cannot be kept, it does not go."""
        try:
            going = await self._database.write(
                deliveries.intend, [one], self._tenure.owner, self._clock(), self._tenure.name
            )
        except Exception:
            log.exception("the intent of delivery %d cannot be written down", one.id)
            return False
        return one.id in going

    async def _send(self, one: Claimed, card: Card) -> Outcome:
        try:
            return await self._line.send(self._keys.unseal(one.sealed), card)
        except Exception:  # a bug: whether the message left, nobody knows
            log.exception("delivery %d", one.id)
            return Uncertain()

    async def _keep(self, one: Claimed, outcome: Outcome) -> None:
        """Tried until it succeeds; meanwhile no other message leaves."""
        while not await self._kept(one, outcome):
            self._writable.clear()
            await asyncio.sleep(self._again)
        self._writable.set()

    async def _kept(self, one: Claimed, outcome: Outcome) -> bool:
        try:
            await self._database.write(self._settle_in, one, outcome, self._clock())
        except Exception:
            log.exception("what became of delivery %d cannot be written down", one.id)
            return False
        return True

    def _settle_in(self, db: Db, one: Claimed, outcome: Outcome, now: datetime) -> None:
        deliveries.settle(db, [_settled(one, outcome, now)], self._tenure.owner, now)
        match outcome:
            case Delivered(message):
                messages.newest_is(db, {one.address_id: message})
            case Blocked():
                respondents.block(db, [one.address_id], now)
                outgoing.forget(db, [one.address_id])
            case Migrated(address):
                respondents.move(db, self._keys, one.address_id, address)
            case RetryAfter(seconds, whole=True):
                leases.pause(db, self._tenure.name, now + timedelta(seconds=seconds))


def _settled(one: Claimed, outcome: Outcome, now: datetime) -> Settled:
    match outcome:
        case Delivered(message):
            return Settled(one.id, Became.SENT, message)
        case Blocked():
            return Settled(one.id, Became.BLOCKED)
        case Refused():
            return Settled(one.id, Became.FAILED)
        case RetryAfter(seconds):
            return Settled(one.id, Became.QUEUED, due_at=now + timedelta(seconds=seconds))
        case Migrated():
            return Settled(one.id, Became.QUEUED, due_at=now)
        case Uncertain():
            return Settled(one.id, Became.UNCERTAIN)
