"""A catalogue speaks its language: words, plurals, dates, numbers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import locales
from dialogs.text import Catalogue, _, ngettext, say
from locales.catalogue import compile_words

FORUM = datetime(2026, 4, 30, 18, 5, tzinfo=ZoneInfo("Europe/Paris"))


def test_we_speak_french_and_english() -> None:
    assert {"en", "fr"} <= set(locales.available())


def test_the_talk_takes_it_as_its_catalogue() -> None:
    catalogue: Catalogue = locales.catalogue("fr")
    assert say(_("Send"), catalogue) == "Envoyer"


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (("fr",), "fr"),
        (("fr-CA",), "fr"),
        (("xx", "fr"), "fr"),
        (("pl", None, "fr"), "fr"),
        (("en-GB", "fr"), "en"),
        ((None, ""), "en"),
        ((), "en"),
        (("../../etc", "fr"), "fr"),
    ],
)
def test_the_first_language_that_we_speak_is_spoken(wanted: tuple[str | None, ...], spoken: str) -> None:
    assert locales.catalogue(*wanted).language == spoken


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ["0 idée", "1 idée", "2 idées", "5 idées", "21 idées"]),
        ("uk", ["0 ідей", "1 ідея", "2 ідеї", "5 ідей", "21 ідея"]),
    ],
)
def test_each_language_counts_in_its_own_way(language: str, said: list[str], tmp_path: Path) -> None:
    forms = {"fr": ["{n} idée", "{n} idées"], "uk": ["{n} ідея", "{n} ідеї", "{n} ідей"]}[language]
    lines = "".join(f'msgstr[{i}] "{form}"\n' for i, form in enumerate(forms))
    source = tmp_path / language / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    source.write_text(f'msgid "{{n}} idea"\nmsgid_plural "{{n}} ideas"\n{lines}', encoding="utf-8")
    catalogue = locales.Catalogue(language, GNUTranslations(BytesIO(compile_words(source))))
    assert [say(ngettext("{n} idea", "{n} ideas", n), catalogue) for n in (0, 1, 2, 5, 21)] == said


@pytest.mark.parametrize(
    ("language", "day", "moment", "number"),
    [
        ("fr", "30 avril 2026", "30 avril 2026, 18:05", "38\u202f000,5"),
        ("en", "April 30, 2026", "April 30, 2026, 6:05\u202fPM", "38,000.5"),
    ],
)
def test_days_moments_and_numbers_are_written_as_people_do(
    language: str, day: str, moment: str, number: str
) -> None:
    catalogue = locales.catalogue(language)
    assert catalogue.date(date(2026, 4, 30)) == day
    assert catalogue.date(FORUM) == moment
    assert catalogue.number(38000.5) == number


def test_a_catalogue_is_loaded_once_however_many_ask() -> None:
    with ThreadPoolExecutor(8) as threads:
        loaded = set(threads.map(lambda _n: id(locales.catalogue("fr")), range(64)))
    assert len(loaded) == 1
