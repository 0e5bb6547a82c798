"""What a function is to the compiler, and how plain Python functions become one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import tzinfo
from typing import TypeAlias

from dialogs.expressions.errors import ExpressionError
from dialogs.expressions.scope import Evaluate, Nodes, Scope, Value, nodes_of
from dialogs.expressions.site import Site
from dialogs.expressions.tree import Call, Path, Step
from dialogs.expressions.values import number, text

Build: TypeAlias = Callable[[Call, Site], Evaluate]
Check: TypeAlias = Callable[[Call], Iterator[ExpressionError]]


def nothing_more(call: Call) -> Iterator[ExpressionError]:
    yield from ()


@dataclass(frozen=True, slots=True)
class Function:
    """`lowest` to `highest` arguments (None: any number). `build` compiles one call of it.

    `on_nodes`: its first argument must be a question or a list, not a computed value.
    `check` finds what else may be wrong with a call, in a raw cell as in an XForm.
    """

    lowest: int
    highest: int | None
    build: Build
    on_nodes: bool = False
    check: Check = nothing_more


def arguments(call: Call, site: Site) -> tuple[Evaluate, ...]:
    return tuple(site.compile(argument) for argument in call.arguments)


def of_values(apply: Callable[..., Value]) -> Build:
    """For a function that takes the scope, then its arguments as they are."""

    def build(call: Call, site: Site) -> Evaluate:
        values = arguments(call, site)
        return lambda focus: apply(focus.scope, *[value(focus) for value in values])

    return build


def of_texts(apply: Callable[..., Value]) -> Build:
    """For a function of texts."""

    def build(call: Call, site: Site) -> Evaluate:
        values = arguments(call, site)
        return lambda focus: apply(*[text(value(focus)) for value in values])

    return build


def of_numbers(apply: Callable[..., float]) -> Build:
    """For a function of numbers."""

    def build(call: Call, site: Site) -> Evaluate:
        values = arguments(call, site)
        return lambda focus: apply(*[number(value(focus), focus.scope.zone) for value in values])

    return build


def of_nodes(apply: Callable[[Nodes, tzinfo], float]) -> Build:
    """For a count or sum over one set of nodes."""

    def build(call: Call, site: Site) -> Evaluate:
        [nodes] = arguments(call, site)
        return lambda focus: apply(nodes_of(nodes(focus)), focus.scope.zone)

    return build


def of_scope(apply: Callable[[Scope], Value]) -> Build:
    """For a function of the moment, without arguments."""
    return lambda call, site: lambda focus: apply(focus.scope)


def or_here(build: Build) -> Build:
    """For a function that without an argument speaks of the node it stands at."""

    def with_default(call: Call, site: Site) -> Evaluate:
        here = Path(call.position, (Step(call.position, "."),))
        return build(Call(call.position, call.name, call.arguments or (here,)), site)

    return with_default
