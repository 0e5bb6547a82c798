"""What the web chat serves, and under which addresses."""

from dataclasses import dataclass

from aiohttp import web

from bot.channels.web.assets import Assets
from bot.channels.web.chat import Desk
from bot.channels.web.media import Darkroom
from bot.channels.web.results.serve import ResultsPage
from bot.channels.web.shell import Shell
from bot.channels.web.stream import stream


@dataclass(frozen=True, slots=True)
class WebChat:
    shell: Shell
    assets: Assets
    desk: Desk
    darkroom: Darkroom
    results: ResultsPage

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/", self.shell.serve)
        app.router.add_get("/c/{code}", self.shell.serve)
        app.router.add_get("/r/{code}", self.results.serve)
        app.router.add_get("/page/{version}/{name}", self.assets.serve)
        app.router.add_post("/chat", self.desk.chat)
        app.router.add_post("/chat/media", self.darkroom.receive)
        app.router.add_get("/media/{name}", self.darkroom.serve)
        app.router.add_get("/chat/events", self._events)
        app.on_shutdown.append(self._hang_up)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        address = self.desk.identity.listener(request)
        return await stream(request, self.desk.hub, self.desk.log, address)

    async def _hang_up(self, app: web.Application) -> None:
        """Open streams would hold up a stop; the pages come back by themselves."""
        self.desk.hub.close()
