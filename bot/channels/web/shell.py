"""The page as the server sends it: the town's name, the language, and what its modules need to begin."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from string import Template

from aiohttp import web

from bot.channels.web.assets import Assets, html
from bot.channels.web.identity import Identity
from bot.channels.web.read import language
from bot.channels.web.words import words
from dialogs.text import Catalogue
from locales import best, direction


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    logo: str = ""
    """The logo's name among the assets, if there is one."""

    def picture(self, assets: Assets) -> str:
        """The logo as HTML; the name stands beside it, so it says nothing by itself."""
        return f'<img class="logo" src="{assets.address(self.logo)}" alt="">' if self.logo else ""


class Shell:
    """Fills in the page; what is the same for all is filled in once for each language."""

    def __init__(
        self,
        town: Town,
        assets: Assets,
        identity: Identity,
        catalogues: Mapping[str, Catalogue],
        default_language: str,
    ) -> None:
        self._identity = identity
        self._default = default_language
        self._pages = {tag: _page(town, assets, tag, words(known)) for tag, known in catalogues.items()}

    async def serve(self, request: web.Request) -> web.Response:
        """The page at `/` or `/c/<code>`; an unknown code opens it too, and the conversation says so."""
        response = web.Response(content_type="text/html", headers={"Cache-Control": "no-store"})
        fresh = self._identity.known(request) is None
        secret = self._identity.greet(request, response)
        response.text = self._pages[self._language(request)].substitute(
            token=escape(self._identity.token(secret)),
            code=escape(request.match_info.get("code", "")),
            fresh="yes" if fresh else "no",
        )
        return response

    def _language(self, request: web.Request) -> str:
        wanted = language(request)
        return (best(wanted, self._pages) if wanted else None) or self._default


def words_file(tag: str) -> str:
    """The name of a language's words among the assets."""
    return f"words.{tag}.json"


def _page(town: Town, assets: Assets, tag: str, said: Mapping[str, str]) -> Template:
    modules = "\n".join(f'<link rel="modulepreload" href="{assets.address(n)}">' for n in assets.names(".js"))
    known = {
        "lang": escape(tag),
        "dir": direction(tag),
        "town": escape(town.name),
        "logo": town.picture(assets),
        "base": assets.address("").rstrip("/"),
        "modules": modules,
        "words": escape(json.dumps(said, ensure_ascii=False)),
        **{f"w_{name}": escape(word) for name, word in said.items()},
    }
    kept = {name: f"${name}" for name in ("token", "code", "fresh")}
    doubled = {name: value.replace("$", "$$") for name, value in known.items()}
    return Template(Template(html("shell.html")).substitute(doubled | kept))
