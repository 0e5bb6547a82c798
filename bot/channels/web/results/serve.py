"""`GET /r/<code>`: the page in the reader's language; where there is nothing to tell, 404 and a way on."""

from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape
from string import Template

from aiohttp import web

from bot.channels.web.assets import Assets, html
from bot.channels.web.read import language, tag
from bot.channels.web.results import pages
from bot.channels.web.results.hand import Hand
from bot.channels.web.results.published import Published, Told
from bot.channels.web.shell import Town
from bot.render import Reader
from dialogs.text import Text, _
from locales import Catalogue, best, direction, own_name

_LANGUAGES = _("Languages")
_HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}


class ResultsPage:
    """Sets no cookie: whoever reads results is nobody to us."""

    def __init__(
        self,
        published: Published,
        town: Town,
        assets: Assets,
        catalogues: Mapping[str, Catalogue],
        default_language: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._published = published
        self._town = town
        self._assets = assets
        self._catalogues = catalogues
        self._default = default_language
        self._clock = clock

    async def serve(self, request: web.Request) -> web.Response:
        code = request.match_info["code"]
        told = await self._published.of(code, self._clock())
        hand = Hand(self._reader(_wanted(request) or self._default, told))
        title: Text = told.campaign.title if told else pages.NOT_FOUND
        body = pages.body(hand, told) if told else pages.unknown(hand, code)
        return web.Response(
            text=self._page(hand, title, body),
            status=200 if told else 404,
            content_type="text/html",
            headers=_HEADERS,
        )

    def _reader(self, wanted: str, told: Told | None) -> Reader:
        """Our words and the author's, each in the nearest language that they have."""
        ours = self._catalogues[best(wanted, self._catalogues) or self._default]
        if told is None:
            return Reader(ours, (ours.language,))
        keys = [one.key for one in told.survey.languages]
        return Reader(ours, (best(wanted, keys), best(ours.language, keys), told.survey.default_language))

    def _page(self, hand: Hand, title: Text, body: str) -> str:
        tongue = hand.reader.catalogue.language
        return Template(html("results.html")).substitute(
            lang=escape(tongue),
            dir=direction(tongue),
            title=hand.words(title),
            town=escape(self._town.name),
            logo=self._town.picture(self._assets),
            base=self._assets.address("").rstrip("/"),
            body=body,
            languages_label=hand.words(_LANGUAGES),
            languages="\n".join(_to(other) for other in self._catalogues if other != tongue),
        )


def _wanted(request: web.Request) -> str | None:
    """The language that a link on the page asked for, else the browser's."""
    return tag(request.query.get("lang", "")) or language(request)


def _to(language: str) -> str:
    """The same page in another language, named in that language."""
    known = f'lang="{language}" dir="{direction(language)}" hreflang="{language}"'
    return f'<a href="?lang={language}" {known}>{escape(own_name(language))}</a>'
