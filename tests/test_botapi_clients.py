"""The fake Bot API held against two independent clients, each of which parses its answers strictly."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot
from aiogram import exceptions as aio
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile
from botapi.server import TOKEN, BotApi
from botapi.trouble import Trouble, flood, forbidden
from telegram import error as ptb
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

KEYBOARD = {"inline_keyboard": [[{"text": "Oui", "callback_data": "s1.0.0.=0"}]]}


class Aiogram:
    """aiogram's words for a few acts."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot

    async def send(self, chat: int, text: str, **more: object) -> int:
        return (await self.bot.send_message(chat, text, **more)).message_id

    async def hand_over(self, chat: int, data: bytes, name: str) -> str:
        sent = await self.bot.send_document(chat, BufferedInputFile(data, name))
        assert sent.document
        return sent.document.file_id

    async def fetch(self, file_id: str) -> bytes:
        found = await self.bot.download(file_id)
        assert found
        return found.read()

    errors = (
        aio.TelegramBadRequest,
        aio.TelegramForbiddenError,
        aio.TelegramRetryAfter,
        aio.TelegramMigrateToChat,
        aio.TelegramNetworkError,
    )


class Ptb:
    """python-telegram-bot's."""

    def __init__(self, bot: ExtBot[None]) -> None:
        self.bot = bot

    async def send(self, chat: int, text: str, **more: object) -> int:
        return (await self.bot.send_message(chat, text, **more)).message_id  # type: ignore[arg-type]

    async def hand_over(self, chat: int, data: bytes, name: str) -> str:
        sent = await self.bot.send_document(chat, data, filename=name)
        assert sent.document
        return sent.document.file_id

    async def fetch(self, file_id: str) -> bytes:
        return bytes(await (await self.bot.get_file(file_id)).download_as_bytearray())

    errors = (ptb.BadRequest, ptb.Forbidden, ptb.RetryAfter, ptb.ChatMigrated, ptb.NetworkError)


@asynccontextmanager
async def aiogram_client(api: BotApi) -> AsyncIterator[Aiogram]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(api.url))
    async with Bot(TOKEN, session=session) as bot:
        yield Aiogram(bot)


@asynccontextmanager
async def ptb_client(api: BotApi) -> AsyncIterator[Ptb]:
    bot = ExtBot(
        TOKEN,
        base_url=f"{api.url}/bot",
        base_file_url=f"{api.url}/file/bot",
        request=HTTPXRequest(),
        rate_limiter=None,
    )
    async with bot:
        yield Ptb(bot)


@pytest.fixture(autouse=True)
def ptb_counts_in_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its way from the next version on; the old one warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture(params=[aiogram_client, ptb_client], ids=["aiogram", "ptb"])
async def client(api: BotApi, request: pytest.FixtureRequest) -> AsyncIterator[Aiogram | Ptb]:
    async with request.param(api) as client:
        yield client


async def test_a_message_is_sent_edited_and_deleted(api, client):
    awa = api.person()
    awa.says("/start")
    sent = await client.send(
        awa.id, "<b>Bonjour</b> &amp; bienvenue", parse_mode="HTML", reply_markup=markup(client)
    )
    assert awa.last.text == "Bonjour & bienvenue"
    assert awa.last.content["entities"] == [{"type": "bold", "offset": 0, "length": 7}]
    assert awa.labels() == ["Oui"]
    await client.bot.edit_message_text("Merci", chat_id=awa.id, message_id=sent)
    assert (awa.last.text, awa.labels()) == ("Merci", [])
    await client.bot.delete_message(awa.id, sent)
    assert awa.received == []


def markup(client):
    if isinstance(client, Ptb):
        from telegram import InlineKeyboardMarkup

        return InlineKeyboardMarkup.de_json(KEYBOARD, client.bot)
    from aiogram.types import InlineKeyboardMarkup as Markup

    return Markup.model_validate(KEYBOARD)


async def test_every_kind_of_update_is_read_by_both(api, client):
    awa, hall = api.person(), api.group()
    awa.says("/start HALLES")
    awa.sends_photo(b"\xff\xd8photo")
    awa.sends_place(45.1, 5.7, horizontal_accuracy=12.5)
    awa.sends_venue(45.1, 5.7, "Les Halles")
    awa.sends_document(b"PK", "halles.xlsx", "application/zip")
    for kind in ("sticker", "voice", "video", "audio", "video_note", "animation"):
        awa.sends_other(kind)
    awa.sends_contact()
    awa.edits(awa.messages[0], "/start FORUM")
    await client.send(awa.id, "?", reply_markup=markup(client))
    tap = awa.taps("Oui")
    awa.taps_what_is_gone("old")
    awa.blocks()
    awa.unblocks()
    hall.migrates()
    updates = await client.bot.get_updates(timeout=0)
    assert len(updates) == 18
    assert updates[0].message.text == "/start HALLES"
    await client.bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)
    assert api.world.waiting == []
    await client.bot.answer_callback_query(tap["callback_query"]["id"], text="Noté")
    assert await awa.told(tap) == "Noté"


