"""What an evaluation may ask of the world, and what it computes with.

Repeats will need nothing else than a node that names its instance: paths are already resolved to
absolute ones, and every function takes sets of nodes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import NamedTuple, TypeAlias

from dialogs.turn import DialogError

Item: TypeAlias = Mapping[str, str]
"""One row of a list: `name`, and a text for each further column."""


def _no_label(value: str, path: str) -> str:
    return ""


def _no_text(text_id: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Scope:
    """`value` gives a path's text as it reads now: "" for a blank or irrelevant one, None where no such
    node exists. `choice_label` and `text` answer in `language`, a key of the survey's languages."""

    value: Callable[[str], str | None]
    now: datetime
    zone: tzinfo
    seed: int = 0
    lists: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    choice_label: Callable[[str, str], str] = _no_label
    text: Callable[[str], str] = _no_text
    language: str = "en"


class Node(NamedTuple):
    """A node of the survey (`path` is absolute), an item of a list, or a column of an item.

    An item has no text of its `own`; a column has, and keeps its item so that nodes can be told apart.
    """

    path: str
    own: str | None
    item: Item | None = None

    @property
    def text(self) -> str:
        """XPath's string value: of an item, all its columns run together."""
        if self.own is not None:
            return self.own
        return "".join(self.item.values()) if self.item else ""


Nodes: TypeAlias = tuple[Node, ...]
Value: TypeAlias = str | float | bool | Nodes
"""Numbers are always float, so that a predicate's bare number can be told from a truth."""


def nodes_of(value: Value) -> Nodes:
    """None, where a computed value stands in place of nodes."""
    return value if isinstance(value, tuple) else ()


class Exhausted(DialogError):
    """An evaluation looked at more nodes than any sensible expression does."""


MOST_VISITS = 4_000_000
"""About a second's work; a filter over all the towns of a country takes a fifth of it at most."""


class Run:
    """One evaluation from its start to its end: what it remembers, and how much it has done.

    `lists` keeps what predicates ask of other lists: it cannot depend on the item at hand. Even so a list
    compared with a list costs their product, and while one survey is busy all residents wait.
    """

    __slots__ = ("lists", "visits")

    def __init__(self) -> None:
        self.lists: dict[object, Nodes] = {}
        self.visits = 0

    def visit(self, count: int) -> None:
        self.visits += count
        if self.visits > MOST_VISITS:
            raise Exhausted


@dataclass(slots=True)
class Focus:
    """Where an evaluation stands: in a predicate, on `node`, `position` of `last`."""

    scope: Scope
    run: Run
    node: Node | None = None
    position: int = 1
    last: int = 1


Evaluate: TypeAlias = Callable[[Focus], Value]
