"""The syntax tree of an expression. Every node knows the character it began at, so that lints can point."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    position: int
    value: float


@dataclass(frozen=True, slots=True)
class String:
    position: int
    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """`${name}`, as authors write it in a cell; an XForm has paths instead."""

    position: int
    name: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a name, `.` or `..`, and the predicates in square brackets after it."""

    position: int
    name: str
    predicates: "tuple[Tree, ...]" = ()


@dataclass(frozen=True, slots=True)
class Path:
    """`/data/q` (absolute), `../q` (from the bearer), or steps from what `root` yields."""

    position: int
    steps: tuple[Step, ...]
    absolute: bool = False
    root: "Tree | None" = None


@dataclass(frozen=True, slots=True)
class Call:
    position: int
    name: str
    arguments: "tuple[Tree, ...]" = ()


@dataclass(frozen=True, slots=True)
class Negate:
    position: int
    operand: "Tree"


@dataclass(frozen=True, slots=True)
class Binary:
    """`left operator right`; `position` is the operator's."""

    position: int
    operator: str
    left: "Tree"
    right: "Tree"


Tree: TypeAlias = Number | String | Reference | Path | Call | Negate | Binary


def walk(tree: Tree) -> Iterator[Tree]:
    """The node and all below it, each before what it holds. No recursion: a sum may have a thousand terms."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(_held(node)))


def operands(tree: Tree, operator: str) -> tuple[Tree, ...]:
    """What one operator joins: three in `a or b or c`, and one where it is another operator or none."""
    found: list[Tree] = []
    while isinstance(tree, Binary) and tree.operator == operator:
        found.append(tree.right)
        tree = tree.left
    return (tree, *reversed(found))


def _held(node: Tree) -> tuple[Tree, ...]:
    match node:
        case Call():
            return node.arguments
        case Negate():
            return (node.operand,)
        case Binary():
            return node.left, node.right
        case Path():
            predicates = tuple(predicate for step in node.steps for predicate in step.predicates)
            return (node.root, *predicates) if node.root else predicates
        case _:
            return ()


def yields_nodes(tree: Tree) -> bool:
    """Whether it is sure to yield nodes (a question, a list) rather than a computed value."""
    match tree:
        case Path() | Reference():
            return True
        case Binary(operator="|"):
            return True
        case Call(name="instance" | "current" | "randomize"):
            return True
        case _:
            return False
