"""Keys of a card as rows of buttons under a message, before either library has its say."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.channel import Card, Key

_BROAD = 20
"""Letters of a label beyond which a phone would cut it, were another button beside it."""
_BOXES = {None: "", True: "☑ ", False: "☐ "}


@dataclass(frozen=True, slots=True)
class Button:
    """It says `press` when it is tapped, or opens `link`."""

    text: str
    press: str | None
    link: str | None
    primary: bool


def rows(card: Card) -> list[list[Button]]:
    return [row for keys in card.keys for row in _rows(keys)]


def _rows(keys: tuple[Key, ...]) -> Iterator[list[Button]]:
    """One row, or a row for each key if a label needs the width."""
    buttons = [_button(key) for key in keys if key.press or _opens(key.link)]
    if any(len(button.text) > _BROAD for button in buttons):
        yield from ([button] for button in buttons)
    elif buttons:
        yield buttons


def _button(key: Key) -> Button:
    link = key.link if _opens(key.link) else None
    return Button(_BOXES[key.chosen] + key.label, None if link else key.press, link, key.primary)


def _opens(link: str) -> bool:
    """Telegram refuses a whole message for a button that leads to `localhost`."""
    if not link:
        return False
    parts = urlsplit(link)
    return parts.scheme == "tg" or (parts.scheme in ("http", "https") and "." in (parts.hostname or ""))
