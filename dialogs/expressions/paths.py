"""Paths of the survey, made absolute when they are compiled, since their steps are all names."""

from collections.abc import Iterator

from dialogs.expressions.errors import ExpressionError
from dialogs.expressions.lists import Holds, of_item, of_list, of_nodes, predicate
from dialogs.expressions.scope import Evaluate, Focus, Node, Nodes
from dialogs.expressions.site import Site
from dialogs.expressions.tree import Call, Path, Step, String


def path(tree: Path, site: Site) -> Evaluate:
    match tree.root:
        case None if tree.absolute:
            return _of_survey("", tree.steps, site)
        case None if site.here is not None:
            return _of_survey(site.here, tree.steps, site)
        case None:
            return of_item(tree.steps, site)
        case Call(name="current"):
            return _of_survey(site.at, tree.steps, site)
        case Call(name="instance", arguments=(String(value="__last-saved"),)):
            return _of_an_earlier_session
        case Call(name="instance"):
            return of_list(tree.root, tree.steps, site)
        case _:
            return of_nodes(tree.root, tree.steps, site)


def absolute(steps: tuple[Step, ...], start: str) -> str:
    """The path that `steps` lead to from `start`."""
    return [start, *(found for found, _ in _followed(steps, start))][-1]


def _followed(steps: tuple[Step, ...], start: str) -> Iterator[tuple[str, Step]]:
    """Each step, and the path that it has led to."""
    found = start
    for step in steps:
        if step.name == "..":
            if not found:
                raise ExpressionError("unsupported", step.position, "..")
            found = found.rpartition("/")[0]
        elif step.name != ".":
            found += f"/{step.name}"
        yield found, step


def _of_an_earlier_session(focus: Focus) -> Nodes:
    """Nobody's answers are carried from one session to the next: the node is there, and blank."""
    return (Node("", ""),)


def _of_survey(start: str, steps: tuple[Step, ...], site: Site) -> Evaluate:
    target = absolute(steps, start)
    site.reads.add(target)
    conditions = _conditions(start, steps, site)

    def read(focus: Focus) -> Nodes:
        value = focus.scope.value(target)
        return () if value is None else (Node(target, value),)

    if not conditions:
        return read

    def read_if(focus: Focus) -> Nodes:
        here = Focus(focus.scope, focus.run)
        return read(focus) if all(holds(here) for holds in conditions) else ()

    return read_if


def _conditions(start: str, steps: tuple[Step, ...], site: Site) -> tuple[Holds, ...]:
    """Predicates on the way; each node of a survey without repeats is the first and last of its name."""
    return tuple(
        predicate(tree, site.moved(here))
        for here, step in _followed(steps, start)
        for tree in step.predicates
    )
