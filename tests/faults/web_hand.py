"""The web chat as a page holds it: one message at a time, under one key until it is answered."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, TypeVar

import msgspec
from aiohttp import ClientError, ClientSession, CookieJar
from faults.ledger import question
from faults.residents import Acknowledged
from faults.waiting import until
from web_player import Browser, Event, Events, message_key

from bot.channel import Card

AGAIN = 0.05
"""Seconds until a page tries again; the real one waits for a second at first."""
T = TypeVar("T")
LATER = (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS)


@dataclass
class WebHand:
    browser: Browser
    cards: dict[int, Card] = field(default_factory=dict)
    """By number: each once, whichever way it came."""
    news: asyncio.Event = field(default_factory=asyncio.Event)
    open: asyncio.Event = field(default_factory=asyncio.Event)
    statuses: list[int] = field(default_factory=list)

    async def starts(self, code: str) -> None:
        await until(self._opened, every=AGAIN)
        await self._sends(start=code)

    async def shown(self, press: str) -> str:
        def found() -> str | None:
            return next((said for said in self._presses(self._newest) if re.search(press, said)), None)

        return await self._until(found)

    async def taps(self, press: str, *, again: bool) -> Acknowledged:
        await self._sends(press=press, card=str(max(self.cards)))
        if again:
            await self._sends(press=press, card=str(max(self.cards)))
        return lambda: True

    async def says(self, text: str) -> Acknowledged:
        await self._sends(text=text)
        return lambda: True

    async def reads(self, words: str) -> None:
        await self._until(lambda: any(re.search(words, _text(card)) for card in self.cards.values()))

    def asked(self) -> list[int | None]:
        return [question(self._presses(self.cards[number])) for number in sorted(self.cards)]

    async def listens(self) -> None:
        """The page's stream, which comes back by itself."""
        await self.open.wait()
        while True:
            with suppress(ClientError, TimeoutError, EOFError):
                async with self.browser.listens(self.browser.cursor) as stream:
                    while True:
                        self._receive([await stream.next()])
            await asyncio.sleep(AGAIN)

    async def _opened(self) -> bool:
        """People load a page anew until it comes."""
        try:
            await self.browser.opens()
        except (ClientError, TimeoutError):
            return False
        self.open.set()
        return True

    async def _sends(self, **message: Any) -> None:
        """Until it is answered, under the same key each time."""
        key = message_key()
        await until(lambda: self._sent(key, message), every=AGAIN)

    async def _sent(self, key: str, message: dict[str, Any]) -> bool:
        try:
            async with await self.browser.posts(key=key, **message) as answer:
                self.statuses.append(answer.status)
                body = await answer.read()
        except (ClientError, TimeoutError):
            self.statuses.append(0)
            return False
        if answer.status == HTTPStatus.OK:
            self._receive(msgspec.json.decode(body, type=Events).events)
            return True
        assert answer.status in LATER, (answer.status, body)
        return False

    def _receive(self, events: list[Event]) -> None:
        for event in sorted(events, key=lambda event: event.seq):
            if event.seq not in self.cards:
                self.cards[event.seq] = event.card
                self.browser.shown.append(event)
        self.news.set()

    async def _until(self, seen: Callable[[], T]) -> T:
        """What `seen` finds; the page is shown if it never does."""
        try:
            async with asyncio.timeout(60):
                while not (found := seen()):
                    self.news.clear()
                    await self.news.wait()
        except TimeoutError:
            page = "\n".join(f"{number} {_text(card)}" for number, card in sorted(self.cards.items()))
            raise AssertionError(f"not seen; the page reads:\n{page}") from None
        return found

    @property
    def _newest(self) -> Card | None:
        theirs = [self.cards[number] for number in sorted(self.cards) if not self.cards[number].mine]
        return theirs[-1] if theirs else None

    @staticmethod
    def _presses(card: Card | None) -> list[str]:
        return [key.press for row in card.keys for key in row] if card else []


@asynccontextmanager
async def page(address: str) -> AsyncIterator[WebHand]:
    """A browser, with its page as soon as that can be loaded."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True), headers={"Accept-Language": "fr"}) as http:
        hand = WebHand(Browser(address, http))
        listening = asyncio.ensure_future(hand.listens())
        try:
            yield hand
        finally:
            listening.cancel()
            await asyncio.wait([listening])


def _text(card: Card) -> str:
    return " ".join(span.text for paragraph in card.body for span in paragraph)