async def test_files_go_both_ways(api, client):
    awa = api.person()
    awa.says("/start")
    file_id = await client.hand_over(awa.id, b"col,umn\n", "results.csv")
    assert awa.last.content["document"]["file_name"] == "results.csv"
    assert await client.fetch(file_id) == b"col,umn\n"
    await client.bot.send_photo(
        awa.id, b"\x89PNG" if isinstance(client, Ptb) else BufferedInputFile(b"\x89PNG", "c.png")
    )
    assert "photo" in awa.last.content


async def test_refusals_come_as_each_client_names_them(api, client):
    bad, forbidden_error, retry, migrated, network = client.errors
    awa, hall = api.person(), api.group()
    with pytest.raises(bad, match=r"(?i)chat not found"):
        await client.send(42, "hello")
    with pytest.raises(forbidden_error, match=r"(?i)can't initiate"):
        await client.send(awa.id, "hello")
    awa.says("/start")
    awa.blocks()
    with pytest.raises(forbidden_error, match=r"(?i)blocked"):
        await client.send(awa.id, "hello")
    awa.unblocks()
    new = hall.migrates()
    with pytest.raises(migrated) as moved:
        await client.send(hall.id, "hello")
    assert str(new.id) in str(moved.value)
    api.faults.plan("sendMessage", flood(3))
    with pytest.raises(retry):
        await client.send(awa.id, "hello")
    api.faults.plan("sendMessage", Trouble(502, "Bad Gateway"))
    with pytest.raises(Exception, match=r"(?i)Bad Gateway"):
        await client.send(awa.id, "hello")
    api.faults.plan("sendMessage", cut="after")
    with pytest.raises(network):
        await client.send(awa.id, "it did arrive")
    assert awa.last.text == "it did arrive"


@pytest.mark.parametrize(
    ("text", "more", "reason"),
    [
        ("   ", {}, "text is empty"),
        ("a" * 4097, {}, "too long"),
        ("🌳" * 2049, {}, "too long"),
        ("<b>open", {"parse_mode": "HTML"}, "end tag"),
        ("<x>no</x>", {"parse_mode": "HTML"}, "Unsupported start tag"),
        ("1 < 2", {"parse_mode": "HTML"}, "Unsupported start tag"),
    ],
)
async def test_text_that_telegram_refuses_is_refused(api, client, text, more, reason):
    awa = api.person()
    awa.says("/start")
    with pytest.raises(client.errors[0], match=f"(?i){reason}"):
        await client.send(awa.id, text, **more)


async def test_an_edit_is_held_to_the_rules(api, client):
    awa = api.person()
    mine = awa.says("/start")["message"]["message_id"]
    sent = await client.send(awa.id, "Bonjour")
    edit = client.bot.edit_message_text
    for message, text, reason in [
        (sent, "Bonjour", "not modified"),
        (99, "x", "not found"),
        (mine, "x", "can't be"),
    ]:
        with pytest.raises(client.errors[0], match=f"(?i){reason}"):
            await edit(text, chat_id=awa.id, message_id=message)
    api.world.ahead = 49 * 3600
    with pytest.raises(client.errors[0], match=r"(?i)can't be deleted"):
        await client.bot.delete_message(awa.id, sent)


async def test_a_tap_is_answered_once_and_in_time(api, client):
    awa = api.person()
    awa.says("/start")
    await client.send(awa.id, "?", reply_markup=markup(client))
    first, late = awa.taps("Oui"), awa.taps("Oui")
    answer = client.bot.answer_callback_query
    await answer(first["callback_query"]["id"])
    api.world.ahead = 3600
    for query in (first, late):
        with pytest.raises(client.errors[0], match=r"(?i)query is too old"):
            await answer(query["callback_query"]["id"])


async def test_commands_and_descriptions_are_kept_by_language(api, client):
    from aiogram.types import BotCommand as AioCommand
    from telegram import BotCommand as PtbCommand

    kind = PtbCommand if isinstance(client, Ptb) else AioCommand
    await client.bot.set_my_commands([kind(command="aide", description="Aide")], language_code="fr")
    assert [c.command for c in await client.bot.get_my_commands(language_code="fr")] == ["aide"]
    assert list(await client.bot.get_my_commands()) == []
    await client.bot.set_my_description("La Ville vous écoute", language_code="fr")
    assert (await client.bot.get_my_description(language_code="fr")).description == "La Ville vous écoute"


def test_the_table_of_troubles_is_worded_as_telegram_words_it():
    assert forbidden("bot was blocked by the user").body() == {
        "ok": False,
        "error_code": 403,
        "description": "Forbidden: bot was blocked by the user",
    }
