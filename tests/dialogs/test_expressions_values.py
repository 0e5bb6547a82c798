"""Blanks, coercions, comparisons and the printing of numbers, each case with the rule it stands for."""

import math

import pytest
from evaluation import NOW, PARIS, SCOPE, text, true

from dialogs.expressions import Scope, compile_expression
from dialogs.expressions.values import number_text


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("/data/e > 5", False),
        ("/data/e < 5", False),
        ("/data/e >= 0", False),
        ("/data/e <= 0", False),
        ("/data/e = 0", False),
        ("/data/e != 5", True),
        ("/data/e = ''", True),
        ("/data/e != ''", False),
        ("not(/data/e)", False),
        ("boolean(/data/e)", True),
        ("not(/data/zero)", False),
        ("not(number(/data/zero))", True),
        ("not(string(/data/e))", True),
        ("/data/e", True),
        ("not(/data/nowhere)", True),
    ],
)
def test_a_blank_is_neither_more_nor_less_and_still_a_node(source, holds):
    assert true(source) is holds


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("/data/age = 18", True),
        ("/data/age = '18'", True),
        ("/data/age = '18.0'", False),  # text against text
        ("/data/age = 18.0", True),
        ("'1' = 1", True),
        ("'a' = 'a'", True),
        ("'a' != 'b'", True),
        ("'a' < 'b'", False),  # texts do not come in an order
        ("'2' < '10'", True),  # but numbers do
        ("true() = 'no'", True),  # a truth makes the other side one
        ("false() = ''", True),
        ("true() != 0", True),
        ("true() > false()", True),
        ("true() = /data/e", True),
        ("false() != /data/e", True),
        ("0 div 0 = 0 div 0", False),
        ("0 div 0 != 0 div 0", True),
        ("(/data/age | /data/zero) = 0", True),  # any pair
        ("(/data/age | /data/zero) != 0", True),
        ("(/data/age | /data/zero) = /data/zero", True),
        ("(/data/age | /data/zero) != /data/zero", True),
        ("/data/age != /data/age", False),
        ("/data/nowhere = ''", False),
        ("/data/nowhere != ''", False),
        ("/data/nowhere != /data/age", False),
        ("/data/nowhere < 5", False),
        ("5 > /data/nowhere", False),
        ("(/data/age | /data/zero) < 1", True),
        ("(/data/age | /data/zero) > 17", True),
        ("(/data/age | /data/e) >= 18", True),
        ("17 < (/data/zero | /data/age)", True),
        ("(/data/age | /data/zero) < (/data/g/a | /data/zero)", True),
    ],
)
def test_comparison_of_texts_numbers_truths_and_sets(source, holds):
    assert true(source) is holds


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("/data/age + 1", "19"),
        ("/data/e + 1", ""),  # not a number is stored as a blank
        ("'x' + 1", ""),
        ("0 div 0", ""),
        ("1 div 0", "Infinity"),
        ("-1 div 0", "-Infinity"),
        ("1 div -0", "-Infinity"),
        ("number('x') div 0", ""),
        ("5 mod 3", "2"),
        ("-5 mod 3", "-2"),
        ("5 mod -3", "2"),
        ("1.5 mod 0.5", "0"),
        ("5 mod 0", ""),
        ("(1 div 0) mod 2", ""),
        ("5 mod (1 div 0)", "5"),
        ("true() + true()", "2"),
        ("' 12 ' + 1", "13"),
        ("'1e3' + 1", "1001"),
        ("'+5' + 1", ""),
        ("'0x10' + 1", ""),
        ("'1,5' + 1", ""),
        ("'٣' + 1", ""),
        ("'-.5' + 1", "0.5"),
        ("true()", "true"),
        ("1 = 2", "false"),
        ("/data/nowhere", ""),
        ("/data/nowhere + 1", ""),
    ],
)
def test_arithmetic_never_fails(source, result):
    assert text(source) == result


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0.1 + 0.2, "0.30000000000000004"),
        (1e21, "1e+21"),
        (1e20, "100000000000000000000"),
        (123456789012345680000.0, "123456789012345680000"),
        (1.5e300, "1.5e+300"),
        (0.00001, "0.00001"),
        (0.000001, "0.000001"),
        (1e-7, "1e-7"),
        (1.25e-9, "1.25e-9"),
        (1.0, "1"),
        (-0.0, "0"),
        (-2.50, "-2.5"),
        (-1e22, "-1e+22"),
        (2.0**53, "9007199254740992"),
        (12.5, "12.5"),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
        (math.nan, "NaN"),
    ],
)
def test_numbers_print_as_in_javascript(value, printed):
    assert number_text(value) == printed


def test_not_a_number_inside_a_text_is_spelt_out():
    assert text("concat('[', 0 div 0, ']')") == "[NaN]"


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("/data/e = '' or /data/age > 100", True),
        ("0 or 0 or 'x'", True),
        ("0 or ''", False),
        ("1 and 'x' and ''", False),
        ("1 and 'x'", True),
    ],
)
def test_or_and_and_are_about_truths(source, holds):
    assert true(source) is holds


@pytest.mark.parametrize("source", ["1 = 1 or /data/b", "1 = 2 and /data/b"])
def test_what_decides_first_spares_the_rest(source):
    asked: list[str] = []
    true(source, value=asked.append)
    assert asked == []


def test_an_expression_gives_text_number_truth_or_items():
    found = compile_expression("/data/age", "/data/q")
    assert (found.text(SCOPE), found.number(SCOPE), found.true(SCOPE)) == ("18", 18.0, True)
    assert found.items(SCOPE) == ()
    assert compile_expression("'x'", "/data/q").items(SCOPE) == ()


def test_a_scope_without_labels_answers_with_blanks():
    bare = Scope(str, NOW, PARIS)
    assert (
        compile_expression("concat(jr:choice-name('a', '/data/q'), jr:itext('b'))", "/data/q").text(bare)
        == ""
    )
    assert compile_expression("count(instance('towns')/root/item)", "/data/q").text(bare) == "0"
