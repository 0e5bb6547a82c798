"""The whole bot, killed while people answer and started again: what it acknowledged is kept, once."""

import asyncio
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

from botapi.server import TOKEN, BotApi
from sqlalchemy import text
from visitors import Visitor

from storage.database import Database

KILLS, VISITORS = 2, 20


@asynccontextmanager
async def running(api: BotApi, folder: Path, port: int) -> AsyncIterator[None]:
    """`python -m bot` as an operator starts it, once it listens; at the end it is killed without a word."""
    settings = {
        "DATA_DIR": str(folder),
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api.url,
        "PORT": str(port),
    }
    before = len(api.arrivals.of("getUpdates"))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "--demo", env={**os.environ, **settings}
    )
    try:
        await api.world.until(lambda: len(api.arrivals.of("getUpdates")) > before, within=60)
        yield
    finally:
        process.kill()
        await process.wait()


async def test_a_bot_that_is_killed_forgets_nothing_and_counts_nothing_twice(api, tmp_path, free_port):
    visitors = [Visitor(api.person(f"Resident {n}"), Random(n)) for n in range(VISITORS)]
    async with asyncio.TaskGroup() as tasks:
        visits = [tasks.create_task(visitor.visits("FORUM")) for visitor in visitors]
        for kill in range(KILLS):
            async with running(api, tmp_path, free_port):
                sent = (kill + 1) * VISITORS * 4
                await api.world.until(lambda sent=sent: len(api.arrivals.messages()) > sent, within=60)
        async with running(api, tmp_path, free_port):
            await asyncio.wait(visits)
            await api.world.until(lambda: not api.world.waiting)
    said = Counter((name, value) for visitor in visitors for name, value in visitor.counted.items())
    assert await _counted(tmp_path) == said


async def _counted(folder: Path) -> Counter[tuple[str, str]]:
    database = await Database.open(f"sqlite+aiosqlite:///{folder / 'parvis.db'}")
    query = text("SELECT path, counted FROM answer WHERE counted_state IN ('answered', 'refused', 'skipped')")
    rows = await database.read(lambda db: db.execute(query).all())
    await database.close()
    return Counter((path.rpartition("/")[2], counted) for path, counted in rows)
