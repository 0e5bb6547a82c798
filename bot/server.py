"""The aiohttp application: health, security headers, limits; the channels bring their own routes."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeAlias

from aiohttp import web

from storage.errors import StorageError

MOST_BYTES = 64 * 1024
"""Of a request's body; routes that take files read them piece by piece, within limits of their own."""

Routes: TypeAlias = Callable[[web.Application], None]
"""Adds what a channel serves."""

_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self)",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}


def application(
    routes: Iterable[Routes], ready: Callable[[], Awaitable[None]], public_url: str
) -> web.Application:
    """`ready` writes something; it raises StorageError while that cannot be done."""
    app = web.Application(client_max_size=MOST_BYTES, middlewares=[_unavailable])
    headers = _HEADERS | (_HTTPS_ONLY if public_url.startswith("https:") else {})

    async def secure(request: web.Request, response: web.StreamResponse) -> None:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        response.headers["Server"] = "Parvis"

    async def readyz(request: web.Request) -> web.Response:
        await ready()
        return web.Response(text="ready\n")

    app.on_response_prepare.append(secure)
    app.router.add_get("/healthz", _healthz)
    app.router.add_get("/readyz", readyz)
    for add in routes:
        add(app)
    return app


async def _healthz(request: web.Request) -> web.Response:
    return web.Response(text="alive\n")


@web.middleware
async def _unavailable(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """A database that is away for a moment is not a failure of the request: it may be sent again."""
    try:
        return await handler(request)
    except StorageError as error:
        raise web.HTTPServiceUnavailable(headers={"Retry-After": "2"}, text="not now\n") from error
