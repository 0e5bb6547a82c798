"""Arithmetic and comparison, and closures for chains of them.

A chain of a thousand terms leans left in the tree; it is run in a loop, not by a thousand nested calls.
"""

import operator
from collections.abc import Callable, Iterable
from datetime import tzinfo
from math import copysign, fmod, inf, isinf, nan
from typing import TypeAlias

from dialogs.expressions.scope import Evaluate, Focus, Node, Nodes, Value, nodes_of
from dialogs.expressions.site import Site
from dialogs.expressions.tree import Binary, Negate, Tree, operands
from dialogs.expressions.values import number, read_number, text, true

Operation: TypeAlias = Callable[[Value, Value, tzinfo], Value]


def divide(left: float, right: float) -> float:
    if right:
        return left / right
    return nan if left == 0 or left != left else copysign(inf, left) * copysign(1, right)


def remainder(left: float, right: float) -> float:
    """With the sign of `left`, as in XPath and unlike Python's."""
    return nan if right == 0 or isinf(left) else fmod(left, right)


def equal(left: Value, right: Value, zone: tzinfo) -> bool:
    """Truths decide first, then numbers, else texts are compared; of sets, any pair that is equal does."""
    if isinstance(left, bool) or isinstance(right, bool):
        return true(left) == true(right)
    if isinstance(left, float) or isinstance(right, float):
        return any(a == b for a in _numbers(left, zone) for b in _numbers(right, zone))
    return not set(_texts(left)).isdisjoint(_texts(right))


def unequal(left: Value, right: Value, zone: tzinfo) -> bool:
    """Not the contrary of `equal`: of two sets, any pair that differs makes it true."""
    if isinstance(left, bool) or isinstance(right, bool):
        return true(left) != true(right)
    if isinstance(left, float) or isinstance(right, float):
        return any(a != b for a in _numbers(left, zone) for b in _numbers(right, zone))
    here, there = set(_texts(left)), set(_texts(right))
    return bool(here and there) and len(here | there) > 1


def _ordering(holds: Callable[[float, float], bool], rising: bool) -> Operation:
    """`<` holds for some pair of two sets if it holds for the least of one and the greatest of the other."""
    lower, upper = (min, max) if rising else (max, min)

    def compare(left: Value, right: Value, zone: tzinfo) -> bool:
        here = [n for n in _numbers(left, zone) if n == n]
        there = [n for n in _numbers(right, zone) if n == n]
        return bool(here and there) and holds(lower(here), upper(there))

    return compare


def _texts(value: Value) -> Iterable[str]:
    return [node.text for node in value] if isinstance(value, tuple) else (text(value),)


def _numbers(value: Value, zone: tzinfo) -> Iterable[float]:
    if isinstance(value, tuple):
        return [read_number(node.text, zone) for node in value]
    return (number(value, zone),)


def _arithmetic(compute: Callable[[float, float], float]) -> Operation:
    return lambda left, right, zone: compute(number(left, zone), number(right, zone))


OPERATIONS: dict[str, Operation] = {
    "=": equal,
    "!=": unequal,
    "<": _ordering(operator.lt, rising=True),
    "<=": _ordering(operator.le, rising=True),
    ">": _ordering(operator.gt, rising=False),
    ">=": _ordering(operator.ge, rising=False),
    "+": _arithmetic(operator.add),
    "-": _arithmetic(operator.sub),
    "*": _arithmetic(operator.mul),
    "div": _arithmetic(divide),
    "mod": _arithmetic(remainder),
}


def negation(tree: Negate, site: Site) -> Evaluate:
    operand = site.compile(tree.operand)
    return lambda focus: -number(operand(focus), focus.scope.zone)


def binary(tree: Binary, site: Site) -> Evaluate:
    joined = _JOINED.get(tree.operator)
    if joined is None:
        return _folded(tree, site)
    return joined(tuple(site.compile(operand) for operand in operands(tree, tree.operator)))


def _either(operands: tuple[Evaluate, ...]) -> Evaluate:
    def either(focus: Focus) -> bool:
        for operand in operands:  # noqa: SIM110 - a generator would cost a third more
            if true(operand(focus)):
                return True
        return False

    return either


def _all(operands: tuple[Evaluate, ...]) -> Evaluate:
    def both(focus: Focus) -> bool:
        for operand in operands:  # noqa: SIM110 - the same
            if not true(operand(focus)):
                return False
        return True

    return both


def _union(operands: tuple[Evaluate, ...]) -> Evaluate:
    """Each node once."""

    def union(focus: Focus) -> Nodes:
        found: dict[tuple[str, int], Node] = {}
        for operand in operands:
            found.update(((node.path, id(node.item)), node) for node in nodes_of(operand(focus)))
        return tuple(found.values())

    return union


_JOINED = {"or": _either, "and": _all, "|": _union}


def _folded(tree: Binary, site: Site) -> Evaluate:
    chain: list[tuple[Operation, Evaluate]] = []
    rest: Tree = tree
    while isinstance(rest, Binary) and rest.operator in OPERATIONS:
        chain.append((OPERATIONS[rest.operator], site.compile(rest.right)))
        rest = rest.left
    first = site.compile(rest)
    if len(chain) == 1:
        [(operation, second)] = chain
        return lambda focus: operation(first(focus), second(focus), focus.scope.zone)
    links = tuple(reversed(chain))

    def folded(focus: Focus) -> Value:
        value = first(focus)
        for operation, operand in links:
            value = operation(value, operand(focus), focus.scope.zone)
        return value

    return folded
