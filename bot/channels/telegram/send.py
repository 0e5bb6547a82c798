"""Cards to Telegram: one call for a card where one will do, an edit where that saves a message."""

import logging
from collections.abc import Awaitable, Callable
from pathlib import PurePath

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendDocument, SendMessage, SendPhoto
from aiogram.types import BufferedInputFile, Message, MessageEntity

from bot.channel import Card, Delivered, File, Outcome, Outgoing
from bot.channels.telegram import keyboard, outcome
from bot.channels.telegram.layout import Piece, cut, pieces, units
from bot.channels.telegram.read import NAME, chat_of
from storage.errors import StorageError

log = logging.getLogger(__name__)

LONGEST_CAPTION, LONGEST_NOTICE = 1024, 200
_CHATS = 10_000
_PICTURES = ("image/jpeg", "image/png")


class TelegramChannel:
    """`fetch` gives a file of the media store."""

    name = NAME

    def __init__(self, bot: Bot, fetch: Callable[[str], Awaitable[bytes]]) -> None:
        self._bot = bot
        self._fetch = fetch
        self._newest: dict[int, int] = {}
        """Our newest message in chats that we wrote to of late."""
        self._asked_for_a_place: set[int] = set()
        """Chats that show a keyboard of ours instead of the phone's; forgotten with the process,
        after which a phone still hides it once it was used."""

    async def send(self, outgoing: Outgoing) -> Outcome:
        chat, card = chat_of(outgoing.address), outgoing.card
        if card.mine:  # a resident's own words stand in their chat already
            return Delivered("")
        return await outcome.hearing(lambda: self._send(chat, card))

    async def answer(self, callback: str, notice: str) -> None:
        """Ends the wait that a tap shows; whether that works changes nothing for anybody."""
        try:
            await self._bot(AnswerCallbackQuery(callback_query_id=callback, text=short(notice) or None))
        except AiogramError as error:
            log.debug("a tap was not answered: %s", type(error).__name__)

    # ---- one card --------------------------------------------------------------------------

    async def _send(self, chat: int, card: Card) -> Outcome:
        parts = pieces(card)
        if card.edits and len(parts) == 1 and not card.file and not self._is_behind(chat, card.edits):
            edited = await self._edit(chat, card, parts[0])
            if edited:
                return edited
        await self._put_away_keyboard(chat, card)
        data = await self._file(card.file) if card.file else None
        if data and card.file:
            return await self._send_file(chat, card, card.file, data, parts)
        return await self._send_texts(chat, card, parts)

    async def _edit(self, chat: int, card: Card, piece: Piece) -> Outcome | None:
        """None where only a new message will do."""
        edit = EditMessageText.model_construct(
            chat_id=chat,
            message_id=int(card.edits),
            text=piece.text,
            entities=_entities(piece),
            reply_markup=keyboard.inline(card),
        )
        try:
            await self._bot(edit)
        except TelegramBadRequest as error:
            if outcome.is_beyond_editing(error):
                return None
            if not outcome.is_unmodified(error):
                raise
        return Delivered(card.edits)

    async def _send_texts(self, chat: int, card: Card, parts: list[Piece]) -> Outcome:
        """All the pieces, the keyboard under the last."""
        message = ""
        for piece in parts:
            last = piece is parts[-1]
            message = await self._say(chat, piece, self._keyboard(chat, card) if last else None)
        return Delivered(message)

    async def _send_file(
        self, chat: int, card: Card, file: File, data: BufferedInputFile, parts: list[Piece]
    ) -> Outcome:
        """The file with the text as its caption; a longer text goes before it, as messages."""
        captions = parts if len(parts) == 1 and units(parts[0].text) <= LONGEST_CAPTION else []
        for piece in parts if not captions else []:
            await self._say(chat, piece, None)
        caption = captions[0] if captions else Piece(cut(file.alt, LONGEST_CAPTION))
        text, entities = caption.text or None, _entities(caption)
        method = (
            SendPhoto(chat_id=chat, photo=data, caption=text, caption_entities=entities)
            if file.mime in _PICTURES
            else SendDocument(chat_id=chat, document=data, caption=text, caption_entities=entities)
        )
        method.reply_markup = keyboard.inline(card)
        return Delivered(self._sent(chat, await self._bot(method)))

    async def _file(self, file: File) -> BufferedInputFile | None:
        """None for a file that is gone: what the card says goes out without it."""
        try:
            return BufferedInputFile(await self._fetch(file.name), _filename(file))
        except StorageError:
            log.warning("a file to send is not in the media store")
            return None

    async def _say(self, chat: int, piece: Piece, keys: keyboard.Keyboard | None) -> str:
        method = SendMessage.model_construct(
            chat_id=chat, text=piece.text, entities=_entities(piece), reply_markup=keys
        )
        return self._sent(chat, await self._bot(method))

    # ---- where the chat stands -------------------------------------------------------------

    def _sent(self, chat: int, message: Message) -> str:
        self._newest.pop(chat, None)
        self._newest[chat] = message.message_id
        if len(self._newest) > _CHATS:
            del self._newest[next(iter(self._newest))]
        return str(message.message_id)

    def _is_behind(self, chat: int, message: str) -> bool:
        """Whether we wrote something below since: a card promised before an earlier one was sent, as when
        somebody types and taps in one breath. A question must not be asked above what was said last."""
        return int(message) < self._newest.get(chat, 0)

    # ---- the keyboard that asks for a place ------------------------------------------------

    def _keyboard(self, chat: int, card: Card) -> keyboard.Keyboard | None:
        place = keyboard.asking_for_a_place(card) if chat > 0 else None
        if place:
            self._asked_for_a_place.add(chat)
        return place or keyboard.inline(card)

    async def _put_away_keyboard(self, chat: int, card: Card) -> None:
        """A message can carry one keyboard, so the old one is put away by a short one of its own."""
        if chat in self._asked_for_a_place and not keyboard.asking_for_a_place(card):
            done = card.done[-1].value if card.done else ""
            await self._say(chat, Piece(f"✓ {done}".strip()), keyboard.REMOVE)
            self._asked_for_a_place.discard(chat)


def _entities(piece: Piece) -> list[MessageEntity] | None:
    return [
        MessageEntity.model_construct(type=look.kind, offset=look.offset, length=look.length, url=look.url)
        for look in piece.looks
    ] or None


def _filename(file: File) -> str:
    """The title, which a phone needs with an ending to know what opens it."""
    title, ending = PurePath(file.title), PurePath(file.name).suffix
    return file.title if title.suffix == ending else f"{file.title}{ending}"


def short(notice: str) -> str:
    """A notice as long as Telegram shows."""
    return cut(notice, LONGEST_NOTICE)
