"""XForm to Survey: the text that is stored with a survey's version, compiled to what is run.

Whatever cannot be asked in a chat is refused here, all of it at once and each with its path, so that
no form is ever half-run.
"""

from collections.abc import Mapping

from dialogs.expressions import Expression
from dialogs.graph import Cycle, ordered
from dialogs.survey import Group, Label, Question, Setter, Survey
from dialogs.xform.form import local, take_apart
from dialogs.xform.questions import Reading, read_group, read_list, read_question
from dialogs.xform.refusals import Refusal, XFormRefused
from dialogs.xform.words import read_words

__all__ = ["Refusal", "XFormRefused", "read_xform"]


def read_xform(text: str) -> Survey:
    """The survey that an XForm defines; raises XFormRefused with everything that stands in the way."""
    form = take_apart(text)
    reading = Reading(form, read_words(form))
    nodes = tuple(form.nodes())
    questions = tuple(read_question(reading, node, index) for index, node in enumerate(nodes))
    groups = {path: read_group(reading, path) for node in nodes for path in node.groups}
    setters = _setters(reading)
    _refuse_the_rest(reading, frozenset(groups) | {question.path for question in questions})
    order = _order(reading, questions, groups)
    lists = {name: read_list(reading, name, items) for name, items in form.lists.items()}
    texts = _texts(reading)
    if reading.refusals:
        raise XFormRefused(tuple(dict.fromkeys(reading.refusals)))
    return Survey(
        title=reading.words.title(form),
        name=form.name,
        version=form.root.get("version", ""),
        languages=reading.words.languages,
        default_language=reading.words.default_language,
        questions=questions,
        groups=groups,
        lists=lists,
        order=order,
        texts=texts,
        setters=setters,
    )


def _texts(reading: Reading) -> Mapping[str, Label]:
    """All itext by id, where an expression asks for any: labels have theirs already, compiled in place."""
    if not any("jr:itext" in expression.source for _path, _part, expression in reading.expressions):
        return {}
    compile_output = reading.outputs("/", "label")
    return {text_id: reading.words.itext(text_id, compile_output) for text_id in reading.words.texts}


def _setters(reading: Reading) -> Mapping[str, tuple[Setter, ...]]:
    found: dict[str, tuple[Setter, ...]] = {}
    for changed, path, value in reading.form.setters:
        setter = Setter(path, reading.expression(path, "calculation", value))
        found[changed] = (*found.get(changed, ()), setter)
    return found


def _refuse_the_rest(reading: Reading, known: frozenset[str]) -> None:
    """What stands outside questions and groups: repeats, entities, files that nothing uses."""
    form = reading.form
    for path in form.repeats:
        reading.refuse(path, "type", "repeat")
    if any(local(element) == "entity" for element in form.root.iter()):
        reading.refuse("/data/meta/entity", "type", "entities")
    used = {
        name for refusal in reading.refusals if refusal.code == "file" for name in refusal.detail.split(", ")
    }
    for name in sorted(form.files - used):
        reading.refuse(f"/data/{name}", "type", "file", name)
    for path, part, expression in reading.expressions:
        for target in sorted(expression.reads - known):
            reading.refuse(path, part, "reference", target)


def _order(reading: Reading, questions: tuple[Question, ...], groups: Mapping[str, Group]) -> tuple[str, ...]:
    needed = {group.path: _reads(group.relevant) for group in groups.values()}
    for question in questions:
        offered = question.choices.offered if question.choices else None
        borne = (question.relevant, question.calculation, question.preset, offered)
        needed[question.path] = frozenset(question.groups).union(*map(_reads, borne))
    try:
        return ordered(needed)
    except Cycle as cycle:
        names = " → ".join(path.rsplit("/", 1)[-1] for path in cycle.path)
        reading.refuse(cycle.path[0], "relevant", "cycle", names)
        return ()


def _reads(expression: Expression | None) -> frozenset[str]:
    return expression.reads if expression else frozenset()
