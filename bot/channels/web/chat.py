"""`POST /chat`: one message in, and in the answer the cards that it brought about.

The answer is given after the commit, so a message that was answered is kept; one that was not is sent
again by the page under the same key, and counts once.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import TypeAlias

import msgspec
from aiohttp import web

from bot.channel import Brought, Inbound, Outgoing
from bot.channels.web import read
from bot.channels.web.hub import Hub
from bot.channels.web.identity import Identity
from bot.channels.web.limits import Limiter
from bot.channels.web.log import Cursor, Log, Numbered

Take: TypeAlias = Callable[[Inbound], Awaitable[tuple[Outgoing, ...]]]
"""Hands an inbound to the conversation; returns after the commit, with the rows it put."""


class Answer(msgspec.Struct, frozen=True):
    events: list[Numbered]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where messages are handed in."""

    take: Take
    log: Log
    hub: Hub
    identity: Identity
    limiter: Limiter
    clock: Callable[[], datetime]

    async def chat(self, request: web.Request) -> web.Response:
        address = self.admit(request)
        message = read.message(await request.read())
        return await self.hand_in(request, address, message.key, read.brought(message), message.after)

    def admit(self, request: web.Request) -> str:
        """The address that speaks, if it comes from our page and not too fast."""
        address = self.identity.speaker(request)
        wait = self.limiter.wait(address)
        if wait:
            raise web.HTTPTooManyRequests(headers={"Retry-After": str(ceil(wait))}, text="too fast")
        return address

    async def hand_in(
        self, request: web.Request, address: str, key: str, brought: Brought, after: str
    ) -> web.Response:
        inbound = Inbound(
            key=read.inbound_key(address, key),
            channel="web",
            address=address,
            brought=brought,
            at=self.clock(),
            language=read.language(request),
        )
        rows = [row for row in await self.take(inbound) if row.channel == "web"]
        if rows:
            self.hub.bind(address, rows[-1].respondent)
        else:  # taken before, or without a word: whatever the page lacks
            _, rows = await self.log.since(address, Cursor.read(after))
        body = _encode(Answer(self.log.numbered(rows)))
        return web.Response(body=body, content_type="application/json", headers={"Cache-Control": "no-store"})


_encode = msgspec.json.Encoder().encode
