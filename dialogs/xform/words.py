"""The author's words: every text of an XForm by language, with expressions where `${…}` stood."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from xml.etree.ElementTree import Element

from dialogs.expressions import Expression
from dialogs.survey import EMPTY, Label, Language
from dialogs.text import Localized
from dialogs.xform.form import XML, Form, local, named

Compile: TypeAlias = Callable[[str], Expression | None]
"""An expression's source to the expression; None where it is refused."""

TITLE = "/data:title"
"""The itext that holds the survey's title, where it is translated."""

_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)\s*$")
_ITEXT = re.compile(r"\s*jr:itext\(\s*'(.+)'\s*\)\s*")
_UNNAMED = "default"
"""What pyxform calls the language of columns that name none."""
UNDETERMINED = "und"


@dataclass(frozen=True, slots=True)
class Words:
    languages: tuple[Language, ...]
    default_language: str
    texts: Mapping[str, Mapping[str, Element]]
    """By itext id and language key: the element whose content is the text."""

    def label(self, element: Element | None, compile_output: Compile) -> Label:
        """The words of a label or hint, whether they stand in it or in the itext that it names."""
        if element is None:
            return EMPTY
        return self.referred(element.get("ref", ""), compile_output) or _label(
            {self.default_language: element}, compile_output
        )

    def message(self, attribute: str, compile_output: Compile) -> Label:
        """The words of a bind's message: an itext's, or the attribute itself."""
        found = self.referred(attribute, compile_output)
        if found is None and attribute:
            return Label(((self.default_language, (attribute,)),))
        return found or EMPTY

    def referred(self, reference: str, compile_output: Compile) -> Label | None:
        found = _ITEXT.fullmatch(reference)
        return self.itext(found[1], compile_output) if found else None

    def itext(self, text_id: str, compile_output: Compile) -> Label:
        return _label(self.texts.get(text_id, {}), compile_output)

    def title(self, form: Form) -> Localized:
        translated = self.itext(TITLE, lambda _source: None).plain
        return translated if translated.texts else Localized(((self.default_language, form.title),))


def read_words(form: Form) -> Words:
    """Texts of two languages that share a key are one; where both have a text, the named one's stands."""
    languages: dict[str, Language] = {}
    texts: dict[str, dict[str, Element]] = {}
    for translation in sorted(form.translations, key=lambda found: found.get("lang") == _UNNAMED):
        language = _language(translation)
        languages.setdefault(language.key, language)
        for text in translation:
            by_language = texts.setdefault(text.get("id", ""), {})
            for value in _plain_values(text):
                by_language.setdefault(language.key, value)
    default = form.language or _marked_default(form) or next(iter(languages), UNDETERMINED)
    languages.setdefault(default, Language(default, default))
    return Words(tuple(languages.values()), default, texts)


def _language(translation: Element) -> Language:
    name = translation.get("lang", "")
    code = _CODE.search(name)
    return Language(translation.get(f"{XML}lang") or (code[1] if code else name), name)


def _marked_default(form: Form) -> str:
    return next((_language(found).key for found in form.translations if found.get("default")), "")


def _plain_values(text: Element) -> Iterator[Element]:
    """Values to read; pictures, sounds and guidance for interviewers are not shown in a chat."""
    return (value for value in named(text, "value") if not value.get("form"))


def _label(elements: Mapping[str, Element], compile_output: Compile) -> Label:
    parts = ((language, tuple(_parts(element, compile_output))) for language, element in elements.items())
    return Label(tuple((language, found) for language, found in parts if found))


def _parts(element: Element, compile_output: Compile) -> Iterator[str | Expression]:
    if element.text:
        yield element.text
    for child in element:
        expression = compile_output(child.get("value", "")) if local(child) == "output" else None
        if expression is not None:
            yield expression
        if child.tail:
            yield child.tail
