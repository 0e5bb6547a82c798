"""Being the only process that does something: holding a lease, renewing it, waiting for it."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from storage import leases
from storage.database import Database
from storage.errors import StorageError

log = logging.getLogger(__name__)

LASTS = timedelta(seconds=30)
_RENEWED_WITHIN = LASTS / 3


class Tenure:
    """`owner` names this process, and nobody else, among those that share the database."""

    def __init__(
        self, database: Database, name: str, owner: str, clock: Callable[[], datetime], again: float = 1.0
    ) -> None:
        """`again` is how many seconds pass between two looks at a lease that another holds."""
        self.name = name
        self._database = database
        self.owner = owner
        self._clock = clock
        self._again = again
        self._renewed: datetime | None = None
        self._term = 0

    async def holding(self) -> int:
        """Returns while, or as soon as, the lease is ours: the how manieth time without a break that is."""
        while not await self._hold():
            await self._rest()
        return self._term

    async def give_up(self) -> None:
        """Another may go on at once; if the database is away, it waits until the lease runs out."""
        if self._renewed is not None:
            self._renewed = None
            with suppress(StorageError):
                await self._database.write(leases.give_up, self.name, self.owner, self._clock())

    async def _rest(self) -> None:
        await asyncio.sleep(self._again)

    async def _hold(self) -> bool:
        now = self._clock()
        if self._renewed is not None and self._renewed <= now < self._renewed + _RENEWED_WITHIN:
            return True
        try:
            ours = await self._database.write(leases.take, self.name, self.owner, now, LASTS)
        except StorageError as error:
            log.warning("%s cannot be renewed: %s", self.name, type(error).__name__)
            return False
        if ours and self._renewed is None:
            self._term += 1
        if not ours and self._renewed is not None:
            log.warning("%s was lost to another process", self.name)
        self._renewed = now if ours else None
        return ours
