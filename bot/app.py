"""The process: everything is built once here, and one TaskGroup owns every task.

It stops within ten seconds of SIGTERM: no new request is taken, those that are open are answered after
their commit, then the loops end. What was not answered comes again, and is known by its key.
"""

import asyncio
import logging
import secrets
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from aiohttp import web

from admin.settings import Settings
from bot import demo, first_owner, server
from bot.broadcaster import Broadcaster, Line
from bot.broadcasting import broadcast
from bot.channels.web import neighbours
from bot.channels.web.build import build
from bot.clock import Due
from bot.finishing import Finishing
from bot.foundation import Foundation, laid
from bot.house import House
from bot.intake import Intake
from bot.letters import Letters
from bot.noticing import Noticeboard
from bot.pace import Pace
from bot.sender import Sender
from bot.worker import Worker
from dialogs.text import _, say
from storage import health, leases, profile
from storage.database import Database

if TYPE_CHECKING:  # aiogram takes seconds to import: only where a token is set
    from bot.channels.telegram.connect import Telegram

log = logging.getLogger(__name__)

Job: TypeAlias = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Part:
    """What one channel brings: its routes, and the loops that go on beside the server."""

    routes: server.Routes
    jobs: tuple[Job, ...] = ()


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the entry point reads the clock


async def serve(settings: Settings, *, demonstrate: bool = False) -> None:
    """Runs until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with laid(settings) as base, _telegram(base) as telegram:
        await _alone(base.database)
        if demonstrate:
            await demo.begin(base, now())
        house = base.house(telegram.username if telegram else "")
        await base.database.write(profile.keep_telegram, house.telegram)
        await _greet(base.database, house)
        intake = Intake(base.database, house)
        parts = [_web(base, house, intake)]
        if telegram:
            parts.append(_by_telegram(base, house, intake, telegram))
        due = Due(base.database, now, lambda names: base.media.delete(*names), base.media.older_than)
        intake.on_forgotten.append(due.forget)
        jobs = [
            intake.run,
            due.run,
            _worker(base, house, intake).run,
            *(job for part in parts for job in part.jobs),
        ]
        routes = [part.routes for part in parts]
        app = server.application(routes, _ready(base), settings.public_url, settings.trusted_proxies)
        await _run(app, jobs, settings, stop)


async def _greet(database: Database, house: House) -> None:
    if link := await first_owner.invitation(database, house, now()):
        sentence = _("Nobody runs this town yet. This link makes you its owner, once, for 24 hours:")
        sys.stdout.write(f"{say(sentence, house.catalogue(None))}\n{link}\n")
        sys.stdout.flush()


async def _alone(database: Database) -> None:
    """On SQLite there is one process at a time: what the last one held when it was killed is ours at once."""
    if database.dialect == "sqlite":
        await database.write(leases.vacate, now())


def _web(base: Foundation, house: House, intake: Intake) -> Part:
    chat = build(base, house, intake.take, now)
    hub = chat.desk.hub
    intake.on_commit.append(hub.deliver)
    noticeboard = Noticeboard(base.database, Letters(house), now, intake.on_commit)
    return Part(chat.add_routes, (lambda: neighbours.hear(base.database, hub), noticeboard.run))


@asynccontextmanager
async def _telegram(base: Foundation) -> AsyncIterator["Telegram | None"]:
    if not base.settings.telegram_token:
        yield None
        return
    from bot.channels.telegram.connect import connect

    telegram = await connect(base.settings, base.media.get)
    try:
        yield telegram
    finally:
        await telegram.close()


def _by_telegram(base: Foundation, house: House, intake: Intake, telegram: "Telegram") -> Part:
    """Replies and broadcasts of a token share its lease and its pace."""
    owner = secrets.token_hex(8)
    road = telegram.road(base.database, intake.take, base.media.keep, owner, now)
    tenure = telegram.sending(base.database, owner, now)
    pace = Pace(asyncio.get_running_loop().time)
    sender = Sender(base.database, base.keys, telegram.channel, tenure, pace, now)
    intake.on_commit.append(sender.wake)

    def by(line: Line) -> Broadcaster:
        return Broadcaster(base.database, base.keys, line, tenure, Letters(house).compose, now)

    return Part(
        road.add_routes,
        (
            sender.run,
            lambda: road.run(base.catalogues),
            lambda: broadcast(base.database, lambda: telegram.line(pace), by),
        ),
    )


def _worker(base: Foundation, house: House, intake: Intake) -> Worker:
    """It tells the same listeners as the intake, and is one of them."""
    worker = Worker(base.database, base.media, Finishing(house).finish, now, {}, on_commit=intake.on_commit)
    intake.on_commit.append(worker.hear)
    return worker


def _ready(base: Foundation) -> Callable[[], Awaitable[None]]:
    async def ready() -> None:
        await base.database.write(health.touch, now())

    return ready


async def _run(app: web.Application, jobs: list[Job], settings: Settings, stop: asyncio.Event) -> None:
    async with asyncio.TaskGroup() as tasks:
        loops = [tasks.create_task(_as_coroutine(job)) for job in jobs]
        try:
            async with server.listening(app, settings.host, settings.port):
                log.info("%s is at %s", settings.town_name, settings.public_url)
                await stop.wait()
                log.info("stopping")
        finally:
            for loop in loops:
                loop.cancel()


async def _as_coroutine(job: Job) -> None:
    await job()
