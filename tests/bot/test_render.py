"""A reply meets its reader: our words in theirs, the author's in the nearest there are."""

from bot.channel import CardEntry, CardLine, Key, Span
from bot.render import Reader, mine, render
from dialogs.text import Localized, Verbatim, _
from dialogs.turn import About, Button, Entry, Line, Reply
from locales import catalogue

FRENCH = Reader(catalogue("fr"), ("fr", "en"))
BOTH = Localized((("fr", "**Oui** ou non ?"), ("en", "Yes or no?")))


def test_our_words_and_the_authors_are_in_the_readers_language() -> None:
    card = render(Reply((BOTH,), head=_("{n} of {total}", n=2, total=6)), FRENCH)
    assert (card.lang, card.dir, card.body_lang) == ("fr", "ltr", "")
    assert card.head == "2 sur 6"
    assert card.body == ((Span("Oui", bold=True), Span(" ou non ?")),)


def test_another_language_of_the_author_is_marked() -> None:
    card = render(Reply((Localized((("de", "Ja?"),)),)), FRENCH)
    assert (card.lang, card.body_lang) == ("fr", "de")


def test_a_language_that_is_only_a_name_is_not_marked() -> None:
    assert render(Reply((Localized((("Langue des signes", "…"),)),)), FRENCH).body_lang == ""


def test_what_a_person_said_is_never_markup() -> None:
    card = render(Reply((_("Your code: {code}", code="**A**"), Verbatim("<b>_x_</b>"))), FRENCH)
    assert [spans[-1].text for spans in card.body] == [
        "Votre code : **A**".replace(" :", "\u00a0:"),
        "<b>_x_</b>",
    ]


def test_every_part_of_a_reply_reaches_the_card() -> None:
    reply = Reply(
        (BOTH,),
        section=Verbatim("Section"),
        hint=Verbatim("Aide"),
        done=(Line(Verbatim("Avant"), Verbatim("oui"), "s1.0.1.open"),),
        lines=(Line(Verbatim("Tout"), Verbatim("non")),),
        buttons=(
            (Button(BOTH, "s1.1.0.=0", chosen=True, primary=True),),
            (Button(Verbatim("Lien"), "", link="https://x"),),
        ),
        entry=Entry("number", "1", "5", "1", slider=True),
        about=About(1, 2, 3),
        notice=Verbatim("Noté"),
        appends=True,
    )
    card = render(reply, FRENCH)
    assert (card.section, card.hint, card.notice, card.about) == ("Section", "Aide", "Noté", "1:2:3")
    assert card.done == (CardLine("Avant", "oui", "s1.0.1.open"),)
    assert card.lines == (CardLine("Tout", "non"),)
    assert card.keys == (
        (Key("Oui ou non ?", "s1.1.0.=0", chosen=True, primary=True),),
        (Key("Lien", "", link="https://x"),),
    )
    assert isinstance(card.entry, CardEntry)
    assert (card.entry.kind, card.entry.lowest, card.entry.slider) == ("number", "1", True)
    assert card.entry.prompt
    assert card.appends


def test_own_words_are_marked_as_such() -> None:
    assert mine(Verbatim("# bonjour"), FRENCH).body == ((Span("# bonjour"),),)
    assert mine(Verbatim("x"), FRENCH).mine
