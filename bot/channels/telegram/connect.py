"""Telegram put together: the one way in from `bot.app`, to be imported only where a token is set."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError
from aiohttp import web

from admin.settings import SettingRefused, Settings
from bot.channels.telegram import profile
from bot.channels.telegram.files import Files
from bot.channels.telegram.poll import Poller
from bot.channels.telegram.read import NAME, Reader
from bot.channels.telegram.send import TelegramChannel
from bot.channels.telegram.session import LeanSession
from bot.channels.telegram.take import Take, Taker
from bot.channels.telegram.update import KINDS
from bot.channels.telegram.webhook import MAX_CONNECTIONS, PATH, Webhook
from bot.pace import Pace
from bot.tenure import Tenure
from dialogs.text import Catalogue
from storage import quarantine
from storage.database import Database
from storage.quarantine import SetAside

if TYPE_CHECKING:  # loaded with the first broadcast
    from bot.channels.telegram.broadcast import Broadcasting

log = logging.getLogger(__name__)

_AGAIN = 10.0
"""Seconds between two tries to tell Telegram where updates are to go."""


class TokenRefused(SettingRefused):
    """Telegram does not know the token."""


@dataclass(frozen=True, slots=True)
class Telegram:
    """`username` is "" if Telegram could not be asked; `channel` is what the sender drives."""

    settings: Settings
    bot: Bot
    session: LeanSession
    username: str
    channel: TelegramChannel

    def road(
        self,
        database: Database,
        take: Take,
        keep: Callable[[str, bytes], Awaitable[None]],
        owner: str,
        clock: Callable[[], datetime],
    ) -> "Road":
        """How updates come in. `take` is the intake's; `keep` puts a file into the media store; `owner`
        names this process."""

        async def set_aside(item: SetAside) -> None:
            await database.write(quarantine.put, item)

        reader = Reader(self.bot.id, sha256(self.bot.token.encode()).digest())
        taker = Taker(reader, take, Files(self.bot, keep).fetch, set_aside, clock)
        return Road(self, taker, Tenure(database, f"poll:{NAME}:{self.bot.id}", owner, clock), clock)

    def sending(self, database: Database, owner: str, clock: Callable[[], datetime]) -> Tenure:
        """The lease of the one process that sends with this token."""
        return Tenure(database, f"send:{NAME}:{self.bot.id}", owner, clock)

    async def line(self, pace: Pace) -> "Broadcasting":
        """The way to write to many, at the pace of the replies. Its library is loaded on a thread: meanwhile
        people are answered."""
        await asyncio.to_thread(import_module, "telegram.ext")
        from bot.channels.telegram.broadcast import Broadcasting

        now = asyncio.get_running_loop().time
        return Broadcasting(self.bot.token, self.settings.telegram_api_url, pace, now)

    async def close(self) -> None:
        await self.session.close()


@dataclass(frozen=True, slots=True)
class Road:
    telegram: Telegram
    taker: Taker
    tenure: Tenure
    clock: Callable[[], datetime]

    def add_routes(self, app: web.Application) -> None:
        """The webhook, if updates come that way."""
        if self._by_webhook:
            Webhook(self.telegram.settings.telegram_webhook_secret, self.taker).add_routes(app)

    async def run(self, catalogues: Mapping[str, Catalogue]) -> None:
        """Polls for ever, or returns once Telegram knows the webhook and what the bot does."""
        here = self.telegram.settings
        words = profile.profiles(catalogues, here.default_language, here.town_name)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(profile.publish(self.telegram.bot, words))
            pointed = await self._point()
            while not pointed:
                await asyncio.sleep(_AGAIN)
                pointed = await self._point()
            if not self._by_webhook:
                await self._poller().run()

    @property
    def _by_webhook(self) -> bool:
        return self.telegram.settings.telegram_mode == "webhook"

    async def _point(self) -> bool:
        """Tells Telegram where updates are to go; False if it was not told."""
        bot, settings = self.telegram.bot, self.telegram.settings
        try:
            if self._by_webhook:
                await bot.set_webhook(
                    settings.public_url + PATH,
                    secret_token=settings.telegram_webhook_secret,
                    max_connections=MAX_CONNECTIONS,
                    allowed_updates=KINDS,
                )
            else:
                await bot.delete_webhook()
        except AiogramError as error:
            log.warning("Telegram was not told where updates go: %s", error)
            return False
        return True

    def _poller(self) -> Poller:
        here = self.telegram
        return Poller(here.session, here.bot.token, self.taker, here.channel, self.tenure, self.clock)


async def connect(settings: Settings, fetch: Callable[[str], Awaitable[bytes]]) -> Telegram:
    """Says hello with the token; `fetch` gives a file of the media store. Raises TokenRefused."""
    session = LeanSession(settings.telegram_api_url)
    bot = Bot(settings.telegram_token, session=session)
    username = ""
    try:
        username = (await bot.me()).username or ""
    except (TelegramUnauthorizedError, TelegramNotFound) as error:
        await session.close()
        raise TokenRefused("Telegram does not know TELEGRAM_TOKEN: copy it again from @BotFather.") from error
    except AiogramError as error:
        log.warning("Telegram cannot be reached: %s", type(error).__name__)
    return Telegram(settings, bot, session, username, TelegramChannel(bot, fetch))
