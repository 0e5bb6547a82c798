"""Answers of several choices, and the labels of choices."""

from dialogs.expressions.errors import ExpressionError
from dialogs.expressions.functions.function import Function, arguments, of_texts, of_values
from dialogs.expressions.parser import parse
from dialogs.expressions.paths import absolute
from dialogs.expressions.scope import Evaluate, Scope, Value
from dialogs.expressions.site import Site
from dialogs.expressions.tree import Call, Path, String
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
    value, _ = arguments(call, site)
    path = _question(call, site)
    return lambda focus: focus.scope.choice_label(text(value(focus)), path)


def _question(call: Call, site: Site) -> str:
    written = call.arguments[1]
    if isinstance(written, String):
        tree = parse(written.value)
        if isinstance(tree, Path) and tree.root is None:
            return absolute(tree.steps, "" if tree.absolute else site.at)
    raise ExpressionError("unsupported", written.position, call.name)


FUNCTIONS = {
    "selected": Function(2, 2, of_texts(selected)),
    "selected-at": Function(2, 2, of_values(selected_at)),
    "count-selected": Function(1, 1, of_texts(lambda answer: float(len(answer.split())))),
    "jr:choice-name": Function(2, 2, choice_name),
    "jr:itext": Function(1, 1, of_values(lambda scope, key: scope.text(text(key)))),
}
