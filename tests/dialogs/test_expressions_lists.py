"""Lists of choices: items, predicates, columns, and orders drawn by a seed."""

from hashlib import sha256

import pytest
from evaluation import SCOPE, names, text, true

from dialogs.expressions import ExpressionError, compile_expression, scope
from dialogs.expressions.functions.chance import Chance, seed_of
from dialogs.expressions.scope import MOST_VISITS, Focus, Run

TOWNS = "instance('towns')/root/item"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (TOWNS, ["lyon", "bron", "nice"]),
        (f"{TOWNS}[dept = '69']", ["lyon", "bron"]),
        (f"{TOWNS}[dept = 69]", ["lyon", "bron"]),
        (f"{TOWNS}[dept=/data/e]", []),
        (f"{TOWNS}[name = current()/../town]", ["lyon"]),
        (f"{TOWNS}[./name = /data/town]", ["lyon"]),
        (f"{TOWNS}[dept = '69' and size > 100]", ["lyon"]),
        (f"{TOWNS}[dept = '69'][2]", ["bron"]),
        (f"{TOWNS}[2][dept = '69']", ["bron"]),
        (f"{TOWNS}[3][dept = '69']", []),
        (f"{TOWNS}[position() = 2]", ["bron"]),
        (f"{TOWNS}[last()]", ["nice"]),
        (f"{TOWNS}[position() = last() - 1]", ["bron"]),
        (f"{TOWNS}[colour = 'red']", []),  # no such column
        (f"{TOWNS}[colour]", []),
        (f"{TOWNS}[true()]", ["lyon", "bron", "nice"]),
        (f"{TOWNS}[selected('nice bron', name)]", ["bron", "nice"]),
        (f"{TOWNS}[contains(., 'Nice')]", ["nice"]),
        (f"{TOWNS}[string-length() > 12]", ["lyon", "nice"]),
        (f"{TOWNS}[name/x = 'y']", []),
        (f"{TOWNS}[dept = instance('depts')/root/item[label = 'Rhône']/name]", ["lyon", "bron"]),
        (f"{TOWNS}[count(instance('depts')/root/item) = position()]", ["bron"]),
        ("instance('nowhere')/root/item", []),
        ("instance('__last-saved')/data/q", []),
        # look-ups, and what only seems to be one
        (f"{TOWNS}[/data/town = name]", ["lyon"]),
        (f"{TOWNS}[dept = '69' and size < 100 and name != 'x']", ["bron"]),
        (f"{TOWNS}[size < 100 and dept = '69']", ["bron"]),
        (f"{TOWNS}[dept = '69' and 2]", ["lyon", "bron"]),  # beside `and` a number is a truth
        (f"{TOWNS}[dept = '69' and position() = 2]", ["bron"]),
        (f"{TOWNS}[dept = '06' and position() = 1]", []),
        (f"{TOWNS}[dept = /data/nowhere]", []),
        (f"{TOWNS}[name = /data/town[. = 'paris']]", []),
        (f"{TOWNS}[colour = '']", []),
        (f"{TOWNS}[. = 'lyonLyon69500']", ["lyon"]),
        (f"{TOWNS}[name = name]", ["lyon", "bron", "nice"]),
    ],
)
def test_a_predicate_narrows_a_list(source, found):
    assert names(source) == found


@pytest.mark.parametrize(
    ("source", "result"),
    [
        (f"{TOWNS}[name = 'nice']/label", "Nice"),
        (f"{TOWNS}[2]/label", "Bron"),
        (f"{TOWNS}/label[. = 'Bron']", "Bron"),
        (f"{TOWNS}/label[2]", ""),  # each item has one label
        (f"({TOWNS}/label)[2]", "Bron"),
        (f"({TOWNS})[3]/name", "nice"),
        (f"{TOWNS}[name = 'x']/label", ""),
        (f"count({TOWNS}[dept = '69'])", "2"),
        (f"sum({TOWNS}/size)", "880"),
        (f"max({TOWNS}/size)", "500"),
        (f"join(', ', {TOWNS}/label)", "Lyon, Bron, Nice"),
        (f"count({TOWNS}[1] | {TOWNS})", "3"),  # each node once
        (f"count({TOWNS}/name | {TOWNS}/label)", "6"),
        (f"{TOWNS}[1]", "lyonLyon69500"),
        (f"count(randomize({TOWNS})/name)", "3"),
    ],
)
def test_columns_of_a_list_are_nodes_like_others(source, result):
    assert text(source) == result


