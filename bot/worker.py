"""Long work, done outside of any turn: one job at a time, each in a process with limits of its own.

The row that asked for a job stays until its outcome is promised to whoever asked, in one transaction:
after a crash the job is done again. What cannot be done is said, never dropped.
"""

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn, TypeAlias

from admin.work.job import Job, Outcome, outcome, to_json
from bot.channel import Outgoing
from bot.intake import Committed
from dialogs.text import _, say
from locales import catalogue
from storage import work
from storage.database import Database, Db
from storage.errors import StorageError
from storage.media import Media, NoSuchMedia
from storage.work import Work

log = logging.getLogger(__name__)

LIMIT = timedelta(minutes=3)
"""How long a job may take on the clock before it is stopped."""
AGAIN = 2.0
"""Seconds until work is looked for again after the database was away."""
TRIES = 2
"""A job that takes the whole worker down twice is given up."""

Finish: TypeAlias = Callable[[Db, Work, Outcome, datetime], Sequence[Outgoing]]


@dataclass(slots=True)
class Worker:
    """`finish` promises the outcome to whoever asked. `environment` is what the process reads its settings
    from."""

    database: Database
    media: Media
    finish: Finish
    clock: Callable[[], datetime]
    environment: dict[str, str]
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    on_commit: list[Committed] = field(default_factory=list)
    """Called with the cards that tell an outcome, once they are committed."""

    def hear(self, rows: Sequence[Outgoing]) -> None:
        """A turn was committed, and may have asked for work."""
        if any(row.card.work for row in rows):
            self.wake.set()

    async def run(self) -> NoReturn:
        while True:
            self.wake.clear()
            seconds = await self._rest()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.wake.wait(), seconds)

    async def _rest(self) -> float | None:
        """Does all that is due; then how long there is nothing to do, None for until there is."""
        try:
            while await self.one():
                pass
            return await self._pause()
        except StorageError as error:
            log.warning("work waits: %s", error)
            return AGAIN

    async def one(self) -> bool:
        """Does the oldest job that is due; False if there is none."""
        now = self.clock()
        job = await self.database.write(work.claim, now, now + 2 * LIMIT)
        if job is None:
            return False
        done = await self._do(job) if job.attempts <= TRIES else _given_up(job)
        rows = await self.database.write(self._settle, job, done)
        for hear in self.on_commit if rows else ():
            hear(rows)
        log.info("work %d: %s", job.id, "failed" if done.failed else "done")
        return True

    def _settle(self, db: Db, job: Work, done: Outcome) -> Sequence[Outgoing]:
        return self.finish(db, job, done, self.clock()) if work.done(db, job.id) else ()

    async def _do(self, job: Work) -> Outcome:
        with TemporaryDirectory(prefix="parvis-") as folder:
            try:
                await self._fetch(job, Path(folder))
            except NoSuchMedia:
                return _failed(job.language)
            done = await self._in_process(Job(job.recipe, job.language, self.clock().isoformat(), folder))
            if not done.file:
                return done
            return await self._keep(done, Path(folder) / done.file)

    async def _fetch(self, job: Work, folder: Path) -> None:
        """The file that a job reads, which its recipe names first."""
        name, *words = job.recipe.split(" ", 2)
        if name == "read":
            (folder / "input").write_bytes(await self.media.get(words[0]))

    async def _keep(self, done: Outcome, path: Path) -> Outcome:
        """The outcome with its file in the media store, under the name that it has there."""
        kept = await self.media.put_made(await asyncio.to_thread(path.read_bytes), done.file)
        return Outcome(kept, done.mime, done.title, done.alt)

    async def _in_process(self, job: Job) -> Outcome:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "admin.work",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, **self.environment},
        )
        try:
            said, complaint = await asyncio.wait_for(process.communicate(to_json(job)), LIMIT.total_seconds())
        except TimeoutError:
            return _failed(job.language)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode != 0:
            log.error(
                "work ended with %s: %s", process.returncode, complaint.decode(errors="replace")[-2000:]
            )
            return _failed(job.language)
        return outcome(said)

    async def _pause(self) -> float | None:
        due = await self.database.read(work.next_due)
        return None if due is None else max((due - self.clock()).total_seconds(), 0.05)


def _given_up(job: Work) -> Outcome:
    return _failed(job.language)


def _failed(language: str) -> Outcome:
    sentence = _("This took too long or could not be done. Nothing was changed. Please try again.")
    return Outcome(failed=say(sentence, catalogue(language)))
