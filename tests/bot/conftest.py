"""The town that tests of the bot talk with."""

from collections.abc import AsyncIterator

import pytest
from clock import Clock
from town import Town, living

from storage.database import Database


@pytest.fixture
async def town(database: Database, clock: Clock) -> AsyncIterator[Town]:
    async with living(database, clock) as town:
        yield town
