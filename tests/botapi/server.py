"""A strict stand-in for Telegram's Bot API, with which the bot is tested over real HTTP.

Written from the public description of the API and importing no library for it, so that
two independent clients can be held against it, and it against them.
"""

import asyncio
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import Any, Self

from aiohttp import web
from botapi.arrivals import Arrival, Arrivals, Limits
from botapi.call import Call, read
from botapi.faults import Faults
from botapi.methods import METHODS, POLL
from botapi.person import Person
from botapi.pusher import Pusher
from botapi.trouble import Trouble, bad
from botapi.updates import Poll
from botapi.world import Chat, World

TOKEN = "700:test-token"


class BotApi:
    """`async with BotApi() as api`: a server on a free port, people to talk with, and a record of calls."""

    def __init__(self, token: str = TOKEN, limits: Limits | None = None) -> None:
        self.world = World(token)
        self.arrivals = Arrivals()
        self.faults = Faults()
        self.limits = limits
        self.slips: list[str] = []
        """Unknown methods and parameters: the test fails for them."""
        self.pusher = Pusher(self.world, self._answered)
        self._poll = Poll()
        self._people = 1000

    # ---- life ------------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        self._port = 0
        await self.start()
        self._pushing = asyncio.create_task(self.pusher.run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        self._pushing.cancel()
        with suppress(asyncio.CancelledError):
            await self._pushing
        await self.stop()
        if kind is None:
            assert not self.slips, self.slips

    async def start(self) -> None:
        """Listens: at first on a free port, later on the same again."""
        app = web.Application(client_max_size=64 << 20)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/files/{file_id}/{name}", self._download)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self._port}"

    async def stop(self) -> None:
        """Is away: nobody can connect, and whoever is connected is cut off."""
        await self._runner.cleanup()

    # ---- people ----------------------------------------------------------------------------

    def person(self, name: str = "Awa", language: str = "fr") -> Person:
        """Someone with a private chat, in which nothing was said yet."""
        self._people += 1
        return self._join(Chat(self._people, name, language))

    def group(self, title: str = "Quartier des Halles") -> Person:
        """A group, spoken in by its members as one."""
        self._people += 1
        return self._join(Chat(-self._people, title, "", kind="group", started=True))

    def _join(self, chat: Chat) -> Person:
        self.world.chats[chat.id] = chat
        return Person(self.world, chat)

    # ---- requests --------------------------------------------------------------------------

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.world.token:
            return _json({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401)
        try:
            call = await read(request, request.match_info["method"])
        except Trouble as trouble:
            return _json(trouble.body(), trouble.code)
        arrival = Arrival(monotonic(), call, call.method in METHODS and METHODS[call.method].paced)
        self.arrivals.append(arrival)
        body = await self._faulty(call, arrival)
        self.world.stir()
        if body is None:
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        arrival.status = body.get("error_code", 200)
        return _json(body, arrival.status)

    async def _faulty(self, call: Call, arrival: Arrival) -> dict[str, Any] | None:
        """The answer to a call, with what befalls it; None where the connection is cut."""
        fault = self.faults.of(call)
        if fault and fault.cut == "before":
            return None
        body = fault.trouble.body() if fault and fault.trouble else await self._obey(call, arrival)
        if fault and fault.delay:
            await asyncio.sleep(fault.delay)
        return None if fault and fault.cut else body

    async def _obey(self, call: Call, arrival: Arrival) -> dict[str, Any]:
        try:
            if call.method == "getUpdates":
                self._check_names(call, frozenset(), POLL)
                return {"ok": True, "result": await self._poll.get_updates(self.world, call)}
            method = METHODS.get(call.method)
            if method is None:
                self.slips.append(f"unknown method {call.method}")
                raise Trouble(404, "Not Found")
            self._check_names(call, method.required, method.optional)
            if method.paced:
                self.faults.check_flood(call.chat)
                if self.limits:
                    self.limits.check(arrival.at, call.chat)
            return {"ok": True, "result": method.run(self.world, call)}
        except Trouble as trouble:
            return trouble.body()

    def _check_names(self, call: Call, required: frozenset[str], optional: frozenset[str]) -> None:
        given = set(call.fields) | (set(call.files) & required)
        if missing := required - given:
            raise bad(f'parameter "{min(missing)}" is required')
        parts = {str(v).removeprefix("attach://") for v in call.fields.values()}
        for name in (given | (set(call.files) - parts)) - required - optional:
            self.slips.append(f"{call.method} has no parameter {name}")

    async def _answered(self, body: dict[str, Any]) -> None:
        """A method that came as the answer to a webhook request: run, its result told to nobody."""
        fields = {name: value for name, value in body.items() if name != "method"}
        call = Call(str(body.get("method")), fields)
        arrival = Arrival(monotonic(), call, call.method in METHODS and METHODS[call.method].paced)
        self.arrivals.append(arrival)
        arrival.status = (await self._obey(call, arrival)).get("error_code", 200)

    async def _download(self, request: web.Request) -> web.Response:
        file = self.world.files.get(request.match_info["file_id"])
        if file is None or request.match_info["token"] != self.world.token:
            return web.Response(status=404)
        return web.Response(body=file[1])


def _json(body: dict[str, Any], status: int) -> web.Response:
    return web.json_response(body, status=status)
