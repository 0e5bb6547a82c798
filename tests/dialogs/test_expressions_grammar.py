"""How an expression is cut up: operators by precedence, names with - and ., where a path leads."""

import pytest
from evaluation import text

from dialogs.expressions import ExpressionError, compile_expression, parse, walk
from dialogs.expressions.lexer import LONGEST
from dialogs.expressions.parser import DEEPEST
from dialogs.expressions.tree import Call, Path, Reference, String


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("2 * 3 - 4", "2"),
        ("10 - 2 - 3", "5"),  # from the left
        ("8 div 4 div 2", "1"),
        ("7 mod 4 * 2", "6"),
        ("1 + 1 = 2", "true"),
        ("1 < 2 = true()", "true"),  # = binds less than <
        ("2 > 1 = true()", "true"),
        ("3 > 2 > 1", "false"),  # (3 > 2) is 1, which is not over 1
        ("true() or false() and false()", "true"),
        ("(true() or false()) and false()", "false"),
        ("1 = 2 or 3 = 3", "true"),
        ("-2 + 5", "3"),
        ("-2 * -3", "6"),
        ("5 - -2", "7"),
        ("--3", "3"),
        ("---3", "-3"),
        ("-(1 + 2)", "-3"),
        ("- /data/g/a | /data/g/b", "-1"),  # | binds more than the minus
    ],
)
def test_operators_bind_by_precedence(source, result):
    assert text(source) == result


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("/data/g/a-b", "dashed"),
        ("/data/g/a.b", "dotted"),
        ("/data/g/b -/data/g/a", "1.5"),
        ("/data/g/b - 1", "1.5"),
        ("5-3", "2"),
        ("5 -3", "2"),
        (".5 + 1.", "1.5"),
        ("0.5", "0.5"),
        ("/data/g/div div 2", "4"),
        ("/data/g/div div /data/g/mod > 2", "true"),
        ("/data/g/mod mod 2", "1"),
        ("/data/g/and = 'x' and true()", "true"),
        ("/data/g/div * 2", "16"),
        ("/data/g/a\u00a0+ 1", "2"),  # a no-break space, which French keyboards make
        ("\n1\t+\n1 ", "2"),
        ('concat("it\'s", \' "so"\')', 'it\'s "so"'),
        ("''", ""),
    ],
)
def test_names_and_numbers_end_where_xpath_says(source, result):
    assert text(source) == result


@pytest.mark.parametrize(
    ("source", "at", "result"),
    [
        (".", "/data/age", "18"),
        ("../age", "/data/q", "18"),
        ("./../age", "/data/q", "18"),
        ("../g/a", "/data/q", "1"),
        ("../../age", "/data/g/q", "18"),
        ("current()", "/data/age", "18"),
        ("current()/../age", "/data/q", "18"),
        ("current()/.", "/data/age", "18"),
        ("/data/./age", "/data/q", "18"),
        ("/data/g/../age", "/data/q", "18"),
        ("/data/nowhere", "/data/q", ""),
        ("age", "/data", "18"),
        ("/data/age[1]", "/data/q", "18"),
        ("/data/age[2]", "/data/q", ""),
        ("/data/age[. > 17]", "/data/q", "18"),
        ("/data/age[. > 18]", "/data/q", ""),
        ("/data/g[1]/a", "/data/q", "1"),
        ("/data/age[../zero = 0]", "/data/q", "18"),
        ("/data/age[. = current()]", "/data/age", "18"),
        ("(/data/age)[. > 17]", "/data/q", "18"),
        ("(/data/age | /data/zero)[2]", "/data/q", "0"),
        ("(1 + 1)/x", "/data/q", ""),
    ],
)
def test_a_path_leads_from_the_root_or_from_the_bearer(source, at, result):
    assert text(source, at) == result


def test_an_expression_tells_what_it_reads():
    choice = "if(../age > 17, current()/../g/a, concat(., /data/town))"
    listed = "count(instance('towns')/root/item[dept = current()/../x])"
    found = compile_expression(f"{choice} + {listed}", "/data/q")
    assert found.reads == {"/data/age", "/data/g/a", "/data/q", "/data/town", "/data/x"}


def test_looking_at_its_own_first_value_is_no_dependency():
    assert compile_expression("once(/data/age)", "/data/q").reads == {"/data/age"}


