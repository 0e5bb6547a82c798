"""Every sentence of the code is said in every language, with the same values in it."""

import re
from collections.abc import Iterable
from functools import cache

import pytest
from babel.messages.catalog import Catalog

from locales import available, words

_PLACEHOLDER = re.compile(r"\{\w+\}")


@cache
def gathered() -> Catalog:
    return words.gathered()


def sentences(catalog: Catalog) -> set[tuple[str, ...]]:
    return {words.forms(message.id) for message in catalog if message.id}


def values(sentence: str | Iterable[str]) -> set[str]:
    return set(_PLACEHOLDER.findall(words.forms(sentence)[-1])) | {"{n}"}


@pytest.mark.parametrize("language", available())
def test_a_catalogue_holds_the_sentences_of_the_code_and_no_others(language: str) -> None:
    """`python -m locales update` brings it up to date."""
    assert sentences(words.read(language)) == sentences(gathered())


@pytest.mark.parametrize("language", available())
def test_nothing_is_left_unsaid(language: str) -> None:
    unsaid = [m.id for m in words.read(language) if m.id and (m.fuzzy or not words.forms(m.string))]
    assert unsaid == []


@pytest.mark.parametrize("language", available())
def test_a_translation_shows_the_same_values(language: str) -> None:
    """A count may be written out: « une idée » for `{n} idea`."""
    pairs = ((message.id, said) for message in words.read(language) for said in words.forms(message.string))
    unequal = [said for sentence, said in pairs if sentence and values(said) != values(sentence)]
    assert unequal == []


def test_a_sentence_of_the_code_is_found_with_its_plural_and_its_place() -> None:
    plurals = [message for message in gathered() if isinstance(message.id, tuple)]
    assert plurals
    assert all(place.endswith(".py") for message in plurals for place, _line in message.locations)
