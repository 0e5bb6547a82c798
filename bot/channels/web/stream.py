"""The stream of cards to open pages: server-sent events, woken by commits and never by a clock.

A page that connects says which card it saw last and first gets the rest from the database; from then on
each commit hands its rows over in memory. Another process of the same town can only say *look again*.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

import msgspec
from aiohttp import web

from bot.channel import Outgoing

HEARTBEAT = 15.0
"""Seconds of silence before a comment is sent, so that proxies keep the line open."""
BACKLOG = 200
"""Cards that wait for a slow page; beyond that it is hung up on, and comes back with its Last-Event-ID."""
PAGES = 6
"""Open pages of one browser; a seventh closes the oldest."""

Since: TypeAlias = Callable[[str, int], Awaitable[Iterable[Outgoing]]]
"""The rows of an address after a number, from the database."""

_HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
}


class Listener:
    """One open page: what is still to be written to it."""

    def __init__(self) -> None:
        self.rows: deque[Outgoing] = deque()
        self.look_again = True
        self.closed = False
        self.woken = asyncio.Event()

    def hear(self, row: Outgoing) -> None:
        self.rows.append(row)
        self.closed = self.closed or len(self.rows) > BACKLOG
        self.woken.set()

    def refresh(self) -> None:
        self.look_again = True
        self.woken.set()

    def close(self) -> None:
        self.closed = True
        self.woken.set()


class Hub:
    """All open pages of this process, by address."""

    def __init__(self) -> None:
        self._open: defaultdict[str, list[Listener]] = defaultdict(list)

    def deliver(self, rows: Iterable[Outgoing]) -> None:
        """Hands committed rows to the pages they are for."""
        for row in rows:
            for listener in self._open.get(row.address, ()):
                listener.hear(row)

    def refresh(self) -> None:
        """Lets every page look into the database again: another process has written something."""
        for listener in self._listeners():
            listener.refresh()

    def close(self) -> None:
        for listener in self._listeners():
            listener.close()

    @contextmanager
    def listen(self, address: str) -> Iterator[Listener]:
        pages = self._open[address]
        listener = Listener()
        pages.append(listener)
        if len(pages) > PAGES:
            pages.pop(0).close()
        try:
            yield listener
        finally:
            if listener in pages:
                pages.remove(listener)
            if not pages:
                self._open.pop(address, None)

    def _listeners(self) -> list[Listener]:
        return [listener for pages in self._open.values() for listener in pages]


async def stream(request: web.Request, hub: Hub, address: str, since: Since) -> web.StreamResponse:
    """Writes cards as events, `id` being their number, until the page or the server goes."""
    seen = _last_seen(request)
    response = web.StreamResponse(headers=_HEADERS)
    await response.prepare(request)
    with hub.listen(address) as listener:
        while not listener.closed:
            listener.woken.clear()
            rows = await _due(listener, address, seen, since)
            for row in rows:
                await response.write(event(row))
            seen = max((seen, *(row.seq for row in rows)))
            if not await _woken(listener):
                await response.write(b": still here\n\n")
    return response


def event(row: Outgoing) -> bytes:
    return b"id: %d\ndata: %s\n\n" % (row.seq, encode(row))


def encode(row: Outgoing) -> bytes:
    """`{"seq": 7, "card": {…}}`, as both the stream and the answer to a post carry it."""
    return _ENCODER.encode(Numbered(row.seq, row.card))


class Numbered(msgspec.Struct, frozen=True):
    seq: int
    card: object


_ENCODER = msgspec.json.Encoder()


async def _due(listener: Listener, address: str, seen: int, since: Since) -> list[Outgoing]:
    """What the page lacks, in order: from the database when it must look there, else from memory."""
    kept: list[Outgoing] = []
    if listener.look_again:
        listener.look_again = False
        kept = [row for row in await since(address, seen) if row.address == address]
    newest = max((seen, *(row.seq for row in kept)))
    heard = [listener.rows.popleft() for _ in range(len(listener.rows))]
    return kept + [row for row in heard if row.seq > newest]


async def _woken(listener: Listener) -> bool:
    try:
        await asyncio.wait_for(listener.woken.wait(), HEARTBEAT)
    except TimeoutError:
        return False
    return True


def _last_seen(request: web.Request) -> int:
    given = request.headers.get("Last-Event-ID") or request.query.get("after", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else 0
