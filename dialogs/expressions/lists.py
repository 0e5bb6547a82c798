"""Items of lists: `instance('towns')/root/item[…]/label`, walked when it is run.

A list may hold every town of a country, and its filter is asked at each turn. So what most filters are, a
column that equals an answer, is told by its shape and looked up in the bare rows, twenty times as fast.
"""

from collections.abc import Callable
from typing import TypeAlias

from dialogs.expressions.errors import ExpressionError
from dialogs.expressions.scope import Evaluate, Focus, Item, Node, Nodes, nodes_of
from dialogs.expressions.site import Site
from dialogs.expressions.tree import Binary, Call, Path, Step, String, Tree, operands, walk
from dialogs.expressions.values import texts, true

Walk: TypeAlias = Callable[[Nodes, Focus], Nodes]
Holds: TypeAlias = Callable[[Focus], bool]
Lookup: TypeAlias = tuple[str, Evaluate]
"""A column, and what it is to equal."""

_ASKING = 20
"""What it costs to ask a predicate of a node, where to look at one costs 1."""


def predicate(tree: Tree, site: Site) -> Holds:
    """A bare number asks for a position, all else for truth."""
    value_of = site.compile(tree)

    def holds(focus: Focus) -> bool:
        value = value_of(focus)
        return value == focus.position if isinstance(value, float) else true(value)

    return holds


def of_list(call: Call, steps: tuple[Step, ...], site: Site) -> Evaluate:
    name = _list_name(call, steps)
    lookups, predicates = _lookups(steps[1].predicates, site)
    down = _steps((Step(steps[1].position, ".", predicates), *steps[2:]), site)

    def items(focus: Focus) -> Nodes:
        rows = focus.scope.lists.get(name, ())
        for column, value in lookups:
            focus.run.visit(len(rows))
            rows = _equal(rows, column, frozenset(texts((value(focus),))))
        return down(tuple(Node(name, None, row) for row in rows), focus)

    return items if site.here is not None else _once_per_run(items)


def of_item(steps: tuple[Step, ...], site: Site) -> Evaluate:
    down = _steps(steps, site)
    return lambda focus: down((focus.node,) if focus.node else (), focus)


def of_nodes(root: Tree, steps: tuple[Step, ...], site: Site) -> Evaluate:
    """Steps from what a function or a bracket yields, as in `randomize(…)/name`."""
    start, down = site.compile(root), _steps(steps, site)
    return lambda focus: down(nodes_of(start(focus)), focus)


def _list_name(call: Call, steps: tuple[Step, ...]) -> str:
    match call.arguments, steps:
        case (String(value=name),), (Step(name="root", predicates=()), Step(name="item"), *_):
            return name
        case _:
            raise ExpressionError("unsupported", call.position, "instance()")


def _lookups(predicates: tuple[Tree, ...], site: Site) -> tuple[tuple[Lookup, ...], tuple[Tree, ...]]:
    """The look-ups in the first predicate, and what is left to be asked of each item.

    A predicate that speaks of places is left whole: they are places in the whole list.
    """
    if not predicates or _speaks_of_places(predicates[0]):
        return (), predicates
    parts = [(part, _lookup(part, site)) for part in operands(predicates[0], "and")]
    found = tuple(lookup for _, lookup in parts if lookup)
    rest = (Call(part.position, "boolean", (part,)) for part, lookup in parts if not lookup)
    return (found, (*rest, *predicates[1:])) if found else ((), predicates)


def _speaks_of_places(tree: Tree) -> bool:
    return any(isinstance(node, Call) and node.name in ("position", "last") for node in walk(tree))


def _lookup(tree: Tree, site: Site) -> Lookup | None:
    """`column = fixed`, either way round."""
    if not isinstance(tree, Binary) or tree.operator != "=":
        return None
    for column, fixed in ((tree.left, tree.right), (tree.right, tree.left)):
        match column:
            case Path(steps=(Step(name=name, predicates=()),), absolute=False, root=None) if _is_fixed(fixed):
                return (name, site.compile(fixed)) if name not in (".", "..") else None
    return None


def _is_fixed(tree: Tree) -> bool:
    """The same text for every item: one that is written, or an answer."""
    match tree:
        case String():
            return True
        case Path(absolute=True) | Path(root=Call(name="current")):
            return not any(step.predicates for step in tree.steps)
        case _:
            return False


def _equal(rows: tuple[Item, ...], column: str, wanted: frozenset[str]) -> tuple[Item, ...]:
    return tuple(row for row in rows if row.get(column) in wanted)


def _once_per_run(items: Callable[[Focus], Nodes]) -> Evaluate:
    """Inside a predicate, a list is the same for every item that the predicate is asked of."""

    def remembered(focus: Focus) -> Nodes:
        lists = focus.run.lists
        if items not in lists:
            lists[items] = items(focus)
        focus.run.visit(len(lists[items]))
        return lists[items]

    return remembered


def _steps(steps: tuple[Step, ...], site: Site) -> Walk:
    """Down from items: to a column, or nowhere (`.`); there is no way up from a list."""
    walks: list[Walk] = []
    for step in steps:
        if step.name == "..":
            raise ExpressionError("unsupported", step.position, "..")
        filters = tuple(_filter(tree, site) for tree in step.predicates)
        walks.extend(filters if step.name == "." else [_column(step.name, filters)])
    return _chained(tuple(walks))


def _chained(walks: tuple[Walk, ...]) -> Walk:
    def chained(nodes: Nodes, focus: Focus) -> Nodes:
        for down in walks:
            nodes = down(nodes, focus)
        return nodes

    return chained


def _column(name: str, filters: tuple[Walk, ...]) -> Walk:
    """The column of each item; a predicate on it is asked item by item."""
    narrow = _chained(filters)

    def column(nodes: Nodes, focus: Focus) -> Nodes:
        found: list[Node] = []
        for node in nodes:
            value = node.item.get(name) if node.item and node.own is None else None
            if value is not None:
                found.extend(narrow((Node(name, value, node.item),), focus))
        return tuple(found)

    return column


def _filter(tree: Tree, site: Site) -> Walk:
    holds = predicate(tree, site.moved(None))

    def kept(nodes: Nodes, focus: Focus) -> Nodes:
        focus.run.visit(len(nodes) * _ASKING)
        inner = Focus(focus.scope, focus.run, last=len(nodes))
        found: list[Node] = []
        for inner.position, node in enumerate(nodes, 1):
            inner.node = node
            if holds(inner):
                found.append(node)
        return tuple(found)

    return kept
