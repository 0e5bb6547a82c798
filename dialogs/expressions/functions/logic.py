"""Truths, and choosing between values."""

from collections.abc import Iterator

from dialogs.expressions.errors import ExpressionError
from dialogs.expressions.functions.function import Build, Function, arguments, of_scope, of_texts, of_values
from dialogs.expressions.scope import Evaluate, Focus, Scope, Value
from dialogs.expressions.site import Site
from dialogs.expressions.tree import Call
from dialogs.expressions.values import number, stored, true


def choose(call: Call, site: Site) -> Evaluate:
    """`if`: only the branch that is taken is evaluated."""
    condition, then, otherwise = arguments(call, site)
    return lambda focus: then(focus) if true(condition(focus)) else otherwise(focus)


def coalesce(call: Call, site: Site) -> Evaluate:
    """The first value that is not blank."""
    values = arguments(call, site)

    def first(focus: Focus) -> Value:
        found = (value(focus) for value in values)
        return next((value for value in found if stored(value)), "")

    return first


def once(call: Call, site: Site) -> Evaluate:
    """What the node already holds, else the value: it is set once and never changes.

    That it looks at its own node is no dependency: it must not count as a cycle.
    """
    [value], at = arguments(call, site), site.at
    return lambda focus: focus.scope.value(at) or value(focus)


def checklist(scope: Scope, lowest: Value, highest: Value, *values: Value) -> bool:
    return _within(scope, lowest, highest, float(sum(map(true, _spread(values)))))


def weighted_checklist(scope: Scope, lowest: Value, highest: Value, *pairs: Value) -> bool:
    """A value, its weight, the next value, its weight…"""
    weighed = zip(_spread(pairs[::2]), _spread(pairs[1::2]), strict=False)
    return _within(scope, lowest, highest, sum(number(w, scope.zone) for v, w in weighed if true(v)))


def in_pairs(call: Call) -> Iterator[ExpressionError]:
    if len(call.arguments) % 2:
        yield ExpressionError("pairs", call.position, call.name)


def _spread(values: tuple[Value, ...]) -> list[Value]:
    """Each node by itself and as its text, so that a blank one is false."""
    found: list[Value] = []
    for value in values:
        found.extend([node.text for node in value] if isinstance(value, tuple) else [value])
    return found


def _within(scope: Scope, lowest: Value, highest: Value, reached: float) -> bool:
    """-1 as the highest means no limit."""
    most = number(highest, scope.zone)
    return number(lowest, scope.zone) <= reached and (most == -1 or reached <= most)


def _constant(value: bool) -> Build:
    return of_scope(lambda scope: value)


FUNCTIONS = {
    "true": Function(0, 0, _constant(True)),
    "false": Function(0, 0, _constant(False)),
    "boolean": Function(1, 1, of_values(lambda scope, value: true(value))),
    "boolean-from-string": Function(1, 1, of_texts(lambda value: value in ("1", "true"))),
    "not": Function(1, 1, of_values(lambda scope, value: not true(value))),
    "if": Function(3, 3, choose),
    "coalesce": Function(2, None, coalesce),
    "once": Function(1, 1, once),
    "checklist": Function(2, None, of_values(checklist)),
    "weighted-checklist": Function(2, None, of_values(weighted_checklist), check=in_pairs),
}
