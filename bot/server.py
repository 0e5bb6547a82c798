"""The aiohttp application: health, security headers, limits; the channels bring their own routes."""

import errno
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import TypeAlias

from aiohttp import web

from admin.settings import Network
from bot.proxies import believing
from storage.errors import StorageError

MOST_BYTES = 64 * 1024
"""Of a request's body; routes that take files read them piece by piece, within limits of their own."""

_PATIENCE = 7.0
"""Seconds in which open requests may end after a stop; a supervisor gives ten for all."""

LONGEST_HEADER = 16 * 1024
"""Bytes; a false secret of the webhook may be that long and is still told that it is false."""

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


class PortTaken(Exception):
    """The address is another program's, or none of this machine; the sentence says which."""


def application(
    routes: Iterable[Routes],
    ready: Callable[[], Awaitable[None]],
    public_url: str,
    proxies: Sequence[Network] = (),
) -> web.Application:
    """`ready` writes something; it raises StorageError while that cannot be done."""
    app = web.Application(client_max_size=MOST_BYTES, middlewares=[believing(proxies), _unavailable])
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


@asynccontextmanager
async def listening(app: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """The application served, and its port (0 asks for a free one); at the end, what is open may finish."""
    runner = web.AppRunner(
        app,
        access_log=None,
        handle_signals=False,
        shutdown_timeout=_PATIENCE,
        max_field_size=LONGEST_HEADER,
    )
    await runner.setup()
    try:
        await _listen(runner, host, port)
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        why = "another program uses it" if error.errno == errno.EADDRINUSE else error.strerror
        raise PortTaken(f"Port {port} on {host} cannot be opened: {why}. Set PORT or HOST.") from error
