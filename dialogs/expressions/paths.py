"""Paths of the survey, made absolute when they are compiled, since their steps are all names."""

from dialogs.expressions.errors import ExpressionError
from dialogs.expressions.lists import Holds, of_item, of_list, of_nodes, predicate
from dialogs.expressions.scope import Evaluate, Focus, Node, Nodes
from dialogs.expressions.site import Site
from dialogs.expressions.tree import Call, Path, Step


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
        case Call(name="instance"):
            return of_list(tree.root, tree.steps, site)
        case _:
            return of_nodes(tree.root, tree.steps, site)


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
        found.extend(predicate(tree, here) for tree in step.predicates)
    return tuple(found)
