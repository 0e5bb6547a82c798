"""Broadcasts through python-telegram-bot: one message to one person, and what became of it."""

import os
from collections.abc import Callable
from typing import Self

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.channel import Blocked, Card, Delivered, Migrated, Outcome, Refused, Uncertain
from bot.channel import RetryAfter as Later
from bot.channels.telegram.buttons import rows
from bot.channels.telegram.layout import Piece, pieces
from bot.channels.telegram.limiter import ACQUIRED, CampaignLimiter, NotSent, seconds
from bot.channels.telegram.read import NAME, address, chat_of
from bot.pace import Pace

os.environ.setdefault("PTB_TIMEDELTA", "1")  # how the library tells spans of time; the other way warns

_CONNECTIONS = 64
_MARGIN = 0.5
_LOCKED_OUT = 60.0


class Broadcasting:
    """The library's bot, which is asked who it is before the first message and not sooner."""

    name = NAME

    def __init__(self, token: str, api_url: str, pace: Pace, now: Callable[[], float]) -> None:
        self.limiter = CampaignLimiter(pace, now)
        self._begun = False
        self._bot = ExtBot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=HTTPXRequest(connection_pool_size=_CONNECTIONS, pool_timeout=30),
            rate_limiter=self.limiter,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._begun:
            await self._bot.shutdown()

    async def acquire(self, chat: int) -> None:
        """Waits for a slot of the token's pace."""
        await self.limiter.acquire(chat)

    async def send(self, to: str, card: Card) -> Outcome:
        """The card as one message. Its slot was acquired before its intent was committed."""
        piece = next(iter(pieces(card)), Piece(""))
        try:
            await self._begin()
            sent = await self._bot.send_message(
                chat_of(to),
                piece.text,
                entities=[
                    MessageEntity(look.kind, look.offset, look.length, look.url) for look in piece.looks
                ],
                reply_markup=_keyboard(card),
                rate_limit_args=ACQUIRED,
            )
        except NotSent:
            return Later(0.0, whole=False)
        except TelegramError as error:
            return outcome(error)
        return Delivered(str(sent.message_id))

    async def _begin(self) -> None:
        if not self._begun:
            await self._bot.initialize()
            self._begun = True


def outcome(error: TelegramError) -> Outcome:
    """Narrow kinds first: to this library a bad request is a sort of network trouble."""
    match error:
        case RetryAfter():
            return Later(seconds(error) + _MARGIN)
        case ChatMigrated():
            return Migrated(address(error.new_chat_id))
        case Forbidden():
            return Blocked()
        case InvalidToken():
            return Later(_LOCKED_OUT)
        case BadRequest():
            return Refused(error.message[:200])
        case _ if _never_left(error):
            return Later(3.0, whole=False)
        case _:
            return Uncertain()


def _never_left(error: TelegramError) -> bool:
    cause = type(error.__cause__).__name__
    return cause in ("ConnectError", "ConnectTimeout", "PoolTimeout")


def _keyboard(card: Card) -> InlineKeyboardMarkup | None:
    shown = [
        [InlineKeyboardButton(b.text, url=b.link, callback_data=b.press) for b in row] for row in rows(card)
    ]
    return InlineKeyboardMarkup(shown) if shown else None
