"""The nodes of an XForm to questions and groups; whatever cannot be run is noted, never skipped."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from dialogs.expressions import Expression, ExpressionError, compile_expression
from dialogs.survey import Bounds, Choice, Choices, Group, Label, Question
from dialogs.xform.form import JR, Form, Node, local, named, tokens
from dialogs.xform.kinds import SELECTS, SILENT, SUPPORTED, calculation_of, kind_of
from dialogs.xform.refusals import Refusal
from dialogs.xform.words import Compile, Words

_ITEMSET = re.compile(r"\s*(?:randomize\(\s*)?instance\(\s*'([^']+)'\s*\)/root/item\b(.*)", re.DOTALL)
_ASKS_A_LIST = re.compile(r"\b(?:instance|pulldata)\(\s*['\"]([^'\"]+)['\"]")
_USUAL = ("name", "label")
"""The columns of what is stored and of what is read."""


@dataclass(slots=True)
class Reading:
    """One form being read, and what was refused of it so far."""

    form: Form
    words: Words
    refusals: list[Refusal] = field(default_factory=list)
    expressions: list[tuple[str, str, Expression]] = field(default_factory=list)
    """All that was compiled: the node that bears it, the property, the expression."""
    columns: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By list: its columns of what is stored and of what is read."""

    def refuse(self, path: str, part: str, code: str, detail: str = "") -> None:
        self.refusals.append(Refusal(path, part, code, detail))

    def expression(self, path: str, part: str, source: str) -> Expression | None:
        if not source:
            return None
        files = self.form.files.intersection(_ASKS_A_LIST.findall(source))
        if files:
            self.refuse(path, part, "file", ", ".join(sorted(files)))
            return None
        try:
            compiled = compile_expression(source, path)
        except ExpressionError as broken:
            self.refusals.append(Refusal(path, part, broken.code, broken.detail, broken))
            return None
        self.expressions.append((path, part, compiled))
        return compiled

    def outputs(self, path: str, part: str) -> Compile:
        return lambda source: self.expression(path, part, source.strip())

    def label(self, path: str, parent: Element | None, tag: str) -> Label:
        found = next((child for child in parent if local(child) == tag), None) if parent is not None else None
        return self.words.label(found, self.outputs(path, tag))

    def message(self, path: str, part: str, attribute: str) -> Label:
        return self.words.message(self.form.bind(path, attribute), self.outputs(path, part))


def read_question(reading: Reading, node: Node, index: int) -> Question:
    form, path = reading.form, node.path
    kind = kind_of(form, path)
    control = form.controls.get(path)
    if kind not in SUPPORTED:
        reading.refuse(path, "type", "kind", kind)
    if form.bind(path, "readonly") not in ("", "true()", "false()"):
        reading.refuse(path, "readonly", "readonly")
    asked = kind not in SILENT and kind != "note"
    shown = control if kind not in SILENT else None
    return Question(
        path=path,
        kind=kind,
        index=index,
        label=reading.label(path, shown, "label"),
        hint=reading.label(path, shown, "hint"),
        relevant=reading.expression(path, "relevant", form.bind(path, "relevant")),
        constraint=reading.expression(path, "constraint", form.bind(path, "constraint") if asked else ""),
        constraint_message=reading.message(path, "constraint_message", f"{JR}constraintMsg"),
        required=reading.expression(path, "required", form.bind(path, "required") if asked else ""),
        required_message=reading.message(path, "required_message", f"{JR}requiredMsg"),
        calculation=reading.expression(path, "calculation", calculation_of(form, path)),
        default=node.element.text or "",
        preset=reading.expression(path, "default", form.presets.get(path, "")),
        choices=_choices(reading, path, control) if kind in SELECTS and control is not None else None,
        bounds=_bounds(control) if kind == "range" and control is not None else None,
        appearance=tokens(control.get("appearance", "")) if control is not None else frozenset(),
        groups=node.groups,
    )


def read_group(reading: Reading, path: str) -> Group:
    element = reading.form.groups.get(path)
    return Group(
        path=path,
        label=reading.label(path, element, "label"),
        relevant=reading.expression(path, "relevant", reading.form.bind(path, "relevant")),
        appearance=tokens(element.get("appearance", "")) if element is not None else frozenset(),
    )


def read_list(reading: Reading, name: str, items: Element) -> tuple[Choice, ...]:
    stored, read = reading.columns.get(name, _USUAL)
    return tuple(_choice(reading, item, stored, read) for item in named(items, "item"))


def _choice(reading: Reading, item: Element, stored: str, read: str) -> Choice:
    """Its columns hold all but the name, as a filter may ask for any: `label` and `itextId` too."""
    columns = {local(child): child.text or "" for child in item}
    text_id, name = columns.get("itextId", ""), columns.get(stored, "")
    if stored == "name":
        columns.pop(stored, "")
    label = (
        reading.words.itext(text_id, reading.outputs("/", "label"))
        if text_id
        else reading.label("/", item, read)
    )
    return Choice(name, label, tuple(columns.items()))


def _choices(reading: Reading, path: str, control: Element) -> Choices | None:
    nodeset = next((itemset.get("nodeset", "") for itemset in named(control, "itemset")), "")
    found = _ITEMSET.fullmatch(nodeset)
    if found is None:
        reading.refuse(path, "type", "choices")
        return None
    if found[1] in reading.form.files:
        reading.refuse(path, "type", "file", found[1])
        return None
    columns = _columns(control)
    if reading.columns.setdefault(found[1], columns) != columns:
        reading.refuse(path, "type", "columns", found[1])
    return Choices(found[1], reading.expression(path, "choice_filter", nodeset) if found[2] else None)


def _columns(control: Element) -> tuple[str, str]:
    """Where a list from a file keeps what is stored and what is read; `jr:itext(itextId)` is a label."""
    itemset = next(named(control, "itemset"))
    value, label = (next((e.get("ref", "") for e in named(itemset, tag)), "") for tag in ("value", "label"))
    return value or _USUAL[0], label if label and "(" not in label else _USUAL[1]


def _bounds(control: Element) -> Bounds:
    return Bounds(control.get("start", "1"), control.get("end", "10"), control.get("step", "1"))
