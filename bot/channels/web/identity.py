"""Who a browser is: a random secret in a cookie, and the proof that a request comes from our own page.

The secret is the address (`web:<secret>`), which storage keeps only sealed and as a keyed hash. A request
that says something must carry a token made from that secret; so no other site can speak for a resident,
and no one can speak without having opened the page.
"""

import re
import secrets
from urllib.parse import urlsplit

from aiohttp import web

from storage.keys import Keys

COOKIE = "parvis"
HEADER = "X-Parvis-Token"
_PURPOSE = "web page"
LASTS = 180 * 24 * 3600
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


class Identity:
    """`public_url` says where our page lives, and whether under https."""

    def __init__(self, keys: Keys, public_url: str) -> None:
        self._keys = keys
        self._origin = urlsplit(public_url)

    def token(self, secret: str) -> str:
        return self._keys.token(_PURPOSE, secret)

    def known(self, request: web.Request) -> str | None:
        """The secret that the browser came with, if it looks like one of ours."""
        secret = request.cookies.get(COOKIE, "")
        return secret if _SECRET.fullmatch(secret) else None

    def greet(self, request: web.Request, response: web.StreamResponse) -> str:
        """Sets the cookie, or renews it for 180 days, and returns the secret."""
        secret = self.known(request) or secrets.token_urlsafe(32)
        response.set_cookie(
            COOKIE,
            secret,
            max_age=LASTS,
            path="/",
            httponly=True,
            samesite="Lax",
            secure="https" in (request.scheme, self._origin.scheme),
        )
        return secret

    def listener(self, request: web.Request) -> str:
        """The address of a request that only listens; 403 without a cookie."""
        secret = self.known(request)
        if secret is None:
            raise web.HTTPForbidden(text="no cookie")
        return address(secret)

    def speaker(self, request: web.Request) -> str:
        """The address of a request that says something; 403 unless our own page sent it."""
        secret = self.known(request)
        if secret is None or not self._at_home(request):
            raise web.HTTPForbidden(text="not from our page")
        if not self._keys.holds(request.headers.get(HEADER, ""), _PURPOSE, secret):
            raise web.HTTPForbidden(text="no token")
        return address(secret)

    def _at_home(self, request: web.Request) -> bool:
        """Whether the Origin, which browsers give with every POST, is where the page was served."""
        given = request.headers.get("Origin")
        if given is None:
            return True
        origin = urlsplit(given)
        return origin.netloc in (request.host, self._origin.netloc) and origin.scheme in ("http", "https")


def address(secret: str) -> str:
    return f"web:{secret}"
