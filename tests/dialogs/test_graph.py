"""The order of what is worked out."""

import pytest

from dialogs.graph import Cycle, ordered


def test_each_path_comes_after_all_it_waits_for():
    order = ordered({"c": frozenset("ab"), "b": frozenset("a"), "a": frozenset(), "d": frozenset("c")})
    assert order == ("a", "b", "c", "d")


def test_what_is_not_worked_out_is_waited_for_by_none():
    assert ordered({"b": frozenset(("given",))}) == ("b",)
    assert ordered({}) == ()


@pytest.mark.parametrize(
    ("dependencies", "members"),
    [
        ({"a": frozenset("a")}, {"a"}),
        (
            {"a": frozenset("b"), "b": frozenset("c"), "c": frozenset("a"), "d": frozenset("a")},
            {"a", "b", "c"},
        ),
    ],
)
def test_a_cycle_is_named_by_its_path(dependencies, members):
    with pytest.raises(Cycle) as caught:
        ordered(dependencies)
    assert caught.value.path[0] == caught.value.path[-1]
    assert set(caught.value.path) == members


def test_a_long_chain_is_no_deep_one():
    chain = {str(n): frozenset((str(n - 1),)) for n in range(5_000)}
    assert ordered(chain)[-1] == "4999"
