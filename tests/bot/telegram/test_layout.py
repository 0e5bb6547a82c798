"""Cards as Telegram shows them: text, entities, keyboards, and no message too long."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.channel import Card, CardEntry, CardLine, Key, Span
from bot.channels.telegram import keyboard
from bot.channels.telegram.layout import LONGEST, pieces, units


def card(*body: str, **more: object) -> Card:
    return Card(lang="fr", dir="ltr", body=tuple((Span(text),) for text in body), **more)


def text(shown: Card) -> str:
    return "\n---\n".join(piece.text for piece in pieces(shown))


def test_a_question_stands_under_what_was_answered_and_after_where_we_are():
    shown = card(
        "Que faut-il améliorer ?",
        head="2 sur 6",
        section="La place",
        hint="Trois au plus",
        done=(CardLine("Venue", "à pied"), CardLine("Aux Halles", "j'y habite")),
        edits="12",
    )
    assert text(shown) == (
        "✓ Venue : à pied\n✓ Aux Halles : j'y habite\n"
        "La place\n2 sur 6 · Que faut-il améliorer ?\nTrois au plus"
    )


def test_a_new_message_repeats_only_the_last_answer():
    shown = card("?", done=(CardLine("Venue", "à pied"), CardLine("Aux Halles", "j'y habite")))
    assert text(shown) == "✓ Aux Halles : j'y habite\n?"


def test_a_summary_lists_its_lines():
    assert (
        text(card("Vos réponses :", lines=(CardLine("Note", "2 sur 5"),)))
        == "Vos réponses :\n· Note : 2 sur 5"
    )


@pytest.mark.parametrize(("edits", "shown"), [("12", "?"), ("", "Trois choix au plus\n?")])
def test_a_notice_stands_in_the_text_only_where_no_tap_shows_it(edits, shown):
    assert text(card("?", notice="Trois choix au plus", edits=edits)) == shown


def test_looks_become_entities_counted_in_utf16():
    shown = Card(
        "fr", "ltr", ((Span("🌳 "), Span("arbres", bold=True, link="https://x.example")),), hint="oui"
    )
    (piece,) = pieces(shown)
    found = [(e.kind, e.offset, e.length, e.url) for e in piece.looks]
    assert found == [
        ("bold", 3, 6, None),
        ("text_link", 3, 6, "https://x.example"),
        ("italic", 10, 3, None),
    ]


def test_a_link_that_telegram_would_not_open_is_plain_text():
    (piece,) = pieces(Card("fr", "ltr", ((Span("écrire", link="mailto:a@b.example"),),)))
    assert piece.looks == ()


def test_what_looks_like_markup_stays_as_it_was_written():
    (piece,) = pieces(card("<b>1 < 2 & *3*</b>"))
    assert (piece.text, piece.looks) == ("<b>1 < 2 & *3*</b>", ())


def test_a_card_without_words_has_no_pieces():
    assert pieces(card()) == []


@given(some.lists(some.text(some.sampled_from("a 🌳é"), min_size=1, max_size=9000), min_size=1, max_size=4))
def test_long_text_is_parted_and_nothing_is_lost(paragraphs):
    shown = pieces(card(*paragraphs))
    assert all(0 < units(piece.text) <= LONGEST for piece in shown)
    assert "".join(p.text for p in shown).replace("\n", "") == "".join(paragraphs)


def test_short_keys_share_a_row_and_a_long_one_has_its_own():
    shown = card(
        keys=(
            (Key("Oui", "y"), Key("Non", "n")),
            (Key("Sortir, me promener aux Halles", "a"), Key("Non", "b")),
        )
    )
    rows = keyboard.inline(shown).inline_keyboard
    assert [[b.text for b in row] for row in rows] == [
        ["Oui", "Non"],
        ["Sortir, me promener aux Halles"],
        ["Non"],
    ]


def test_boxes_are_shown_ticked_or_not():
    shown = card(keys=((Key("Bancs", "+1", chosen=True), Key("Arbres", "+2", chosen=False)),))
    assert [b.text for b in keyboard.inline(shown).inline_keyboard[0]] == ["☑ Bancs", "☐ Arbres"]


@pytest.mark.parametrize(
    ("link", "opens"),
    [
        ("https://valmont.example/c/halles", True),
        ("http://192.168.1.4:8080/", True),
        ("tg://resolve?domain=x", True),
        ("http://localhost:8080/", False),
        ("javascript:alert(1)", False),
    ],
)
def test_a_key_opens_a_link_or_is_left_out(link, opens):
    shown = keyboard.inline(card(keys=((Key("Ouvrir", "", link=link),),)))
    assert (shown is not None) == opens


def test_a_place_is_asked_for_with_one_tap_and_its_other_keys_as_words():
    shown = card(
        keys=((Key("Passer", "s1.0.0.skip"), Key("Plus tard", "s1.later")),),
        entry=CardEntry("place", prompt="Votre lieu"),
    )
    rows = keyboard.asking_for_a_place(shown).keyboard
    assert [[(b.text, b.request_location) for b in row] for row in rows] == [
        [("Votre lieu", True)],
        [("Passer", None), ("Plus tard", None)],
    ]
