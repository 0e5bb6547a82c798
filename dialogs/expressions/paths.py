"""Paths to sets of nodes.

A path of the survey is made absolute when it is compiled, since its steps are all names; a path into a
list (`instance('towns')/root/item[…]/name`) walks its items when it is run.
"""

from collections.abc import Callable
from typing import TypeAlias

from dialogs.expressions.errors import ExpressionError
from dialogs.expressions.scope import Evaluate, Focus, Node, Nodes, nodes_of
from dialogs.expressions.site import Site
from dialogs.expressions.tree import Call, Path, Step, String, Tree
from dialogs.expressions.values import true

Walk: TypeAlias = Callable[[Nodes, Focus], Nodes]
Holds: TypeAlias = Callable[[Focus], bool]


def path(tree: Path, site: Site) -> Evaluate:
    match tree.root:
        case None if tree.absolute:
            return _of_survey("", tree.steps, site)
        case None if site.here is not None:
            return _of_survey(site.here, tree.steps, site)
        case None:
            return _of_item(tree.steps, site)
        case Call(name="current"):
            return _of_survey(site.at, tree.steps, site)
        case Call(name="instance"):
            return _of_list(tree.root, tree.steps, site)
        case _:
            return _of_nodes(tree.root, tree.steps, site)


def absolute(steps: tuple[Step, ...], start: str) -> str:
    """The path that `steps` lead to from `start`."""
    found = start
    for step in steps:
        if step.name == "..":
            if not found:
                raise ExpressionError("unsupported", step.position, "..")
            found = found.rpartition("/")[0]
        elif step.name != ".":
            found += f"/{step.name}"
    return found


def _of_survey(start: str, steps: tuple[Step, ...], site: Site) -> Evaluate:
    target = absolute(steps, start)
    site.reads.add(target)
    conditions = _conditions(start, steps, site)

    def read(focus: Focus) -> Nodes:
        value = focus.scope.value(target)
        return () if value is None else (Node(target, value),)

    if not conditions:
        return read
    return lambda focus: (
        read(focus) if all(holds(Focus(focus.scope, memo=focus.memo)) for holds in conditions) else ()
    )


def _conditions(start: str, steps: tuple[Step, ...], site: Site) -> tuple[Holds, ...]:
    """Predicates on the way; each node of a survey without repeats is the first and last of its name."""
    found: list[Holds] = []
    for count, step in enumerate(steps, 1):
        here = site.moved(absolute(steps[:count], start))
        found.extend(_predicate(predicate, here) for predicate in step.predicates)
    return tuple(found)


def _predicate(tree: Tree, site: Site) -> Holds:
    """A bare number asks for a position, all else for truth."""
    value_of = site.compile(tree)

    def holds(focus: Focus) -> bool:
        value = value_of(focus)
        return value == focus.position if isinstance(value, float) else true(value)

    return holds


def _of_list(call: Call, steps: tuple[Step, ...], site: Site) -> Evaluate:
    match call.arguments, [step.name for step in steps[:2]], steps[:1]:
        case (String(value=name),), ["root", "item"], (Step(predicates=()),):
            pass
        case _:
            raise ExpressionError("unsupported", call.position, "instance()")
    walk = _walk((Step(steps[1].position, ".", steps[1].predicates), *steps[2:]), site)

    def items(focus: Focus) -> Nodes:
        rows = focus.scope.lists.get(name, ())
        return walk(tuple(Node(name, None, row) for row in rows), focus)

    return items if site.here is not None else _once_per_run(items)


def _once_per_run(items: Callable[[Focus], Nodes]) -> Evaluate:
    """Inside a predicate, a list is the same for every item that the predicate is asked of."""

    def remembered(focus: Focus) -> Nodes:
        if items not in focus.memo:
            focus.memo[items] = items(focus)
        return focus.memo[items]

    return remembered


def _of_item(steps: tuple[Step, ...], site: Site) -> Evaluate:
    walk = _walk(steps, site)
    return lambda focus: walk((focus.node,) if focus.node else (), focus)


def _of_nodes(root: Tree, steps: tuple[Step, ...], site: Site) -> Evaluate:
    """Steps from what a function or a bracket yields, as in `randomize(…)/name`."""
    start, walk = site.compile(root), _walk(steps, site)
    return lambda focus: walk(nodes_of(start(focus)), focus)


def _walk(steps: tuple[Step, ...], site: Site) -> Walk:
    """Steps down from items: to a column, or nowhere (`.`); there is no way up from a list."""
    walks: list[Walk] = []
    for step in steps:
        if step.name == "..":
            raise ExpressionError("unsupported", step.position, "..")
        filters = tuple(_filter(predicate, site) for predicate in step.predicates)
        walks.extend(filters if step.name == "." else [_column(step.name, filters)])
    return _chained(tuple(walks))


def _chained(walks: tuple[Walk, ...]) -> Walk:
    def chained(nodes: Nodes, focus: Focus) -> Nodes:
        for walk in walks:
            nodes = walk(nodes, focus)
        return nodes

    return walks[0] if len(walks) == 1 else chained


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
    holds = _predicate(tree, site.moved(None))

    def kept(nodes: Nodes, focus: Focus) -> Nodes:
        inner = Focus(focus.scope, last=len(nodes), memo=focus.memo)
        found: list[Node] = []
        for inner.position, node in enumerate(nodes, 1):
            inner.node = node
            if holds(inner):
                found.append(node)
        return tuple(found)

    return kept
