"""A resident who talks with the bot on Telegram, over HTTP all the way, by polling or by webhook."""

import asyncio
import socket
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from aiohttp import web
from botapi.person import Person
from botapi.server import TOKEN, BotApi
from botapi.world import Message
from player import BOXES
from sqlalchemy import select
from town import Town

from admin import settings
from bot.channels.telegram.connect import Road, Telegram, connect
from bot.pace import Pace
from bot.sender import Sender
from locales import available, catalogue
from storage.models.delivery import outgoing

CATALOGUES = {tag: catalogue(tag) for tag in available()}
SECRET = "a-long-random-word"
FAST = {"per_second": 5000.0, "chat_gap": 0.0}
"""As fast as a test likes: the pace has tests of its own."""


@dataclass
class OnTelegram:
    """The town's bot, connected: what it is made of, and whether it has said all it had to say."""

    town: Town
    api: BotApi
    telegram: Telegram
    road: Road
    sender: Sender

    async def quiet(self) -> None:
        """All updates are confirmed, and all that was promised is sent."""
        await self.api.world.until(lambda: not self.api.world.waiting)
        async with asyncio.timeout(15):
            promised = await self._promised()
            while promised:
                await asyncio.sleep(0.002)
                promised = await self._promised()

    async def _promised(self) -> bool:
        mine = select(outgoing.c.id).where(outgoing.c.channel == "telegram").limit(1)
        return await self.town.database.read(lambda db: db.scalar(mine)) is not None


@asynccontextmanager
async def on_telegram(
    town: Town, api: BotApi, mode: str = "polling", owner: str = "one", **pace: float
) -> AsyncIterator[OnTelegram]:
    """The bot while it runs; `mode` is polling or webhook."""
    port = _free_port()
    environment = {
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api.url,
        "TELEGRAM_MODE": mode,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
    }
    telegram = await connect(settings.read(environment), _no_media)
    road = telegram.road(town.database, town.intake.take, _keep_nothing, owner, town.clock)
    sender = Sender(
        town.database,
        town.house.keys,
        telegram.channel,
        telegram.sending(town.database, owner, town.clock),
        Pace(asyncio.get_running_loop().time, **(FAST | pace)),
        town.clock,
        again=0.05,
    )
    town.intake.on_commit.append(sender.wake)
    try:
        async with _served(road, port), _running(sender.run(), road.run(CATALOGUES)):
            yield OnTelegram(town, api, telegram, road, sender)
    finally:
        town.intake.on_commit.remove(sender.wake)
        await telegram.close()


@asynccontextmanager
async def _running(*jobs: Coroutine[object, object, object]) -> AsyncIterator[None]:
    tasks = [asyncio.ensure_future(job) for job in jobs]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


@asynccontextmanager
async def _served(road: Road, port: int) -> AsyncIterator[None]:
    app = web.Application()
    road.add_routes(app)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield
    finally:
        await runner.cleanup()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _no_media(name: str) -> bytes:
    raise AssertionError(f"no file {name}")


async def _keep_nothing(name: str, data: bytes) -> None:
    """The media store of a town that asks for no pictures."""


@dataclass
class TelegramPlayer:
    """`tests.player.Player`, through the phone of a person."""

    bot: OnTelegram
    person: Person
    before: dict[int, Message] = field(default_factory=dict)
    notice: str = ""

    async def says(self, text: str) -> None:
        self._look()
        self.person.says(text)
        await self.bot.quiet()

    async def taps(self, label: str) -> None:
        self._look()
        card, shown = self._button(label)
        if card.markup and "keyboard" in card.markup:
            self.person.says(shown)
        else:
            self.notice = await self.person.told(self.person.taps(shown, card))
        await self.bot.quiet()

    async def shares(self, latitude: float, longitude: float) -> None:
        self._look()
        self.person.sends_place(latitude, longitude)
        await self.bot.quiet()

    async def looks(self) -> None:
        await self.bot.quiet()

    async def sees(self) -> list[str]:
        changed = [m for m in self.person.received if self.before.get(m.id) != m]
        lines = [line for message in changed for line in _lines(self.person, message)]
        return [f"({self.notice})", *lines] if self.notice else lines

    def _look(self) -> None:
        self.before = {message.id: replace(message) for message in self.person.received}
        self.notice = ""

    def _button(self, label: str) -> tuple[Message, str]:
        """The newest button that reads so, whatever its box says."""
        for message in reversed(self.person.received):
            for box in BOXES.values():
                if box + label in self.person.labels(message):
                    return message, box + label
        raise AssertionError(f"no button “{label}”; the chat reads:\n{self.person.transcript()}")


def _lines(person: Person, message: Message) -> list[str]:
    return [*message.text.splitlines(), *(f"[{label}]" for label in person.labels(message))]
