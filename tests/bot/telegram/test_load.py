"""A hall answers at once: three hundred residents who slip, correct and tap twice, and an exact recount."""

import asyncio
from collections import Counter
from random import Random

from telegram_player import on_telegram
from visitors import Visitor


async def test_a_hall_of_three_hundred_is_counted_exactly(town, api):
    many = 300 if town.database.dialect == "sqlite" else 60
    await town.asks("forum", "FORUM")
    visitors = [Visitor(api.person(f"Resident {n}"), Random(n)) for n in range(many)]
    async with on_telegram(town, api) as bot:
        async with asyncio.TaskGroup() as tasks:
            for visitor in visitors:
                tasks.create_task(visitor.visits("FORUM"))
        await bot.quiet()
    said = Counter((name, value) for visitor in visitors for name, value in visitor.counted.items())
    rows = await town.rows(
        "SELECT path, counted FROM answer WHERE counted_state IN ('answered', 'refused', 'skipped')"
    )
    assert Counter((path.rpartition("/")[2], counted) for path, counted in rows) == said
    assert await town.value("SELECT count(*) FROM session WHERE sent_at IS NOT NULL") == many
    assert await town.value("SELECT count(*) FROM quarantine") == 0
