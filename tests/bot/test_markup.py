"""Light markup read into spans; what was escaped shows as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channel import Span
from bot.markup import paragraphs, plain
from dialogs.text import escape

CASES = [
    ("Bonjour", [[Span("Bonjour")]]),
    ("a **b** c", [[Span("a "), Span("b", bold=True), Span(" c")]]),
    (
        "a __b__ _c_ *d*",
        [
            [
                Span("a "),
                Span("b", bold=True),
                Span(" "),
                Span("c", italic=True),
                Span(" "),
                Span("d", italic=True),
            ]
        ],
    ),
    ("**gras et _penché_**", [[Span("gras et ", bold=True), Span("penché", bold=True, italic=True)]]),
    ("[ici](https://x.example/a?b=c&d)", [[Span("ici", link="https://x.example/a?b=c&d")]]),
    ("[**ici**](https://x.example)", [[Span("ici", bold=True, link="https://x.example")]]),
    ("[là](javascript:alert)", [[Span("là")]]),
    ("# Titre\ntexte", [[Span("Titre", bold=True)], [Span("texte")]]),
    ("un\n\n\ndeux<br>trois", [[Span("un")], [Span("deux")], [Span("trois")]]),
    ('<span style="color:red">rouge</span> &amp; noir', [[Span("rouge & noir")]]),
    ("3 < 4 et 5 > 2", [[Span("3 < 4 et 5 > 2")]]),
    ("un_nom_de_fichier et 2*3*4", [[Span("un_nom_de_fichier et 2*3*4")]]),
    ("seul * et _ et [crochets]", [[Span("seul * et _ et [crochets]")]]),
    ("", []),
    ("   \n ", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_markup_is_read(text: str, expected: list[list[Span]]) -> None:
    assert [list(spans) for spans in paragraphs(text)] == expected


@pytest.mark.parametrize(
    "text", ["**a**", "<b>x</b>", "[a](https://b.example)", "&amp;", "\\_a_", "# a", "_a_ `b`"]
)
def test_what_was_escaped_shows_as_written(text: str) -> None:
    assert paragraphs(escape(text)) == ((Span(text),),)


@given(st.text(st.characters(exclude_categories=("C", "Z"))))
def test_any_word_of_a_resident_comes_back(text: str) -> None:
    assert plain(escape(text)) == text


@given(st.text(alphabet="*_[]()<>&#`\\ab \n"))
def test_no_text_of_an_author_is_too_strange(text: str) -> None:
    assert all(span.text for spans in paragraphs(text) for span in spans if span.link)


def test_words_alone_are_one_line() -> None:
    assert plain("**Une**\n_deux_") == "Une deux"
