"""The web chat, put together once at the start from the settings and the house."""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from admin.settings import SettingRefused, Settings
from bot.channels.web.assets import Assets
from bot.channels.web.chat import Desk, Take
from bot.channels.web.colour import palette, stylesheet
from bot.channels.web.hub import Hub
from bot.channels.web.identity import Identity
from bot.channels.web.limits import Limiter
from bot.channels.web.log import Log
from bot.channels.web.media import AT_ONCE, Darkroom
from bot.channels.web.results.published import Published
from bot.channels.web.results.serve import ResultsPage
from bot.channels.web.routes import WebChat
from bot.channels.web.shell import Shell, Town, words_file
from bot.channels.web.words import words
from bot.foundation import Foundation
from bot.house import House
from locales import Catalogue

log = logging.getLogger(__name__)

BURST, RATE = 30, 3
"""Messages that one browser may send at once, and then each second: more than fingers can."""
_LOGOS = {b"\x89PNG": "logo.png", b"<svg": "logo.svg", b"<?xm": "logo.svg"}
_LARGEST_LOGO = 100_000


def build(base: Foundation, house: House, take: Take, clock: Callable[[], datetime]) -> WebChat:
    settings = base.settings
    identity = Identity(base.keys, settings.public_url)
    logo = _logo(settings.town_logo)
    assets = Assets(_colours(settings) | logo | _words(base.catalogues))
    town = Town(settings.town_name, next(iter(logo), ""))
    published = Published(base.database, house.versions)
    desk = Desk(take, Log(base.database, base.keys), Hub(), identity, Limiter(BURST, RATE), clock)
    return WebChat(
        shell=Shell(town, assets, identity, base.catalogues, house.default_language),
        assets=assets,
        desk=desk,
        darkroom=Darkroom(desk, base.media, asyncio.Semaphore(AT_ONCE)),
        results=ResultsPage(published, town, assets, base.catalogues, house.default_language, clock),
    )


def _colours(settings: Settings) -> dict[str, bytes]:
    colours = palette(settings.town_color)
    if colours.moved:
        log.warning(
            "TOWN_COLOR %s bears no text with a contrast of 7 to 1: #%02x%02x%02x is shown instead",
            settings.town_color,
            *colours.surface,
        )
    return {"town.css": stylesheet(colours).encode()}


def _words(catalogues: Mapping[str, Catalogue]) -> dict[str, bytes]:
    return {
        words_file(tag): json.dumps(words(known), ensure_ascii=False).encode()
        for tag, known in catalogues.items()
    }


def _logo(path: str) -> dict[str, bytes]:
    """The town's logo by its name among the assets; nothing where none is set."""
    if not path:
        return {}
    try:
        picture = Path(path).read_bytes()
    except OSError as error:
        raise SettingRefused(f"TOWN_LOGO is {path!r}: {error.strerror}.") from error
    name = _LOGOS.get(picture.lstrip()[:4])
    if name is None or len(picture) > _LARGEST_LOGO:
        raise SettingRefused(f"TOWN_LOGO is {path!r}: give a PNG or SVG file of at most 100 kB.")
    return {name: picture}
