"""Expressions of a survey: XPath 1.0 as ODK speaks it, parsed once, evaluated purely ever after.

No library fits: `a = 18` on a blank, dates that compare with `today()`, a lazy `if` of three arguments are
ODK's own, and elsewhere false, an error, or not even grammar.
"""

from dataclasses import dataclass, field

from dialogs.expressions.compiler import build, faults
from dialogs.expressions.errors import ExpressionError
from dialogs.expressions.functions import FUNCTIONS
from dialogs.expressions.parser import parse
from dialogs.expressions.scope import Evaluate, Exhausted, Focus, Item, Run, Scope, Value, nodes_of
from dialogs.expressions.site import Site
from dialogs.expressions.tree import walk
from dialogs.expressions.values import number, stored, true

__all__ = [
    "FUNCTIONS",
    "Expression",
    "ExpressionError",
    "Item",
    "Scope",
    "compile_expression",
    "faults",
    "parse",
    "walk",
]


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression. `reads` holds the absolute paths that its value may depend on."""

    source: str
    reads: frozenset[str]
    evaluate: Evaluate = field(repr=False, compare=False)

    def text(self, scope: Scope) -> str:
        """As an answer stores it: blank where it is not a number."""
        return stored(self._value(scope))

    def number(self, scope: Scope) -> float:
        return number(self._value(scope), scope.zone)

    def true(self, scope: Scope) -> bool:
        return true(self._value(scope))

    def items(self, scope: Scope) -> tuple[Item, ...]:
        """The items that an itemset such as `instance('towns')/root/item[…]` yields."""
        nodes = nodes_of(self._value(scope))
        return tuple(node.item for node in nodes if node.own is None and node.item is not None)

    def _value(self, scope: Scope) -> Value:
        try:
            return self.evaluate(Focus(scope, Run()))
        except Exhausted:
            return ""


def compile_expression(source: str, at: str) -> Expression:
    """Compile `source`, borne by the node `at` (an absolute path); raises `ExpressionError`."""
    tree = parse(source)
    for fault in faults(tree):
        raise fault
    site = Site(at, at, set(), build)
    evaluate = build(tree, site)
    return Expression(source, frozenset(site.reads), evaluate)
