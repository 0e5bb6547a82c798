"""Outgoing rows to their channel: in order for each respondent, at the channel's pace, until each is settled.

What is sent is forgotten only after it was written down, so a crash may repeat a reply and never
loses one. Of several processes only the one that holds the lease sends.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import NoReturn, TypeAlias

from bot import outbox
from bot.channel import Blocked, Channel, Delivered, Outcome, Outgoing, Refused, RetryAfter
from bot.pace import Pace
from bot.tenure import LASTS, Tenure
from storage import leases, outgoing
from storage.database import Database, Db
from storage.errors import StorageError
from storage.keys import Keys

log = logging.getLogger(__name__)

Row: TypeAlias = tuple[Outgoing, Outcome]


class Sender:
    """`wake` belongs into `intake.on_commit`, `run` into the application's TaskGroup."""

    def __init__(
        self,
        database: Database,
        keys: Keys,
        channel: Channel,
        tenure: Tenure,
        pace: Pace,
        clock: Callable[[], datetime],
        most: int = 100,
        again: float = 1.0,
    ) -> None:
        """`most` rows are in hand at a time; `again` is how many seconds pass until rows are looked for that
        nobody announced, and until a failed write is tried once more."""
        self._database = database
        self._keys = keys
        self._channel = channel
        self._tenure = tenure
        self._pace = pace
        self._clock = clock
        self._most = most
        self._again = again
        self._in_hand: set[int] = set()
        self._term = 0
        self._looked_at = self._clock()
        self._heeded: datetime | None = None
        self._outcomes: list[Row] = []
        self._told = asyncio.Event()
        """An outcome waits to be written down."""
        self._woken = asyncio.Event()
        self._turn = asyncio.Lock()
        """Held by the one who waits for the token's next slot: first come, first served."""
        self._writable = asyncio.Event()
        self._writable.set()

    def wake(self, rows: Sequence[Outgoing]) -> None:
        if any(row.channel == self._channel.name for row in rows):
            self._woken.set()

    async def run(self) -> NoReturn:
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._settle_for_ever())
                await self._send_for_ever(tasks)
        finally:
            await self._settle(self._outcomes)
            await self._tenure.give_up()

    async def _send_for_ever(self, tasks: asyncio.TaskGroup) -> NoReturn:
        while True:
            term, now = await self._tenure.holding(), self._clock()
            if term != self._term or now < self._looked_at:
                await self._take_over()
            self._term, self._looked_at = term, now
            for rows in await self._claim():
                tasks.create_task(self._deliver(rows))
            await self._rest()

    async def _rest(self) -> None:
        """Until rows are put or settled; at times without a word, since another replica may have put some."""
        try:
            async with asyncio.timeout(self._again):
                await self._woken.wait()
        except TimeoutError:
            return
        self._woken.clear()

    async def _take_over(self) -> None:
        """What a sender before us had in its hands when it died need not wait until its claim runs out; nor
        need anything wait for an hour that comes twice, since the clock was set back."""
        try:
            await self._database.write(outgoing.release, self._channel.name, self._clock())
        except StorageError:
            log.warning("claimed rows wait until their claim runs out")

    # ---- taking rows -----------------------------------------------------------------------

    async def _claim(self) -> list[list[Outgoing]]:
        """Rows that are due, by respondent; none while too many are in hand."""
        room = self._most - len(self._in_hand)
        if room <= self._most // 2:
            return []
        now = self._clock()
        try:
            rows, paused_until = await self._database.write(self._claim_in, now, room)
        except Exception:
            log.exception("outgoing rows cannot be read")
            return []
        self._heed(paused_until, now)
        self._in_hand |= {row.id for row in rows}
        in_order = sorted(rows, key=lambda row: (row.respondent, row.seq))
        return [list(group) for _, group in groupby(in_order, key=lambda row: row.respondent)]

    def _heed(self, paused_until: datetime | None, now: datetime) -> None:
        """A pause that another process met counts here as well; each is heeded once."""
        if paused_until and paused_until != self._heeded:
            self._heeded = paused_until
            self._pace.pause((paused_until - now).total_seconds())

    def _claim_in(self, db: Db, now: datetime, room: int) -> tuple[list[Outgoing], datetime | None]:
        rows = outbox.claim(db, self._keys, self._channel.name, now, room, now + LASTS, sorted(self._in_hand))
        return rows, leases.paused_until(db, self._tenure.name)

    # ---- sending them ----------------------------------------------------------------------

    async def _deliver(self, rows: list[Outgoing]) -> None:
        """One respondent's rows in their order; what stands behind one that must wait, waits with it."""
        overtaken = {first.id for first, second in pairwise(rows) if _overtakes(second, first)}
        for number, row in enumerate(rows):
            outcome = Delivered(row.card.edits) if row.id in overtaken else await self._send(row)
            self._tell(row, outcome)
            if not isinstance(outcome, Delivered | Refused):
                for behind in rows[number + 1 :]:
                    self._tell(behind, outcome if isinstance(outcome, Blocked) else _BEHIND)
                return

    async def _send(self, row: Outgoing) -> Outcome:
        await self._slot(row.address_id)
        try:
            outcome = await self._channel.send(row)
        except Exception as error:  # a card that cannot be sent must not stop all others
            log.exception("outgoing row %d of respondent %d", row.id, row.respondent)
            return Refused(type(error).__name__)
        if isinstance(outcome, RetryAfter) and outcome.whole:
            self._pace.pause(outcome.seconds)
        if isinstance(outcome, Refused):
            log.warning("outgoing row %d was refused: %s", row.id, outcome.reason)
        return outcome

    async def _slot(self, chat: int) -> None:
        """Returns when a message may leave for `chat`: not before its own pause, then in turn."""
        await _sleep_off(lambda: self._pace.chat_wait(chat))
        self._pace.replies += 1
        try:
            async with self._turn:
                await self._writable.wait()
                await _sleep_off(self._pace.wait)
                self._pace.spend(chat)
        finally:
            self._pace.replies -= 1

    # ---- writing down what became of them --------------------------------------------------

    def _tell(self, row: Outgoing, outcome: Outcome) -> None:
        self._outcomes.append((row, outcome))
        self._told.set()

    async def _settle_for_ever(self) -> NoReturn:
        while True:
            await self._told.wait()
            self._told.clear()
            settled, self._outcomes = self._outcomes, []
            while not await self._settle(settled):
                self._writable.clear()  # nothing more leaves until this is written down
                await asyncio.sleep(self._again)
            self._writable.set()
            self._in_hand -= {row.id for row, _ in settled}
            self._woken.set()

    async def _settle(self, settled: Sequence[Row]) -> bool:
        """Whether they are written down."""
        if not settled:
            return True
        try:
            await self._database.write(self._settle_in, settled, self._clock())
        except Exception:
            log.exception("what became of %d outgoing rows cannot be written down", len(settled))
            return False
        return True

    def _settle_in(self, db: Db, settled: Sequence[Row], now: datetime) -> None:
        outbox.settle(db, self._keys, settled, now)
        pauses = [o.seconds for _, o in settled if isinstance(o, RetryAfter) and o.whole]
        if pauses:
            leases.pause(db, self._tenure.name, now + timedelta(seconds=max(pauses)))


_BEHIND = RetryAfter(0.0, whole=False)
"""Due at once, but an earlier row of the same respondent holds it back."""


async def _sleep_off(wait: Callable[[], float]) -> None:
    """Returns once `wait` is over; it may grow meanwhile."""
    seconds = wait()
    while seconds:
        await asyncio.sleep(seconds)
        seconds = wait()


def _overtakes(second: Outgoing, first: Outgoing) -> bool:
    """Whether two edits of one message follow each other: then the first need not be shown."""
    return bool(first.card.edits) and first.card.edits == second.card.edits