def test_a_raw_cell_is_parsed_with_its_references():
    tree = parse("not(${age}) and ${ last-saved#x } != 'no'")
    assert [(n.name, n.position) for n in walk(tree) if isinstance(n, Reference)] == [
        ("age", 4),
        ("last-saved#x", 16),
    ]
    assert [n.position for n in walk(tree) if isinstance(n, String)] == [37]


def test_all_of_a_tree_is_walked():
    tree = parse("-f(1, a[b = 2]) | current()/../c[${d}]")
    found = [type(n).__name__ for n in walk(tree)]
    assert found == ["Negate", "Binary", "Call", "Number", "Path", "Binary", "Path", "Number", *found[8:]]
    assert found[8:] == ["Path", "Call", "Reference"]


@pytest.mark.parametrize(
    ("source", "code", "position"),
    [
        ("", "empty", 0),
        ("  ", "empty", 0),
        ("/data/a > and (", "end", 15),
        ("1 +", "end", 3),
        ("(1", "end", 2),
        ("1 2", "syntax", 2),
        ("1)", "syntax", 1),
        ("if(1, 2", "end", 7),
        ("concat('a' 'b')", "syntax", 11),
        ("concat('a',)", "syntax", 11),
        ("'open", "quote", 0),
        ('1 + "open', "quote", 4),
        ("${age", "braces", 0),
        ("1 + $x", "syntax", 4),
        ("a # b", "syntax", 2),
        ("/data/", "end", 6),
        ("/data/age[1", "end", 11),
        ("a ! b", "syntax", 2),
        ("1 == 2", "syntax", 3),
        ("/data//age", "unsupported", 5),
        ("//age", "unsupported", 0),
        ("/data/*", "unsupported", 6),
        ("@id", "unsupported", 0),
        ("child::age", "unsupported", 5),
        ("/data/age/text()", "unsupported", 10),
        ("/..", "unsupported", 1),
        ("../../..", "unsupported", 6),
        ("${age} + 1", "reference", 0),
    ],
)
def test_a_mistake_is_placed_at_its_character(source, code, position):
    with pytest.raises(ExpressionError) as caught:
        compile_expression(source, "/data/q")
    assert (caught.value.code, caught.value.position) == (code, position)


NESTINGS = {
    "brackets": ("(", "1", ")"),
    "calls": ("if(1 = 1, ", "1", ", 2)"),
    "spread calls": ("concat(", "1", ")"),
    "minus signs": ("-", "1", ""),
    "predicates": ("/data/age[", "1", "]"),
    "items": ("instance('towns')/root/item[", "1", "]"),
    "rightward": ("1 + (", "1", ")"),
}


@pytest.mark.parametrize("kind", NESTINGS)
def test_the_deepest_expression_allowed_still_runs(kind):
    opening, inner, closing = NESTINGS[kind]
    levels = (DEEPEST - 2) // (2 if kind in ("rightward", "predicates", "items") else 1)
    assert text(opening * levels + inner + closing * levels) is not None


@pytest.mark.parametrize("kind", NESTINGS)
def test_a_deeper_one_is_refused_before_it_fills_the_stack(kind):
    opening, inner, closing = NESTINGS[kind]
    with pytest.raises(ExpressionError) as caught:
        compile_expression(opening * 2_000 + inner + closing * 2_000, "/data/q")
    assert caught.value.code == "deep"


@pytest.mark.parametrize(
    ("term", "result"), [("+ 1", "5001"), ("or 0", "true"), ("and 1", "true"), ("| /data/age", "1")]
)
def test_a_chain_may_be_as_long_as_a_cell(term, result):
    first = "/data/g/a" if term.startswith("|") else "1"
    assert text(f"{first} " + f"{term} " * 5_000) == result


@pytest.mark.parametrize("step", ["/a", "/a[1]", "/.", "[1]"])
def test_a_path_may_be_as_long_as_a_cell(step):
    assert text("/data/age" + step * 5_000) == ("18" if step in ("/.", "[1]") else "")


def test_a_source_beyond_all_measure_is_refused():
    with pytest.raises(ExpressionError) as caught:
        compile_expression("1" * (LONGEST + 1), "/data/q")
    assert caught.value.code == "long"


def test_a_tree_knows_calls_and_paths():
    tree = parse("selected(/data/topics, 'parks')")
    assert isinstance(tree, Call)
    assert isinstance(tree.arguments[0], Path)
