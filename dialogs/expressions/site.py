"""Where an expression is compiled: the node that bears it, and what it is found to read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from dialogs.expressions.scope import Evaluate
from dialogs.expressions.tree import Tree

Builder: TypeAlias = "Callable[[Tree, Site], Evaluate]"


@dataclass(frozen=True, slots=True)
class Site:
    """`at` bears the expression (`current()`); `here` is what a relative path begins at, None inside a
    predicate on items of a list, where it begins at the item. `reads` fills up as paths are resolved."""

    at: str
    here: str | None
    reads: set[str]
    builder: Builder

    def compile(self, tree: Tree) -> Evaluate:
        return self.builder(tree, self)

    def moved(self, here: str | None) -> "Site":
        """The same, inside a predicate on `here`."""
        return replace(self, here=here)
