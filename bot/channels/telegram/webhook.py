"""The webhook: an update is answered with 200 after its commit, and with 503 if there was none.

A tap's answer travels in the response's body; nothing else may, since a method called that
way tells neither its message's id nor that it failed.
"""

import hmac
import logging
from dataclasses import dataclass

from aiohttp import web

from bot.channels.telegram.send import short
from bot.channels.telegram.take import Answer, Taker

log = logging.getLogger(__name__)

PATH = "/telegram"
MAX_CONNECTIONS = 40
_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True, slots=True)
class Webhook:
    secret: str
    taker: Taker

    def add_routes(self, app: web.Application) -> None:
        app.router.add_post(PATH, self.serve)

    async def serve(self, request: web.Request) -> web.Response:
        if not self._is_telegram(request):
            return web.Response(status=401)
        body = await request.read()
        try:
            read = await self.taker.read(body)
            if read.wanted:
                await self.taker.fetch(read.wanted)
            answer = await self.taker.accept(read)
        except Exception:
            log.exception("an update was not taken; it will come again")
            return web.Response(status=503)
        return web.json_response(_method(answer)) if answer else web.Response()

    def _is_telegram(self, request: web.Request) -> bool:
        """Compared as bytes: a header may hold any, and text that is not ASCII cannot be compared."""
        given = request.headers.getall(_HEADER, [])
        return len(given) == 1 and hmac.compare_digest(
            given[0].encode("utf-8", "surrogateescape"), self.secret.encode()
        )


def _method(answer: Answer) -> dict[str, str]:
    method = {"method": "answerCallbackQuery", "callback_query_id": answer.callback}
    return method | ({"text": short(answer.notice)} if answer.notice else {})
