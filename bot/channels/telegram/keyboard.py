"""Keys of a card to Telegram's keyboards: under the message, or instead of the phone's for a place."""

from collections.abc import Iterator
from typing import TypeAlias
from urllib.parse import urlsplit

from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.channel import Card, Key

Keyboard: TypeAlias = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove

_BROAD = 20
"""Letters of a label beyond which a phone would cut it, were another button beside it."""

REMOVE = ReplyKeyboardRemove(remove_keyboard=True)


def inline(card: Card) -> InlineKeyboardMarkup | None:
    rows = [row for keys in card.keys for row in _rows(keys)]
    return InlineKeyboardMarkup.model_construct(inline_keyboard=rows) if rows else None


def asking_for_a_place(card: Card) -> ReplyKeyboardMarkup | None:
    """One tap sends where the phone is. Other keys stand below as words to send: a message
    equal to a shown button is that button. Links cannot stand there."""
    if card.entry is None or card.entry.kind != "place":
        return None
    here = KeyboardButton(text=card.entry.prompt, request_location=True)
    others = [[KeyboardButton(text=key.label) for key in row if not key.link] for row in card.keys]
    rows = [[here], *(row for row in others if row)]
    return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, one_time_keyboard=True)


def _rows(keys: tuple[Key, ...]) -> Iterator[list[InlineKeyboardButton]]:
    """One row, or a row for each key if a label needs the width."""
    buttons = [_button(key) for key in keys if key.press or _opens(key.link)]
    if any(len(button.text) > _BROAD for button in buttons):
        yield from ([button] for button in buttons)
    elif buttons:
        yield buttons


def _button(key: Key) -> InlineKeyboardButton:
    link = key.link if _opens(key.link) else None
    return InlineKeyboardButton.model_construct(
        text=_BOXES[key.chosen] + key.label,
        url=link,
        callback_data=None if link else key.press,
        style="primary" if key.primary else None,
    )


_BOXES = {None: "", True: "☑ ", False: "☐ "}


def _opens(link: str) -> bool:
    """Telegram refuses a whole message for a button that leads to `localhost`."""
    if not link:
        return False
    parts = urlsplit(link)
    return parts.scheme in ("http", "https", "tg") and (parts.scheme == "tg" or "." in (parts.hostname or ""))
