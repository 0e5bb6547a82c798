"""Sets of nodes: counting them, places among them, lists in another order."""

from collections.abc import Iterator, Sequence

from dialogs.expressions.errors import ExpressionError
from dialogs.expressions.functions.chance import Chance, seed_of
from dialogs.expressions.functions.function import Function, arguments, of_nodes
from dialogs.expressions.paths import path
from dialogs.expressions.scope import Evaluate, Focus, Node, Nodes, nodes_of
from dialogs.expressions.site import Site
from dialogs.expressions.tree import Call, Path, Step
from dialogs.expressions.values import read_number


def here(call: Call, site: Site) -> Evaluate:
    """`current()`: the node that bears the expression, even inside a predicate."""
    return path(Path(call.position, (Step(call.position, "."),), root=call), site)


def outside(call: Call, site: Site) -> Evaluate:
    """`instance()` by itself: only the items of a list can be asked for."""
    raise ExpressionError("unsupported", call.position, "instance()")


def position(call: Call, site: Site) -> Evaluate:
    """The place of the item that a predicate is asked of."""
    return lambda focus: float(focus.position)


def without_repeats(call: Call) -> Iterator[ExpressionError]:
    """`position(..)` is the place of a repeat."""
    if call.arguments:
        yield ExpressionError("unsupported", call.position, "position(…)")


def randomize(call: Call, site: Site) -> Evaluate:
    """The same nodes in an order that depends on the seed alone: the session's where none is given."""
    nodes, *seeds = arguments(call, site)
    at = f"{site.at}:{call.position}"

    def shuffled(focus: Focus) -> Nodes:
        seed = seed_of(seeds[0](focus) if seeds else f"{focus.scope.seed}:{at}", focus.scope.zone)
        return shuffle(nodes_of(nodes(focus)), Chance(seed))

    return shuffled


def shuffle(nodes: Sequence[Node], chance: Chance) -> Nodes:
    """Each node in turn swaps places with one at or before it: the order that ODK's engines give."""
    order: list[Node] = []
    for place, node in enumerate(nodes):
        other = int(chance.next() * (place + 1))
        order.append(node)
        order[place], order[other] = order[other], node
    return tuple(order)


FUNCTIONS = {
    "current": Function(0, 0, here),
    "instance": Function(1, 1, outside),
    "position": Function(0, 1, position, check=without_repeats),
    "last": Function(0, 0, lambda call, site: lambda focus: float(focus.last)),
    "count": Function(1, 1, of_nodes(lambda nodes, zone: float(len(nodes))), on_nodes=True),
    "count-non-empty": Function(
        1, 1, of_nodes(lambda nodes, zone: float(sum(bool(n.text) for n in nodes))), on_nodes=True
    ),
    "sum": Function(
        1,
        1,
        of_nodes(lambda nodes, zone: sum((read_number(n.text, zone) for n in nodes), 0.0)),
        on_nodes=True,
    ),
    "randomize": Function(1, 2, randomize, on_nodes=True),
}
