"""Broadcasts on channels that keep a log: put where the next visit shows them, and settled with that.

Nothing is called, so nothing is uncertain: a delivery and its row in the log are one transaction.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from bot import outbox
from bot.channel import CHANNELS, Outgoing
from bot.intake import Committed
from bot.letters import Letters
from bot.outbox import Promise
from bot.tenure import LASTS
from storage import deliveries
from storage.database import Database, Db
from storage.deliveries import Became, Settled

log = logging.getLogger(__name__)

AT_ONCE = 200
AGAIN = 3.0
"""Seconds between two looks for what is due."""
_LOGS = [name for name, shows in CHANNELS.items() if shows.keeps_log]
_OWNER = "log"


@dataclass(frozen=True, slots=True)
class Noticeboard:
    """`hear` is told of the rows put, so that open pages show them."""

    database: Database
    letters: Letters
    clock: Callable[[], datetime]
    hear: Sequence[Committed]

    async def run(self) -> NoReturn:
        while True:
            if not await self.once():
                await asyncio.sleep(AGAIN)

    async def once(self) -> bool:
        """Puts up to so many as are due; False if there were none."""
        try:
            rows = await self.database.write(self._put, self.clock())
        except Exception:
            log.exception("broadcasts cannot be put into the log")
            return False
        for hear in self.hear if rows else ():
            hear(rows)
        return bool(rows)

    def _put(self, db: Db, now: datetime) -> list[Outgoing]:
        claimed = [one for name in _LOGS for one in deliveries.claim(db, name, now, AT_ONCE, now + LASTS)]
        wanted = deliveries.intend(db, claimed, _OWNER, now)
        going = [one for one in claimed if one.id in wanted]
        cards = self.letters.compose(db, going)
        rows = [Promise(one.respondent, one.address_id, one.channel, cards[one.id]) for one in going]
        deliveries.settle(db, [Settled(one.id, Became.SENT) for one in going], _OWNER, now)
        return outbox.put(db, rows, now)
