"""What became of a message, from the exception with which aiogram tells it."""

from collections.abc import Awaitable, Callable

from aiogram import exceptions
from aiohttp import ClientConnectorError, ConnectionTimeoutError

from bot.channel import Blocked, Migrated, Outcome, Refused, RetryAfter, Uncertain
from bot.channels.telegram.read import address

_MARGIN = 0.5
"""Seconds more than Telegram asks for, since its clock and ours started apart."""
_AWAY, _LOCKED_OUT = 3.0, 60.0
"""Seconds before the next try: when the network is away, and when the token is not accepted."""


def is_unmodified(error: exceptions.TelegramBadRequest) -> bool:
    """The message reads like that already: an edit sent twice."""
    return "message is not modified" in error.message.lower()


def is_beyond_editing(error: exceptions.TelegramBadRequest) -> bool:
    """The message is gone or of another kind: a new one takes its place."""
    said = error.message.lower()
    return any(words in said for words in ("to edit not found", "can't be edited", "no text in the message"))


def of(error: exceptions.AiogramError) -> Outcome:
    tell = next((tell for kind, tell in _OUTCOMES if isinstance(error, kind)), _uncertain)
    return tell(error)


async def hearing(sending: Callable[[], Awaitable[Outcome]]) -> Outcome:
    """The outcome of `sending`, whichever way it comes."""
    try:
        return await sending()
    except exceptions.AiogramError as error:
        return of(error)


def _flood(error: exceptions.TelegramRetryAfter) -> Outcome:
    return RetryAfter(error.retry_after + _MARGIN)


def _moved(error: exceptions.TelegramMigrateToChat) -> Outcome:
    return Migrated(address(error.migrate_to_chat_id))


def _refused(error: exceptions.TelegramAPIError) -> Outcome:
    return Refused(error.message.removeprefix("Telegram server says - ")[:200])


def _network(error: exceptions.TelegramNetworkError) -> Outcome:
    never_left = isinstance(error.__cause__, ClientConnectorError | ConnectionTimeoutError)
    return RetryAfter(_AWAY, whole=False) if never_left else Uncertain()


def _uncertain(error: Exception) -> Outcome:
    return Uncertain()


_OUTCOMES: tuple[tuple[type[Exception], Callable[..., Outcome]], ...] = (
    (exceptions.TelegramRetryAfter, _flood),
    (exceptions.TelegramMigrateToChat, _moved),
    (exceptions.TelegramForbiddenError, lambda error: Blocked()),
    (exceptions.TelegramUnauthorizedError, lambda error: RetryAfter(_LOCKED_OUT)),
    (exceptions.TelegramNotFound, lambda error: RetryAfter(_LOCKED_OUT)),
    (exceptions.TelegramEntityTooLarge, _refused),
    (exceptions.TelegramNetworkError, _network),
    (exceptions.TelegramBadRequest, _refused),
)
"""The narrow kinds first: some descend from others."""
