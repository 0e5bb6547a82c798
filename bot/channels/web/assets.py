"""What the page consists of beside its shell, in memory and under addresses that name its content.

A file that changes has another address, so a phone loads each one once; and an address is only looked up
in a table, so there is no path to wander from.
"""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from aiohttp import web

MIMES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_PAGE = files("bot.channels.web") / "page"
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_FOR_NOW = {"Cache-Control": "no-cache"}


@dataclass(frozen=True, slots=True)
class Asset:
    body: bytes
    zipped: bytes | None
    mime: str


class Assets:
    """`version` is a digest over all of them; `made` are those not found in the folder, by name."""

    def __init__(self, made: Mapping[str, bytes]) -> None:
        named = {file.name: file.read_bytes() for file in _PAGE.iterdir() if _suffix(file.name) in MIMES}
        named |= made
        self._assets = {name: _asset(name, body) for name, body in named.items()}
        self.version = hashlib.sha256(repr(sorted(named.items())).encode()).hexdigest()[:12]

    def names(self, suffix: str) -> list[str]:
        return sorted(name for name in self._assets if _suffix(name) == suffix)

    def address(self, name: str) -> str:
        return f"/page/{self.version}/{name}"

    async def serve(self, request: web.Request) -> web.Response:
        asset = self._assets.get(request.match_info["name"])
        if asset is None:
            raise web.HTTPNotFound(text="no such file")
        headers = dict(_FOR_EVER if request.match_info["version"] == self.version else _FOR_NOW)
        headers |= {"Vary": "Accept-Encoding"}
        body = asset.body
        if asset.zipped and "gzip" in request.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = asset.zipped
        return web.Response(body=body, content_type=asset.mime, charset=_charset(asset.mime), headers=headers)


def html(name: str) -> str:
    """The HTML of a page, with `$names` to fill in."""
    return (_PAGE / name).read_text("utf-8")


def _asset(name: str, body: bytes) -> Asset:
    mime = MIMES[_suffix(name)]
    return Asset(body, None if mime == "image/png" else gzip.compress(body, 9, mtime=0), mime)


def _suffix(name: str) -> str:
    return name[name.rfind(".") :]


def _charset(mime: str) -> str | None:
    return None if mime.startswith("image/") else "utf-8"
