"""What a reverse proxy says of a request that it passes on, believed only of those that the operator named.

The town may be reached under several names: under each the cookie is to be Secure, and the page at home.
"""

import re
from collections.abc import Sequence
from ipaddress import ip_address

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from admin.settings import Network

_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?")
_SCHEMES = ("http", "https")


def believing(proxies: Sequence[Network]) -> Middleware:
    @web.middleware
    async def as_asked(request: web.Request, handler: Handler) -> web.StreamResponse:
        return await handler(_as_asked(request) if _named(request.remote, proxies) else request)

    return as_asked


def _named(remote: str | None, proxies: Sequence[Network]) -> bool:
    if not proxies or not remote:
        return False
    address = ip_address(remote.partition("%")[0])
    return any(address in network for network in proxies)


def _as_asked(request: web.Request) -> web.Request:
    """The request as the browser made it: the scheme and the host that it knows."""
    scheme, host = _last(request, "X-Forwarded-Proto").lower(), _last(request, "X-Forwarded-Host")
    return request.clone(
        scheme=scheme if scheme in _SCHEMES else request.scheme,
        host=host if _HOST.fullmatch(host) else request.host,
    )


def _last(request: web.Request, header: str) -> str:
    """What the nearest proxy added; whatever stands before it may come from anybody."""
    return request.headers.get(header, "").rpartition(",")[2].strip()
