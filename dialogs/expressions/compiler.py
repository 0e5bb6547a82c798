"""A syntax tree to a closure, once its functions are known to exist and to have what they need."""

from collections.abc import Iterator

from dialogs.expressions.errors import ExpressionError
from dialogs.expressions.functions import FUNCTIONS, unsupported
from dialogs.expressions.operators import binary, negation
from dialogs.expressions.paths import path
from dialogs.expressions.scope import Evaluate, Value
from dialogs.expressions.site import Site
from dialogs.expressions.tree import (
    Binary,
    Call,
    Negate,
    Number,
    Path,
    String,
    Tree,
    walk,
    yields_nodes,
)


def build(tree: Tree, site: Site) -> Evaluate:
    match tree:
        case Number() | String():
            return _constant(tree.value)
        case Path():
            return path(tree, site)
        case Call():
            return FUNCTIONS[tree.name].build(tree, site)
        case Negate():
            return negation(tree, site)
        case Binary():
            return binary(tree, site)
        case _:
            raise ExpressionError("reference", tree.position, tree.name)


def _constant(value: Value) -> Evaluate:
    return lambda focus: value


def faults(tree: Tree) -> Iterator[ExpressionError]:
    """All that is wrong with the calls and unions of a tree, in the order of its text."""
    for node in walk(tree):
        match node:
            case Call():
                yield from _call_faults(node)
            case Binary(operator="|"):
                for operand in (node.left, node.right):
                    if not yields_nodes(operand):
                        yield ExpressionError("nodes", operand.position, "|")
            case _:
                pass


def _call_faults(call: Call) -> Iterator[ExpressionError]:
    function, given = FUNCTIONS.get(call.name), len(call.arguments)
    if function is None:
        yield ExpressionError(
            "unsupported" if unsupported(call.name) else "function", call.position, call.name
        )
    elif given < function.lowest:
        yield ExpressionError("few", call.position, call.name, function.lowest)
    elif function.highest is not None and given > function.highest:
        yield ExpressionError("many", call.position, call.name, function.highest)
    elif function.on_nodes and not yields_nodes(call.arguments[0]):
        yield ExpressionError("nodes", call.arguments[0].position, call.name)
    else:
        yield from function.check(call)
