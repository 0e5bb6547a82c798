"""pyxform's XForm made the whole definition: languages by tag, the title's translations, our own words.

What pyxform words itself, in English, is the choice « Other » and the question that follows it.
"""

from collections.abc import Mapping

# pyxform wrote the text a moment ago, from strings, with every sign escaped.
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

from admin.authoring.marks import OURS
from admin.authoring.tongues import Tongues
from dialogs.text import _, say
from dialogs.xform.words import TITLE
from locales import catalogue, own_name

_XFORMS = "http://www.w3.org/2002/xforms"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIXES = {
    "": _XFORMS,
    "h": "http://www.w3.org/1999/xhtml",
    "jr": "http://openrosa.org/javarosa",
    "odk": "http://www.opendatakit.org/xforms",
    "orx": "http://openrosa.org/xforms",
}
_OURS = {"Other": _("Other"), "Specify other.": _("Please say which.")}
_BREAKS_INSIDE = frozenset({"html", "head", "model", "itext", "translation", "root", "body", "group"})


def finish(xform: str, tongues: Tongues) -> str:
    """The XForm that is stored: it names its languages, and speaks of « Other » in each."""
    language = tongues.default
    for prefix, uri in _PREFIXES.items():
        register_namespace(prefix, uri)
    document = fromstring(xform)  # noqa: S314 - see above
    document.set(_LANG, language)
    translations = list(document.iter(_tag("translation")))
    for translation in translations:
        _name(translation, tongues.tags.get(translation.get("lang", ""), language))
        _translate_title(translation, tongues.titles)
    for control in document.iter():
        _translate_specify_other(control, translations)
    for translation in translations:
        _reword(translation, translation.get(_LANG, ""), tongues.town)
    _reword(document, language, tongues.town)
    _break_lines(document)
    return f'<?xml version="1.0"?>\n{tostring(document, encoding="unicode")}\n'


def _tag(name: str) -> str:
    return f"{{{_XFORMS}}}{name}"


def _name(translation: Element, tag: str) -> None:
    """Its tag, and the author's name of the language; for who wrote only the tag, that of its speakers."""
    if translation.get("lang") == tag:
        translation.set("lang", f"{own_name(tag)} ({tag})")
    translation.set(_LANG, tag)


def _translate_title(translation: Element, titles: Mapping[str, str]) -> None:
    title = titles.get(translation.get(_LANG, ""))
    if title:
        _add_text(translation, TITLE, title)


def _add_text(translation: Element, text_id: str, words: str) -> None:
    text = SubElement(translation, _tag("text"), {"id": text_id})
    SubElement(text, _tag("value")).text = words


def _translate_specify_other(control: Element, translations: list[Element]) -> None:
    """The label that pyxform gives in one language becomes one in each."""
    label = control.find(_tag("label")) if control.tag == _tag("input") else None
    if label is None or not translations or not OURS.fullmatch(label.text or ""):
        return
    text_id = f"{control.get('ref')}:label"
    for translation in translations:
        _add_text(translation, text_id, label.text or "")
    label.text = None
    label.set("ref", f"jr:itext('{text_id}')")


def _reword(root: Element, language: str, town: str) -> None:
    """Our words in the language, or in the town's where we do not speak it."""
    words = catalogue(language, town)
    for element in root.iter():
        if element.text:
            element.text = OURS.sub(lambda found: say(_OURS[found[1]], words), element.text)
        if element.tail:
            element.tail = OURS.sub(lambda found: say(_OURS[found[1]], words), element.tail)


def _break_lines(document: Element) -> None:
    """One element a line, so that a change of a stored survey can be read; never inside a text."""
    for element in document.iter():
        if element.tag.rpartition("}")[2] in _BREAKS_INSIDE:
            element.text = element.text or "\n"
            for child in element:
                child.tail = child.tail or "\n"
