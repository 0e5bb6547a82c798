"""Cards sent to a Telegram that keeps its rules."""

import pytest
from botapi.trouble import Trouble, bad, flood

from bot.channel import (
    Blocked,
    Card,
    CardEntry,
    CardLine,
    Delivered,
    File,
    Key,
    Migrated,
    Outgoing,
    Refused,
    RetryAfter,
    Span,
    Uncertain,
)
from bot.channels.telegram.send import TelegramChannel


def card(text: str = "?", **more: object) -> Card:
    return Card(lang="fr", dir="ltr", body=((Span(text),),) if text else (), **more)


@pytest.fixture
async def channel(telegram) -> TelegramChannel:
    return telegram.channel


@pytest.fixture
def awa(api):
    awa = api.person()
    awa.says("/start")
    return awa


async def send(channel, person, shown: Card):
    return await channel.send(Outgoing(1, 1, f"telegram:{person.id}", 1, shown))


KEYS = ((Key("Oui", "s1.0.0.=0"), Key("Non", "s1.0.0.=1")),)


async def test_a_card_is_one_message_with_its_keys(api, channel, awa):
    assert await send(channel, awa, card("Venez-vous ?", keys=KEYS)) == Delivered(str(awa.last.id))
    assert (awa.last.text, awa.labels()) == ("Venez-vous ?", ["Oui", "Non"])
    assert len(api.arrivals.messages()) == 1


async def test_a_card_that_edits_takes_the_place_of_the_one_tapped(api, channel, awa):
    await send(channel, awa, card("Venez-vous ?", keys=KEYS))
    first = str(awa.last.id)
    again = card("Comment ?", edits=first, done=(CardLine("Venue", "oui"),))
    assert await send(channel, awa, again) == Delivered(first)
    assert await send(channel, awa, again) == Delivered(first), "an edit sent twice is no trouble"
    assert [m.text for m in awa.received] == ["✓ Venue : oui\nComment ?"]


@pytest.mark.parametrize("trouble", [bad("message to edit not found"), bad("message can't be edited")])
async def test_where_nothing_can_be_edited_a_new_message_is_sent(api, channel, awa, trouble):
    api.faults.plan("editMessageText", trouble)
    assert await send(channel, awa, card("Comment ?", edits="3")) == Delivered(str(awa.last.id))
    assert awa.last.text == "Comment ?"


async def test_a_card_is_not_edited_above_what_we_said_since(channel, awa):
    await send(channel, awa, card("Venez-vous ?", keys=KEYS))
    first = str(awa.last.id)
    await send(channel, awa, card("Je n'ai pas compris."))
    await send(channel, awa, card("Comment ?", edits=first))
    assert [m.text for m in awa.received] == ["Venez-vous ?", "Je n'ai pas compris.", "Comment ?"]


async def test_a_long_card_is_several_messages_with_the_keys_under_the_last(channel, awa):
    await send(channel, awa, card("mot " * 2500, keys=KEYS))
    assert [awa.labels(m) for m in awa.received] == [[], [], ["Oui", "Non"]]


async def test_a_place_is_asked_for_and_the_keyboard_put_away_after(channel, awa):
    asked = card("Où ?", entry=CardEntry("place", prompt="Votre lieu"), keys=((Key("Passer", "s"),),))
    await send(channel, awa, asked)
    assert awa.last.markup["keyboard"][0] == [{"text": "Votre lieu", "request_location": True}]
    await send(channel, awa, card("Et quand ?", keys=KEYS, done=(CardLine("Où", "45.1, 5.7"),)))
    away, question = awa.received[-2:]
    assert (away.text, away.markup) == ("✓ 45.1, 5.7", {"remove_keyboard": True})
    assert question.markup["inline_keyboard"]


async def test_a_group_is_never_asked_where_it_is(api, channel):
    hall = api.group()
    await send(channel, hall, card("Où ?", entry=CardEntry("place", prompt="Votre lieu"), keys=KEYS))
    assert hall.labels() == ["Oui", "Non"]


@pytest.mark.parametrize(
    ("mime", "kind", "title", "named"),
    [("image/png", "photo", "Résultats", "photo"), ("text/csv", "document", "results", "results.csv")],
)
async def test_a_file_goes_with_its_words(channel, awa, media, mime, kind, title, named):
    media["made.csv"] = b"a,b\n"
    sent = await send(channel, awa, card("Voici", keys=KEYS, file=File("made.csv", mime, title)))
    assert sent == Delivered(str(awa.last.id))
    assert awa.last.text == "Voici"
    assert kind in awa.last.content
    if kind == "document":
        assert awa.last.content["document"]["file_name"] == named


async def test_words_too_long_for_a_caption_go_before_the_file(channel, awa, media):
    media["x.png"] = b"\x89PNG"
    await send(channel, awa, card("mot " * 400, file=File("x.png", "image/png", "Carte", alt="Une carte")))
    assert [("photo" in m.content, m.text[:9]) for m in awa.received] == [
        (False, "mot mot m"),
        (True, "Une carte"),
    ]


async def test_a_resident_s_own_words_are_not_said_back(api, channel, awa):
    assert await send(channel, awa, card("Un banc", mine=True)) == Delivered("")
    assert awa.received == []


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (flood(3), RetryAfter(3.5)),
        (Trouble(403, "Forbidden: user is deactivated"), Blocked()),
        (Trouble(400, "Bad Request: x", migrate_to_chat_id=-100500), Migrated("telegram:-100500")),
        (Trouble(502, "Bad Gateway"), Uncertain()),
        (Trouble(500, "Internal Server Error: restart"), Uncertain()),
        (Trouble(401, "Unauthorized"), RetryAfter(60.0)),
    ],
)
async def test_every_trouble_is_told_as_what_is_to_be_done(api, channel, awa, trouble, outcome):
    api.faults.plan("sendMessage", trouble)
    assert await send(channel, awa, card()) == outcome


async def test_a_message_that_telegram_will_never_take_is_refused(channel, awa):
    too_much = card(keys=((Key("Oui", "x" * 65),),))
    assert isinstance(await send(channel, awa, too_much), Refused)


@pytest.mark.parametrize("cut", ["before", "after"])
async def test_a_lost_answer_leaves_it_uncertain(api, channel, awa, cut):
    api.faults.plan("sendMessage", cut=cut)
    assert await send(channel, awa, card()) == Uncertain()
    assert len(awa.received) == (cut == "after")


async def test_when_telegram_is_away_nothing_left(api, channel, awa):
    await api.stop()
    await send(channel, awa, card())  # over a connection that had been kept
    assert await send(channel, awa, card()) == RetryAfter(3.0, whole=False)


async def test_a_tap_is_answered_with_its_notice_cut_to_what_is_shown(api, channel, awa):
    await send(channel, awa, card(keys=KEYS))
    tap = awa.taps("Oui")
    await channel.answer(tap["callback_query"]["id"], "🌳" * 150)
    assert await awa.told(tap) == "🌳" * 99 + "…"


async def test_failing_to_answer_a_tap_troubles_nobody(api, channel):
    await channel.answer("unknown", "Noté")
    api.faults.plan("answerCallbackQuery", cut="before")
    await channel.answer("unknown", "Noté")
