"""An XForm taken apart: its binds, controls, lists and actions found and named, nothing interpreted yet."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# Stored forms are our own writing, and a DOCTYPE, the way to harm a parser, is refused first.
from xml.etree.ElementTree import Element, ParseError, fromstring

from dialogs.xform.refusals import Refusal, XFormRefused

JR = "{http://openrosa.org/javarosa}"
XML = "{http://www.w3.org/XML/1998/namespace}"
_LAST_SAVED = "__last-saved"
"""Answers of an earlier session, which are never carried over."""
_CONTROLS = ("input", "select1", "select", "rank", "range", "trigger", "upload")


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the primary instance; `groups` are the paths it stands in, outermost first."""

    path: str
    element: Element
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    language: str
    """Of all text that names no language; "" if the form does not say."""
    title: str
    root: Element
    translations: tuple[Element, ...]
    lists: Mapping[str, Element]
    files: frozenset[str]
    """Lists whose items stand in a file beside the form."""
    binds: Mapping[str, Element]
    controls: Mapping[str, Element]
    groups: Mapping[str, Element]
    repeats: tuple[str, ...]
    presets: Mapping[str, str]
    """Defaults that are computed, by node. Silent recordings (a place, a sound) are actions too, but
    never made: their nodes stay blank."""
    setters: tuple[tuple[str, str, str], ...]
    """Actions of a change: the question that changes, the node that is set, and to what."""

    @property
    def name(self) -> str:
        return self.root.get("id", "")

    def bind(self, path: str, attribute: str) -> str:
        found = self.binds.get(path)
        return found.get(attribute, "").strip() if found is not None else ""

    def nodes(self) -> Iterator[Node]:
        """All leaves in document order, save those of OpenRosa's `meta` and of templates of repeats."""
        return _leaves(self.root, f"/{local(self.root)}", ())


def take_apart(text: str) -> Form:
    """Raises XFormRefused if `text` is not an XForm at all."""
    try:
        if "<!DOCTYPE" in text:
            raise ParseError
        document = fromstring(text)  # noqa: S314 - see above
        return _form(document)
    except (ParseError, StopIteration, ValueError) as broken:
        raise XFormRefused((Refusal("/", "", "xml"),)) from broken


def local(element: Element) -> str:
    """The tag without its namespace."""
    return element.tag.rpartition("}")[2]


def named(parent: Element, *names: str) -> Iterator[Element]:
    """All descendants of these names, in document order."""
    return (element for element in parent.iter() if local(element) in names)


def _form(document: Element) -> Form:
    model, body = next(named(document, "model")), next(named(document, "body"))
    primary, *others = (child for child in model if local(child) == "instance")
    return Form(
        language=document.get(f"{XML}lang", ""),
        title="".join(title.text or "" for title in named(document, "title")),
        root=next(iter(primary)),
        translations=tuple(named(model, "translation")),
        lists={other.get("id", ""): other for other in others if not other.get("src")},
        files=frozenset(other.get("id", "") for other in others if other.get("src")) - {_LAST_SAVED},
        binds={bind.get("nodeset", ""): bind for bind in named(model, "bind")},
        controls={control.get("ref", ""): control for control in named(body, *_CONTROLS)},
        groups={group.get("ref", ""): group for group in named(body, "group")},
        repeats=tuple(repeat.get("nodeset", "") for repeat in named(body, "repeat")),
        presets={each.get("ref", ""): each.get("value", "") for each in named(model, "setvalue")},
        setters=tuple(
            (control.get("ref", ""), each.get("ref", ""), each.get("value", "").strip())
            for control in named(body, *_CONTROLS)
            for each in named(control, "setvalue")
        ),
    )


def _leaves(parent: Element, path: str, groups: tuple[str, ...]) -> Iterator[Node]:
    for child in parent:
        place = f"{path}/{local(child)}"
        if child.get(f"{JR}template") is not None or (not groups and local(child) == "meta"):
            continue
        if len(child):
            yield from _leaves(child, place, (*groups, place))
        else:
            yield Node(place, child, groups)


def tokens(text: str) -> frozenset[str]:
    """Appearance as written, in any case, as a set of words."""
    return frozenset(re.split(r"\s+", text.strip().lower())) - {""}
