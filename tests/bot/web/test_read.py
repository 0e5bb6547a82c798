"""What the page posts is read strictly, and no more of it is believed than that."""

import json

import pytest
from aiohttp import web

from bot.channel import Press
from bot.channels.web import read
from dialogs.turn import Placed, Typed

KEY = "0123456789abcdef"


def body(**fields: object) -> bytes:
    return json.dumps({"key": KEY, **fields}).encode()


@pytest.mark.parametrize(
    ("fields", "brought"),
    [
        ({"text": "Une fontaine"}, Typed("Une fontaine")),
        ({"text": "deux\nlignes\u0000\u001b[31m"}, Typed("deux\nlignes[31m")),
        ({"press": "s1.send", "card": "7"}, Press("s1.send", "7")),
        ({"start": "HALLES"}, Typed("/start HALLES")),
        ({"start": " a\nb "}, Typed("/start a b")),
        ({"start": ""}, Typed("/start")),
        ({"place": {"latitude": 44.84, "longitude": -0.58}}, Placed(44.84, -0.58)),
    ],
)
def test_a_message_becomes_what_was_brought(fields: dict[str, object], brought: object) -> None:
    assert read.brought(read.message(body(**fields))) == brought


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"key": "0123456789abcdef", "text": "\\ud800"}',
        body(),
        body(text="a", press="b"),
        body(text="a" * 4001),
        body(press=""),
        body(press="s" * 65),
        body(text="a", key="short"),
        body(text="a", key="../../../etc/passwd"),
        body(text="a", key=KEY + "\n"),
        body(text="a", more="x"),
        body(place={"latitude": 91, "longitude": 0}),
        body(place={"latitude": "44", "longitude": 0}),
    ],
)
def test_anything_else_is_refused(sent: bytes) -> None:
    with pytest.raises(web.HTTPBadRequest):
        read.message(sent)


def test_a_key_counts_only_for_the_browser_that_made_it() -> None:
    assert read.inbound_key("web:a", KEY) == read.inbound_key("web:a", KEY)
    assert read.inbound_key("web:a", KEY) != read.inbound_key("web:b", KEY)


def test_a_key_tells_nothing_of_the_browser() -> None:
    assert "secret" not in read.inbound_key("web:secret", KEY)
