"""aiogram's session, made lean: one keep-alive connection pool, JSON bodies, results read only where used.

The stock session sends forms and validates every answer; a message that was sent is validated against
aiogram's whole model of a message, of which we want one number.
"""

from collections.abc import AsyncGenerator, Mapping
from enum import Enum
from typing import Any, TypeVar, cast

import msgspec
from aiogram import Bot
from aiogram.client.default import Default
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.types import InputFile, Message, TelegramObject
from aiohttp import ClientError, ClientSession, ClientTimeout, FormData, TCPConnector

T = TypeVar("T")

_CONNECTIONS = 100
_SECONDS = 30.0
_CONNECT_SECONDS = 10.0


class Parameters(msgspec.Struct, frozen=True):
    retry_after: float = 0.0


class Answer(msgspec.Struct, frozen=True):
    """Any answer of the Bot API; the result is left as it came until somebody reads it."""

    ok: bool
    result: msgspec.Raw = msgspec.Raw(b"null")
    description: str = ""
    error_code: int = 0
    parameters: Parameters = Parameters()


class _Numbered(msgspec.Struct, frozen=True):
    message_id: int


class LeanSession(BaseSession):
    """`http` is opened with the first request."""

    def __init__(self, api_url: str) -> None:
        super().__init__(api=TelegramAPIServer.from_base(api_url), timeout=_SECONDS)
        self._opened: ClientSession | None = None

    @property
    def http(self) -> ClientSession:
        if self._opened is None:
            self._opened = ClientSession(connector=TCPConnector(limit=_CONNECTIONS, ttl_dns_cache=3600))
        return self._opened

    async def close(self) -> None:
        if self._opened:
            await self._opened.close()
            self._opened = None

    async def call(
        self, token: str, name: str, fields: Mapping[str, object], seconds: float = _SECONDS
    ) -> tuple[int, bytes]:
        """Status and body of a method, called with JSON and nothing checked."""
        return await self._post(
            self.api.api_url(token, name),
            seconds,
            data=msgspec.json.encode(fields),
            headers={"Content-Type": "application/json"},
        )

    async def make_request(self, bot: Bot, method: TelegramMethod[T], timeout: int | None = None) -> T:  # noqa: ASYNC109 aiogram's name
        files: dict[str, InputFile] = {}
        fields = {
            name: plain
            for name, value in method.__dict__.items()
            if (plain := _plain(value, files)) is not None
        }
        seconds = float(timeout or self.timeout)
        name = method.__api_method__
        try:
            if files:
                form = await _form(bot, fields, files)
                status, body = await self._post(self.api.api_url(bot.token, name), seconds, data=form)
            else:
                status, body = await self.call(bot.token, name, fields, seconds)
        except (ClientError, TimeoutError) as error:
            raise TelegramNetworkError(method=method, message=type(error).__name__) from error
        return self._result(bot, method, status, body)

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,  # noqa: ASYNC109 aiogram's name
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        async with self.http.get(
            url, headers=headers, timeout=ClientTimeout(total=timeout), raise_for_status=raise_for_status
        ) as response:
            async for chunk in response.content.iter_chunked(chunk_size):
                yield chunk

    async def _post(self, url: str, seconds: float, **request: Any) -> tuple[int, bytes]:
        limits = ClientTimeout(total=seconds, connect=_CONNECT_SECONDS)
        async with self.http.post(url, timeout=limits, **request) as response:
            return response.status, await response.read()

    def _result(self, bot: Bot, method: TelegramMethod[T], status: int, body: bytes) -> T:
        """The result, or aiogram's exception for what is wrong; a message comes back as its number alone."""
        try:
            answer = _answer(body)
        except msgspec.MsgspecError as error:
            raise ClientDecodeError("Failed to decode object", error, body) from error
        if answer.ok and status < 300:
            if bytes(answer.result) == b"true":
                return cast("T", True)
            if method.__api_method__ in _MESSAGES:
                return cast("T", Message.model_construct(message_id=_numbered(answer.result).message_id))
        return cast("T", self.check_response(bot, method, status, body.decode()).result)


_answer = msgspec.json.Decoder(Answer).decode
_numbered = msgspec.json.Decoder(_Numbered).decode
_MESSAGES = frozenset(
    ("sendMessage", "sendPhoto", "sendDocument", "editMessageText", "editMessageReplyMarkup")
)


def _plain(value: object, files: dict[str, InputFile]) -> object:
    """A method's value as JSON takes it; None where it is left out."""
    match value:
        case None | Default():
            return None
        case Enum():
            return value.value
        case str() | int() | float():
            return value
        case TelegramObject():
            return {
                name: plain
                for name, part in value.__dict__.items()
                if (plain := _plain(part, files)) is not None
            }
        case list() | tuple():
            return [_plain(part, files) for part in value]
        case InputFile():
            part = f"file{len(files)}"
            files[part] = value
            return f"attach://{part}"
        case _:
            raise TypeError(f"cannot send a {type(value).__name__}")


async def _form(bot: Bot, fields: Mapping[str, object], files: Mapping[str, InputFile]) -> FormData:
    form = FormData(quote_fields=False)
    for name, value in fields.items():
        form.add_field(name, value if isinstance(value, str) else msgspec.json.encode(value).decode())
    for part, file in files.items():
        data = b"".join([chunk async for chunk in file.read(bot)])
        form.add_field(part, data, filename=file.filename or part)
    return form
