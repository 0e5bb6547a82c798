"""Keyboards in aiogram's words: under the message, or instead of the phone's for a place."""

from typing import TypeAlias

from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.channel import Card
from bot.channels.telegram.buttons import Button, rows

Keyboard: TypeAlias = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove

REMOVE = ReplyKeyboardRemove(remove_keyboard=True)


def inline(card: Card) -> InlineKeyboardMarkup | None:
    shown = [[_button(button) for button in row] for row in rows(card)]
    return InlineKeyboardMarkup.model_construct(inline_keyboard=shown) if shown else None


def asking_for_a_place(card: Card) -> ReplyKeyboardMarkup | None:
    """One tap sends where the phone is. Other keys stand below as words to send: a message
    equal to a shown button is that button. Links cannot stand there."""
    if card.entry is None or card.entry.kind != "place":
        return None
    here = KeyboardButton(text=card.entry.prompt, request_location=True)
    others = [[KeyboardButton(text=key.label) for key in row if not key.link] for row in card.keys]
    keys = [[here], *(row for row in others if row)]
    return ReplyKeyboardMarkup(keyboard=keys, resize_keyboard=True, one_time_keyboard=True)


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton.model_construct(
        text=button.text,
        url=button.link,
        callback_data=button.press,
        style="primary" if button.primary else None,
    )
