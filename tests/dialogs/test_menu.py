"""Commands in French and English, however they are typed, and the words that stand for buttons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.menu import ELSEWHERE, WORDS, Command, button, command, spelling


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start", Command("start")),
        ("/start k3v9", Command("start", "k3v9")),
        ("/start@parvis_bot k3v9", Command("start", "k3v9")),
        ("/START  Halles \n", Command("start", "Halles")),
        ("/données", Command("privacy")),
        ("/donnees", Command("privacy")),
        ("/MesDonnées", Command("mydata")),
        ("/mes_donnees", Command("mydata")),
        ("/idée", Command("idea")),
        ("/résultats halles", Command("results", "halles")),
        ("/plus-tard", Command("later")),
        ("/fermer halles", Command("close", "halles")),
        ("/modérer", Command("moderate")),
        ("/whatever", Command("unknown", "whatever")),
        ("/5 rue", None),
        ("/", None),
        ("start", None),
        ("1/2", None),
        ("", None),
    ],
)
def test_a_command_is_known_by_its_word(text: str, expected: Command | None):
    assert command(text) == expected


def test_a_command_for_another_bot_is_not_ours():
    assert command("/start@other x", "parvis") is ELSEWHERE
    assert command("/start@Parvis x", "parvis") == Command("start", "x")


def test_no_spelling_has_two_meanings():
    spellings = [word for group in WORDS.values() for names in group.values() for word in names]
    assert len(spellings) == len(set(spellings))


def test_every_spelling_means_its_command():
    for group in WORDS.values():
        for name, spellings in group.items():
            assert {command(f"/{word}") for word in spellings} == {Command(name)}


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_without_fail(text: str):
    command(text)
    command("/" + text, "parvis")
    button(text, ("skip",))


@pytest.mark.parametrize(
    ("text", "shown", "op"),
    [
        ("Passer", ("skip",), "skip"),
        ("je passe !", ("skip",), "skip"),
        ("Passer", ("send",), None),
        ("OUI", ("send",), "send"),
        ("OUI", ("yes", "no"), "yes"),
        ("?", ("help",), "help"),
        ("", ("skip",), None),
    ],
)
def test_a_word_is_a_button_only_where_that_is_shown(text: str, shown: tuple[str, ...], op: str | None):
    assert button(text, shown) == op


@pytest.mark.parametrize(
    ("name", "language", "written"),
    [("help", "fr-CA", "aide"), ("help", "en", "help"), ("help", "ar", "help"), ("stop", "fr", "stop")],
)
def test_a_command_is_spelt_for_its_reader(name, language, written):
    assert spelling(name, language) == written
