"""The sentences of the code, gathered, and each catalogue brought to hold exactly those."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from locales.catalogue import ROOT, SOURCE, available, compile_words, folder

PACKAGES = ("admin", "bot", "dialogs", "storage")
KEYWORDS = {"_": None, "ngettext": (1, 2)}
_MADE = datetime(2026, 11, 24, tzinfo=UTC)
"""Stands in every header: a file changes only when its words do."""


def gathered() -> Catalog:
    """Every sentence of the code, with the files it stands in."""
    found = Catalog()
    for package in PACKAGES:
        top = ROOT.parent / package
        for name, _line, text, comments, context in extract_from_dir(
            top, [("**.py", "python")], keywords=KEYWORDS
        ):
            found.add(text, locations=[(f"{package}/{name}", 0)], auto_comments=comments, context=context)
    return found


def read(language: str) -> Catalog:
    with (folder(language) / "messages.po").open("rb") as words:
        return read_po(words, locale=language.replace("-", "_"))


def update(language: str) -> None:
    """Adds what is new, with nothing said yet, and takes out what the code no longer says."""
    words = read(language)
    words.update(gathered(), no_fuzzy_matching=True)
    words.obsolete.clear()
    if language == SOURCE:
        _say_as_written(words)
    write(words, folder(language) / "messages.po")


def write(words: Catalog, path: Path) -> None:
    words.project, words.version = "Parvis", "1"
    words.msgid_bugs_address = words.last_translator = words.language_team = "Parvis"
    words.creation_date = words.revision_date = _MADE
    with path.open("wb") as out:
        write_po(out, words, width=110, sort_by_file=True, include_lineno=False)


def compile_all() -> None:
    """Writes the `.mo` files, so that a start need not compile."""
    for language in available():
        at = folder(language)
        (at / "messages.mo").write_bytes(compile_words(at / "messages.po"))


def forms(sentence: str | Iterable[str] | None) -> tuple[str, ...]:
    """A sentence as all its forms, singular and plural; none if nothing is said."""
    every = (sentence,) if isinstance(sentence, str) else tuple(sentence or ())
    return every if all(every) else ()


def _say_as_written(words: Catalog) -> None:
    for message in words:
        if forms(message.id) and not forms(message.string):
            message.string = message.id
