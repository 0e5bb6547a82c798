"""Text that meets its reader, and text for comparing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talking import English, words

from dialogs.text import Localized, Msg, Verbatim, _, escape, fold, ngettext, say
from dialogs.typed import clean, plain, telling_words, western_digits
from dialogs.typed import words as words_of


def test_an_author_is_read_in_the_first_language_that_has_text():
    text = Localized((("fr", "Bonjour"), ("ar", "مرحبا")))
    assert text.pick("en", None, "ar") == ("ar", "مرحبا")
    assert text.pick("en") == ("fr", "Bonjour")
    assert Localized(()).pick("en") == ("", "")
    assert fold({"fr": "Bonjour", "en": ""}) == Localized((("fr", "Bonjour"),))


def test_values_are_shown_in_the_words_of_the_catalogue():
    told = _(
        "{who} said {what} to {n} on {day}, {missing}",
        who=Verbatim("Léo"),
        what=Localized((("en", "yes"),)),
        n=12.5,
        day=date(2026, 3, 12),
    )
    assert words(told) == "Léo said yes to 12.5 on 12 March 2026, {missing}"
    assert words(_("{outer}", outer=_("in {inner}", inner="here"))) == "in here"


@pytest.mark.parametrize(("n", "expected"), [(1, "1 question, now"), (6, "6 questions, now")])
def test_a_count_chooses_its_form(n: int, expected: str):
    assert words(ngettext("{n} question, {when}", "{n} questions, {when}", n, when="now")) == expected


def test_quoting_touches_what_is_put_in_and_never_the_sentence():
    told = Msg("*{name}*", (("name", "a*b"),))
    assert say(told, English(), quote=escape) == r"*a\*b*"
    assert say(Verbatim("<b>"), English(), quote=escape) == r"\<b\>"
    assert say(Localized((("en", "**fat**"),)), English(), quote=escape) == "**fat**"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  L’Éclairage !  ", "l'eclairage"),
        ("ŒUVRE", "oeuvre"),
        ("a\u00a0 b\n", "a b"),
        ("مُرَحّبًا", "مرحبا"),
        ("ｆｕｌｌ", "full"),
    ],
)
def test_the_plain_form_lays_accents_case_and_edges_aside(text: str, expected: str):
    assert plain(text) == expected


def test_words_that_tell_nothing_are_left_out_unless_there_are_no_others():
    assert telling_words("J’y habite, là") == ("habite",)
    assert telling_words("à la") == ("a", "la")
    assert words_of("plus-tard/demain") == ("plus", "tard", "demain")


def test_digits_of_any_script_are_figures():
    assert western_digits("١٢٫٥") == "12.5"


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once_and_leaves_nothing_that_cannot_be_kept(text: str):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert "\x00" not in cleaned
    cleaned.encode()
    plain(text)
