"""The stream of cards to open pages: server-sent events, woken by commits and never by a clock.

A page that connects says which card it saw last and first gets the rest from the database; from then on
each commit hands its rows over in memory.
"""

import asyncio
from collections import deque
from contextlib import suppress

import msgspec
from aiohttp import web

from bot.channel import Outgoing
from bot.channels.web.hub import Hub, Listener
from bot.channels.web.log import Cursor, Log

HEARTBEAT = 15.0
"""Seconds of silence before a comment is sent, so that proxies keep the line open."""

_HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
}


_READY = b"event: ready\ndata: .\n\n"
"""Tells a page that it has all that was said before."""
_QUIET = b": still here\n\n"


async def stream(request: web.Request, hub: Hub, log: Log, address: str) -> web.StreamResponse:
    """Writes cards as events until the page or the server goes; an event's id is the cursor after it."""
    seen = Cursor.read(request.headers.get("Last-Event-ID") or request.query.get("after", ""))
    response = web.StreamResponse(headers=_HEADERS)
    await response.prepare(request)
    with hub.listen(address) as listener, suppress(ConnectionResetError):  # the page went while we wrote
        trailer = _READY
        while not listener.closed:
            listener.woken.clear()
            rows = await _due(hub, log, listener, address, seen)
            seen = log.after(rows[-1]) if rows else seen
            written = b"".join(_events(log, rows)) + trailer
            if written:
                await response.write(written)
            trailer = b"" if await _woken(listener) else _QUIET
    return response


def _events(log: Log, rows: list[Outgoing]) -> list[bytes]:
    numbered = zip(rows, log.numbered(rows), strict=True)
    return [
        b"id: %b\ndata: %b\n\n" % (str(log.after(row)).encode(), _encode(event)) for row, event in numbered
    ]


async def _due(hub: Hub, log: Log, listener: Listener, address: str, seen: Cursor) -> list[Outgoing]:
    """What the page lacks, in order: from the database when it must look there, else from memory."""
    kept: list[Outgoing] = []
    if listener.look_again:
        listener.look_again = False
        respondent, kept = await log.since(address, seen)
        hub.bind(address, respondent)
    newest = log.after(kept[-1]) if kept else seen
    return kept + [row for row in _taken(listener.rows) if _newer(log.after(row), newest)]


def _newer(row: Cursor, newest: Cursor) -> bool:
    return row.talk != newest.talk or row.seq > newest.seq


def _taken(rows: deque[Outgoing]) -> list[Outgoing]:
    return [rows.popleft() for _ in range(len(rows))]


async def _woken(listener: Listener) -> bool:
    try:
        await asyncio.wait_for(listener.woken.wait(), HEARTBEAT)
    except TimeoutError:
        return False
    return True


_encode = msgspec.json.Encoder().encode