def test_a_list_inside_a_predicate_is_asked_once_a_run():
    asked = []

    class Counting(dict):  # type: ignore[type-arg]
        def get(self, name, default=None):
            asked.append(name)
            return super().get(name, default)

    source = f"count({TOWNS}[dept = instance('depts')/root/item[1]/name])"
    assert text(source, lists=Counting(SCOPE.lists)) == "2"
    assert asked == ["towns", "depts"]


@pytest.mark.parametrize(
    "source",
    [
        f"count({TOWNS}[name = {TOWNS}/name])",
        f"count({TOWNS}[count(({TOWNS})[size > 3]) > 0])",
        " + ".join([f"count({TOWNS}[size > 3])"] * 1_000),
        " + ".join([f"count({TOWNS}[dept = '3'])"] * 1_000),
    ],
)
def test_what_would_keep_everyone_waiting_ends_as_a_blank(source, monkeypatch):
    country = {"towns": tuple({"name": str(n), "size": str(n), "dept": str(n % 100)} for n in range(200))}
    monkeypatch.setattr(scope, "MOST_VISITS", MOST_VISITS // 100)
    assert text(source, lists=country) == ""
    assert text(f"count({TOWNS}[size > 3])", lists=country) == "196"


@pytest.mark.parametrize(
    "source",
    [
        "instance('towns')",
        "instance('towns')/root",
        "instance('towns')/item",
        "instance('towns')/root[1]/item",
        "instance(/data/town)/root/item",
        f"{TOWNS}/..",
        f"{TOWNS}[../x]",
    ],
)
def test_other_ways_through_a_list_are_refused(source):
    with pytest.raises(ExpressionError) as caught:
        compile_expression(source, "/data/q")
    assert caught.value.code == "unsupported"


def test_an_order_depends_on_the_seed_alone():
    twenty = {"towns": tuple({"name": str(n)} for n in range(20))}

    def order(source: str, seed: int = 7) -> list[str]:
        found = compile_expression(source, "/data/q").items(
            type(SCOPE)(SCOPE.value, SCOPE.now, SCOPE.zone, seed, twenty)
        )
        return [item["name"] for item in found]

    drawn = order(f"randomize({TOWNS})")
    assert drawn == order(f"randomize({TOWNS})")
    assert drawn != order(f"randomize({TOWNS})", seed=8)
    assert sorted(drawn, key=int) == [str(n) for n in range(20)]
    assert order(f"randomize({TOWNS}, 42)", seed=1) == order(f"randomize({TOWNS}, 42)", seed=2)
    assert order(f"randomize({TOWNS}, 42)") != order(f"randomize({TOWNS}, 43)")


@pytest.mark.parametrize(
    ("seed", "number"),
    [
        ("42.9", 42),
        ("'42'", 42),
        ("''", 0),
        ("'abc'", int.from_bytes(sha256(b"abc").digest()[:8], signed=True)),
        ("1 div 0", 2**63 - 1),
        ("-1 div 0", -(2**63)),
    ],
)
def test_any_seed_is_made_a_whole_number(seed, number):
    assert seed_of(compile_expression(seed, "/data/q").evaluate(Focus(SCOPE, Run())), SCOPE.zone) == number


def test_the_order_is_the_one_that_odk_draws():
    """Each item swaps places with one at or before it, by Park and Miller's numbers."""
    order: list[str] = []
    state = 42
    for place, town in enumerate(("lyon", "bron", "nice")):
        state = state * 16_807 % (2**31 - 1)
        other = int((state - 1) / (2**31 - 2) * (place + 1))
        order.append(town)
        order[place], order[other] = order[other], town
    assert names(f"randomize({TOWNS}, 42)") == order


def test_the_generator_is_park_and_millers():
    chance = Chance(42)
    chance.next()
    assert chance.state == 42 * 16_807
    assert Chance(0).state == 2**31 - 2
    assert Chance(-1).state == 2**31 - 3
    assert true("random() >= 0 and random() < 1")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("pulldata('towns.csv', 'dept', 'name', /data/town)", "69"),
        ("pulldata('towns', 'name', 'dept', 69)", "lyon"),  # the first of several
        ("pulldata('towns', 'dept', 'name', 'Bron')", ""),
        ("pulldata('towns', 'dept', 'name', '')", ""),
        ("pulldata('towns', 'colour', 'name', 'bron')", ""),
        ("pulldata('nowhere', 'dept', 'name', 'bron')", ""),
        ("instance('__last-saved')/data/q = ''", "true"),
    ],
)
def test_a_row_is_pulled_from_a_list_by_its_key(source: str, found: str):
    assert text(source) == found
