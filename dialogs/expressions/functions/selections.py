"""Answers of several choices, and the labels of choices."""

from collections.abc import Iterator

from dialogs.expressions.errors import ExpressionError
from dialogs.expressions.functions.function import Function, of_texts, of_values
from dialogs.expressions.parser import parse
from dialogs.expressions.paths import absolute
from dialogs.expressions.scope import Evaluate, Scope, Value
from dialogs.expressions.site import Site
from dialogs.expressions.tree import Call, Path, Reference, String, Tree
from dialogs.expressions.values import number, text


def selected(answer: str, choice: str) -> bool:
    """Whole names only; nothing is selected in a blank but the blank."""
    return choice.strip() in (answer.split() or [""])


def selected_at(scope: Scope, answer: Value, place: Value) -> str:
    """From 0; blank beyond either end."""
    names = text(answer).split()
    at = number(place, scope.zone)
    return names[int(at)] if 0 <= at < len(names) else ""


def choice_name(call: Call, site: Site) -> Evaluate:
    """The label of a choice, given its name and, as a text, the path of a question that offers it."""
    value = site.compile(call.arguments[0])
    named = _named(call.arguments[1])
    if not isinstance(named, Path):
        raise ExpressionError("unsupported", call.arguments[1].position, call.name)
    path = absolute(named.steps, "" if named.absolute else site.at)
    return lambda focus: focus.scope.choice_label(text(value(focus)), path)


def names_a_question(call: Call) -> Iterator[ExpressionError]:
    if _named(call.arguments[1]) is None:
        yield ExpressionError("unsupported", call.arguments[1].position, call.name)


def _named(written: Tree) -> Path | Reference | None:
    """The question that a text names: by its path, or in a raw cell by `${name}`."""
    if not isinstance(written, String):
        return None
    try:
        tree = parse(written.value)
    except ExpressionError:
        return None
    return tree if isinstance(tree, Reference) or (isinstance(tree, Path) and tree.root is None) else None


FUNCTIONS = {
    "selected": Function(2, 2, of_texts(selected)),
    "selected-at": Function(2, 2, of_values(selected_at)),
    "count-selected": Function(1, 1, of_texts(lambda answer: float(len(answer.split())))),
    "jr:choice-name": Function(2, 2, choice_name, check=names_a_question),
    "jr:itext": Function(1, 1, of_values(lambda scope, key: scope.text(text(key)))),
}
