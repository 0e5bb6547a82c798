"""Telegram updates to inbounds: what people do on their phones, read."""

import json
from datetime import UTC, datetime

import pytest
from botapi.server import BotApi

from bot.channel import Moved, Press, Reach, Rewritten
from bot.channels.telegram.read import Read, Reader
from bot.channels.telegram.update import decode, number
from dialogs.turn import Attached, Placed, Typed

AT = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
READER = Reader(700, b"secret")


def read(update: dict) -> Read:
    return READER.read(decode(json.dumps(update).encode()), AT)


@pytest.fixture
def api() -> BotApi:
    """The phones' side only: nothing is served."""
    return BotApi()


def test_words_come_with_their_address_key_and_language(api):
    awa = api.person(language="pt-BR")
    update = awa.says("/start k3v9")
    inbound = read(update).inbound
    assert inbound.brought == Typed("/start k3v9")
    assert inbound.key == f"telegram:700:{update['update_id']}"
    assert (inbound.address, inbound.channel, inbound.language) == (f"telegram:{awa.id}", "telegram", "pt-BR")
    assert (inbound.message, inbound.private, inbound.at) == (str(awa.messages[0].id), True, AT)


def test_a_group_is_not_private(api):
    hall = api.group()
    inbound = read(hall.says("bonjour")).inbound
    assert (inbound.private, inbound.address) == (False, f"telegram:{hall.id}")


def test_a_tap_brings_what_the_button_carries_and_the_card_it_stands_on(api):
    awa = api.person()
    card = api.world.add(awa.chat, {"text": "?"}, mine=True, markup=keyboard("Oui", "s1.0.0.=0"))
    got = read(awa.taps("Oui"))
    assert got.inbound.brought == Press("s1.0.0.=0", str(card.id))
    assert got.callback in api.world.taps


def test_a_tap_on_a_message_that_is_gone_names_no_card(api):
    assert read(api.person().taps_what_is_gone("s1.0.0.=0")).inbound.brought == Press("s1.0.0.=0", "")


def test_a_tap_without_any_message_is_the_sender_s_own_chat(api):
    awa = api.person()
    update = awa.taps_what_is_gone("x")
    del update["callback_query"]["message"]
    assert read(update).inbound.address == f"telegram:{awa.id}"


def test_a_rewritten_message_names_the_one_it_was(api):
    awa = api.person()
    awa.says("Un banc")
    first = awa.messages[0]
    assert read(awa.edits(first, "Deux bancs")).inbound.brought == Rewritten(str(first.id), "Deux bancs")


def test_a_live_place_is_taken_once_and_then_moves_on_in_silence(api):
    awa = api.person()
    update = awa.sends_place(45.1, 5.7, live_period=900, horizontal_accuracy=12.0)
    assert read(update).inbound.brought == Placed(45.1, 5.7, accuracy=12.0)
    moved = {"update_id": 9, "edited_message": update["message"]}
    assert read(moved).inbound is None


def test_a_venue_is_a_place(api):
    assert read(api.person().sends_venue(45.1, 5.7, "Les Halles")).inbound.brought == Placed(45.1, 5.7)


def test_of_a_photo_the_largest_size_is_wanted(api):
    awa = api.person()
    update = awa.sends_photo(b"x" * 500)
    got = read(update)
    assert got.wanted.file_id == update["message"]["photo"][1]["file_id"]
    assert got.inbound.brought == Attached("image", got.wanted.name)
    assert got.wanted.name.endswith(".jpg")


def test_a_file_s_name_is_the_same_each_time_and_cannot_be_guessed(api):
    update = api.person().sends_photo(b"x")
    assert read(update).wanted == read(update).wanted
    elsewhere = Reader(700, b"another").read(decode(json.dumps(update).encode()), AT)
    assert elsewhere.wanted.name != read(update).wanted.name


@pytest.mark.parametrize(
    ("name", "mime", "kind", "suffix"),
    [
        ("place.png", "image/png", "image", ".png"),
        ("halles.XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "file", ".xlsx"),
        ("halles.yaml", "text/yaml", "file", ".yaml"),
        ("plan", "application/pdf", "file", ".pdf"),
        ("marché.MP3", "audio/mpeg", "audio", ".mp3"),
        ("marché.webm", "audio/webm", "audio", ".webm"),
        ("marché.mov", "", "video", ".mov"),
        ("virus.exe", "application/octet-stream", "file", None),
        ("page.html", "text/html", "file", None),
    ],
)
def test_documents_are_wanted_only_if_someone_can_use_them(api, name, mime, kind, suffix):
    got = read(api.person().sends_document(b"data", name, mime))
    assert got.inbound.brought.kind == kind
    assert (got.wanted.name.endswith(suffix)) if suffix else (got.wanted is None)


def test_a_document_beyond_what_a_bot_may_download_stays_where_it_is(api):
    update = api.person().sends_document(b"data", "big.jpg", "image/jpeg")
    update["message"]["document"]["file_size"] = 21 << 20
    assert read(update).inbound.brought == Attached("image", "", "big.jpg")


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        ("voice", "audio"),
        ("audio", "audio"),
        ("video", "video"),
        ("video_note", "video"),
        ("animation", "video"),
    ],
)
def test_recordings_are_fetched_under_the_ending_of_their_kind(api, sent, kind):
    got = read(api.person().sends_other(sent))
    assert got.inbound.brought == Attached(kind, got.wanted.name)
    assert got.wanted.name.endswith({"audio": ".ogg", "video": ".mp4"}[kind])


def test_a_sticker_is_named_and_not_fetched(api):
    got = read(api.person().sends_other("sticker"))
    assert (got.inbound.brought, got.wanted) == (Attached("sticker", ""), None)


def test_a_contact_is_a_file_of_no_use(api):
    assert read(api.person().sends_contact()).inbound.brought == Attached("file", "")


def test_blocking_and_unblocking_tell_whether_we_can_reach_them(api):
    awa = api.person()
    assert read(awa.blocks()).inbound.brought == Reach(False)
    assert read(awa.unblocks()).inbound.brought == Reach(True)


def test_a_group_that_becomes_a_supergroup_has_a_new_address(api):
    hall = api.group()
    new = hall.migrates()
    update = api.world.waiting[-1].update
    assert read(update).inbound.brought == Moved(f"telegram:{new.id}")


@pytest.mark.parametrize(
    "message",
    [{"new_chat_title": "Forum"}, {"pinned_message": {"date": 0}}, {"group_chat_created": True}],
)
def test_news_about_a_chat_brings_nothing(message):
    chat = {"id": -5, "type": "group"}
    update = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": chat, **message}}
    assert read(update).inbound is None


def test_an_update_of_a_kind_from_the_future_brings_nothing():
    assert read({"update_id": 1, "telepathy": {"thought": "?"}}).inbound is None


@pytest.mark.parametrize(
    ("body", "id"),
    [
        (b'{"update_id": 7, "message": 3}', 7),
        (b'{"update_id": "seven"}', None),
        (b"{}", None),
        (b"not json", None),
        (b'{"update_id": 7, "message": {"text": "\xff"}}', 7),
    ],
)
def test_the_number_of_an_unreadable_update_is_found_if_there_is_one(body, id):
    assert number(body) == id


def keyboard(label: str, data: str) -> dict:
    return {"inline_keyboard": [[{"text": label, "callback_data": data}]]}
