"""What holds of any expression and any answers."""

import math
from dataclasses import replace

from evaluation import PARIS, SCOPE
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dialogs.expressions import FUNCTIONS, Expression, ExpressionError, compile_expression, parse, walk
from dialogs.expressions.values import number_text, read_number

# How long an example takes says nothing on a machine that others share.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

PIECES = [
    *FUNCTIONS,
    "cht:x",
    "(",
    ")",
    "[",
    "]",
    ",",
    "/",
    "..",
    ".",
    "/data/age",
    "${q}",
    "'a'",
    '"',
    "1",
    ".5",
]
PIECES += ["and", "or", "div", "mod", "*", "+", "-", "=", "!=", "<", ">=", "|", " ", "é", "$", "\x00", "#"]

numbers = st.sampled_from(
    ["1", "-2.5", "0", "1234567890123456789012", "(1 div 0)", "(0 div 0)", "20541", "3.7"]
)
strings = st.sampled_from(
    ["''", "'parks roads'", "'2026-03-29'", "'x'", "'10:20'", "'%Y %b'", "'SHA-256'", "'[a'"]
)
nodes = st.sampled_from(
    [
        "/data/a",
        "/data/b",
        ".",
        "../c",
        "current()",
        "instance('towns')/root/item",
        "(/data/a | /data/b)",
        "/data/x",
    ]
)


def _calls(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def call(name: str) -> st.SearchStrategy[str]:
        function = FUNCTIONS[name]
        highest = function.lowest + 2 if function.highest is None else function.highest
        first = nodes if function.on_nodes else inner
        arguments = st.lists(inner, min_size=function.lowest, max_size=highest)
        return st.tuples(first, arguments).map(
            lambda drawn: f"{name}({', '.join([drawn[0], *drawn[1][1:]] if drawn[1] else [])})"
        )

    return st.sampled_from(sorted(FUNCTIONS)).flatmap(call)


def _pairs(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operator = st.sampled_from(["+", "-", "*", "div", "mod", "=", "!=", "<", "<=", ">", ">=", "and", "or"])
    return st.tuples(inner, operator, inner).map(lambda drawn: f"({' '.join(drawn)})")


def _filters(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return inner.map(lambda predicate: f"instance('towns')/root/item[{predicate}]/name")


expressions = st.recursive(
    numbers | strings | nodes, lambda inner: _calls(inner) | _pairs(inner) | _filters(inner), max_leaves=12
)
answers = st.text(st.characters(), max_size=12) | st.sampled_from(
    ["", "1e999", "\ud800", "-1", "2026-02-30", "9999-12-31T23:59-14:00"]
)


@unhurried
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=40))
@example("(" * 5_000)
@example("--" * 5_000)
@example("a[" * 5_000)
def test_anything_compiles_or_is_refused_with_a_place(source):
    error = _error(source)
    assert error is None or (0 <= error.position <= len(source) and error.message().text)


def _error(source: str) -> ExpressionError | None:
    try:
        compile_expression(source, "/data/q")
    except ExpressionError as error:
        return error
    return None


@unhurried
@given(expressions, answers, answers, answers)
def test_evaluation_never_fails_and_repeats_itself(source, a, b, q):
    try:
        found = compile_expression(source, "/data/q")
    except ExpressionError:  # a pattern or a path that is refused
        return
    world = replace(SCOPE, value={"/data/a": a, "/data/b": b, "/data/q": q}.get)
    assert _all(found, world) == _all(found, world)


def _all(found: Expression, world: object) -> tuple[object, ...]:
    number = found.number(world)  # type: ignore[arg-type]
    return (found.text(world), number if number == number else None, found.true(world), found.items(world))  # type: ignore[arg-type]


@unhurried
@given(st.floats(allow_nan=False, allow_infinity=False))
@example(5e-324)
@example(1.7976931348623157e308)
@example(2.0**53 + 2)
@example(1e21)
@example(999999999999999900000.0)
def test_a_number_reads_back_as_it_was_printed(value):
    printed = number_text(value)
    assert read_number(printed, PARIS) == value
    assert "e" not in printed or not 1e-6 <= math.fabs(value) < 1e21


@unhurried
@given(expressions)
def test_each_node_stands_where_its_text_is(source):
    for node in walk(parse(source)):
        assert 0 <= node.position < len(source)
