"""Due moments: campaigns open and close, and what was to be forgotten is.

Each chore is a query over the rows themselves, and doing it twice changes nothing: after a crash, or on
three replicas at once, the same things have happened.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import NoReturn, TypeAlias

from storage import attachments, campaigns, erasure, seen, sessions
from storage.database import Database, Db

log = logging.getLogger(__name__)

Files: TypeAlias = frozenset[str]
"""Names of files that nobody speaks of any more."""

TICK = 2.0
"""Seconds between two looks at the clock."""
KEYS_KEPT = timedelta(days=14)
"""No channel brings the same inbound again after so long; a page may wait that long for a network."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Chore:
    name: str
    every: timedelta
    do: Callable[[Db, datetime], Files]


def steer(db: Db, now: datetime) -> Files:
    """Campaigns open and close at their moment. A promise to erase outlives the campaign."""
    for word, ids in (("opened", campaigns.open_due(db, now)), ("closed", campaigns.close_due(db, now))):
        for id in ids:
            log.info("campaign %d has %s", id, word)
    return frozenset()


def erase_campaigns(db: Db, now: datetime) -> Files:
    """The day of deletion that the first message named has come."""
    return frozenset().union(*(erasure.purge(db, id) for id in campaigns.deletable(db, now)))


def unname_minors(db: Db, now: datetime) -> Files:
    """Whoever is under 15 cannot be reached any more, once their answers are in and their receipt is sent."""
    erasure.unname(db, erasure.minors(db, now - A_DAY))
    return frozenset()


def drop_previews(db: Db, now: datetime) -> Files:
    sessions.erase(db, sessions.previews(db, now - A_DAY))
    return frozenset()


def drop_strangers(db: Db, now: datetime) -> Files:
    """Who came by and took part in nothing, or was forgotten yesterday, is not known any more."""
    return erasure.forget_strangers(db, erasure.strangers(db, now - A_DAY))


def drop_keys(db: Db, now: datetime) -> Files:
    seen.purge(db, now - KEYS_KEPT)
    return frozenset()


CHORES = (
    Chore("steer campaigns", timedelta(seconds=TICK), steer),
    Chore("erase campaigns", timedelta(minutes=10), erase_campaigns),
    Chore("unname minors", timedelta(hours=1), unname_minors),
    Chore("drop previews", timedelta(hours=1), drop_previews),
    Chore("drop strangers", timedelta(hours=1), drop_strangers),
    Chore("drop keys", timedelta(hours=1), drop_keys),
)


@dataclass(slots=True)
class Due:
    """Does the chores in turn, for as long as it runs. `delete` takes files out of the media store."""

    database: Database
    clock: Callable[[], datetime]
    delete: Callable[[Files], Awaitable[None]]
    older_than: Callable[[datetime], Awaitable[Collection[str]]]
    """The files that were put into the media store before a moment."""
    chores: tuple[Chore, ...] = CHORES
    _done: dict[str, datetime] = field(default_factory=dict)
    _forgotten: Files = frozenset()

    def forget(self, files: Files) -> None:
        """These files are deleted at the next look: whoever was erased a moment ago had sent them."""
        self._forgotten |= files

    async def run(self) -> NoReturn:
        while True:
            await self.tick()
            await asyncio.sleep(TICK)

    async def tick(self) -> None:
        """Whatever is due now; a chore that fails is tried again at the next look."""
        now = self.clock()
        await self._delete()
        for chore in self.chores:
            await self._do(chore.name, chore.every, now, partial(self._write, chore))
        await self._do("sweep the media store", A_DAY, now, self._sweep)

    async def _do(
        self, name: str, every: timedelta, now: datetime, do: Callable[[datetime], Awaitable[Files]]
    ) -> None:
        done = self._done.get(name)
        if done is not None and done <= now < done + every:
            return
        try:
            self.forget(await do(now))
        except Exception:
            log.exception("could not %s", name)
        else:
            self._done[name] = now

    async def _write(self, chore: Chore, now: datetime) -> Files:
        return await self.database.write(chore.do, now)

    async def _sweep(self, now: datetime) -> Files:
        """What was handed over in Telegram, and what staff sent to be read, leaves a file but no row."""
        return await self.database.read(attachments.unreferenced, await self.older_than(now - A_DAY))

    async def _delete(self) -> None:
        """What cannot be deleted now stays to be deleted."""
        try:
            if self._forgotten:
                await self.delete(self._forgotten)
        except Exception:
            log.exception("could not delete %d files", len(self._forgotten))
        else:
            self._forgotten = frozenset()
