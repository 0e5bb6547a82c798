"""A resident who talks with the bot in the web chat, over HTTP all the way; and the chat, served."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
from aiohttp import ClientResponse, ClientSession, CookieJar, FormData
from player import lines
from town import Town

from admin import settings
from bot import server
from bot.channel import Card, Key
from bot.channels.web import neighbours
from bot.channels.web.build import build
from bot.channels.web.identity import HEADER
from bot.foundation import Foundation
from storage import health
from storage.media import Media

_numbers = count(1)
_TOKEN = re.compile(r'data-token="([^"]*)"')


@asynccontextmanager
async def on_web(town: Town, folder: Path, **environment: str) -> AsyncIterator[str]:
    """The chat while it is served; its address."""
    base = Foundation(settings.read(environment), town.database, town.house.keys, Media(str(folder)))
    chat = build(base, town.house, town.intake.take, town.clock)
    town.intake.on_commit.append(chat.desk.hub.deliver)
    hearing = asyncio.ensure_future(neighbours.hear(town.database, chat.desk.hub))

    async def ready() -> None:
        await town.database.write(health.touch, town.clock())

    known = base.settings
    app = server.application([chat.add_routes], ready, known.public_url, known.trusted_proxies)
    async with server.listening(app, "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}"
    hearing.cancel()
    with suppress(asyncio.CancelledError):
        await hearing
    town.intake.on_commit.remove(chat.desk.hub.deliver)


class Event(msgspec.Struct):
    """A card as the page gets it."""

    talk: str
    seq: int
    card: Card

    @property
    def cursor(self) -> str:
        return f"{self.talk}.{self.seq}"


class Events(msgspec.Struct):
    events: list[Event]


@dataclass
class Browser:
    """What a page is to the server: a cookie jar, the token of the shell, the cards it has."""

    address: str
    http: ClientSession
    token: str = ""
    shown: list[Event] = field(default_factory=list)

    async def opens(self, path: str = "/") -> str:
        async with self.http.get(self.address + path) as answer:
            page = await answer.text()
        found = _TOKEN.search(page)
        assert found, page
        self.token = unescape(found[1])
        return page

    async def sends(self, **message: Any) -> list[Event]:
        """A message that is taken; the cards that came back with it."""
        async with await self.posts(**message) as answer:
            assert answer.status == 200, await answer.text()
            new = msgspec.json.decode(await answer.read(), type=Events).events
        self.shown += new
        return new

    async def posts(self, headers: dict[str, str] | None = None, **message: Any) -> ClientResponse:
        """Whatever the answer is."""
        body = {"key": message_key(), "after": self.cursor, **message}
        sent = {HEADER: self.token, **(headers or {})}
        return await self.http.post(f"{self.address}/chat", json=body, headers=sent)

    async def uploads(
        self, data: bytes, name: str = "photo.jpg", key: str = "", mime: str = "image/jpeg"
    ) -> ClientResponse:
        form = FormData()
        form.add_field("key", key or message_key())
        form.add_field("after", self.cursor)
        form.add_field("file", BytesIO(data), filename=name, content_type=mime)
        return await self.http.post(f"{self.address}/chat/media", data=form, headers={HEADER: self.token})

    @property
    def cursor(self) -> str:
        return self.shown[-1].cursor if self.shown else ""

    @asynccontextmanager
    async def listens(self, after: str = "", **headers: str) -> AsyncIterator["Stream"]:
        url = f"{self.address}/chat/events"
        async with self.http.get(url, params={"after": after}, headers=headers) as answer:
            yield Stream(answer)


@dataclass
class Stream:
    """Server-sent events, read one by one."""

    answer: ClientResponse

    async def next(self) -> Event:
        """The next card."""
        while "id" not in (fields := await self._fields()):
            continue
        return msgspec.json.decode(fields["data"], type=Event)

    async def earlier(self) -> list[Event]:
        """All that come before the page is told that it has all; each bears its cursor as its id."""
        events = []
        while (fields := await self._fields()).get("event") != "ready":
            event = msgspec.json.decode(fields["data"], type=Event)
            assert fields["id"] == event.cursor
            events.append(event)
        return events

    async def _fields(self) -> dict[str, str]:
        async with asyncio.timeout(10):
            block = await self.answer.content.readuntil(b"\n\n")
        if not block:
            raise EOFError("the server hung up")
        return dict(line.split(": ", 1) for line in block.decode().splitlines() if line and line[0] != ":")


def message_key() -> str:
    return f"{next(_numbers):032x}"


@asynccontextmanager
async def browsing(address: str, path: str = "/", **headers: str) -> AsyncIterator[Browser]:
    """A browser of its own that has opened the page."""
    spoken = {"Accept-Language": "fr-FR,fr;q=0.9", **headers}
    async with ClientSession(cookie_jar=CookieJar(unsafe=True), headers=spoken) as http:
        browser = Browser(address, http)
        await browser.opens(path)
        yield browser


@dataclass
class WebPlayer:
    """`tests.player.Player`, through a browser."""

    browser: Browser
    new: list[Card] = field(default_factory=list)

    async def says(self, text: str) -> None:
        await self._sends(text=text)

    async def taps(self, label: str) -> None:
        event, key = self._button(label)
        await self._sends(press=key.press, card=str(event.seq))

    async def shares(self, latitude: float, longitude: float) -> None:
        await self._sends(place={"latitude": latitude, "longitude": longitude})

    async def looks(self) -> None:
        async with self.browser.listens(self.browser.cursor) as stream:
            events = await stream.earlier()
        self.browser.shown += events
        self.new = [event.card for event in events if not event.card.mine]

    async def sees(self) -> list[str]:
        return [line for card in self.new for line in lines(card)]

    async def _sends(self, **message: Any) -> None:
        events = await self.browser.sends(**message)
        self.new = [event.card for event in events if not event.card.mine]

    def _button(self, label: str) -> tuple[Event, Key]:
        for event in reversed(self.browser.shown):
            for key in (key for row in event.card.keys for key in row):
                if key.label == label:
                    return event, key
        raise AssertionError(f"no button “{label}”")
