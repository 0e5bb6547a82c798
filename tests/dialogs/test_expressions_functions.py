"""Every function of the dialect, a case for each of its rules; one without a case fails."""

import re

import pytest
from evaluation import text, true

from dialogs.expressions import FUNCTIONS, ExpressionError, compile_expression
from dialogs.expressions.functions.patterns import repaired
from dialogs.expressions.functions.strings import LONGEST_TEXT
from dialogs.text import Msg

CASES = [
    # logic
    ("true()", "true"),
    ("false()", "false"),
    ("boolean('')", "false"),
    ("boolean(' ')", "true"),
    ("boolean(0 div 0)", "false"),
    ("boolean(-1)", "true"),
    ("boolean-from-string('1')", "true"),
    ("boolean-from-string('true')", "true"),
    ("boolean-from-string('yes')", "false"),
    ("not(1 = 1)", "false"),
    ("if(/data/age > 17, 'adult', 'minor')", "adult"),
    ("if('', 1, 2)", "2"),
    ("if(1, if(0, 'a', 'b'), 'c')", "b"),
    ("coalesce(/data/e, /data/age)", "18"),
    ("coalesce(/data/e, '', 'last')", "last"),
    ("coalesce(int(''), 5)", "5"),  # what is stored as a blank is one
    ("coalesce(/data/e, '')", ""),
    ("coalesce(/data/zero, 5)", "0"),
    ("checklist(1, 2, true(), false(), 1)", "true"),
    ("checklist(3, -1, true(), true())", "false"),
    ("checklist(-1, 1, true(), true())", "false"),
    ("checklist(1, -1, /data/e | /data/age)", "true"),  # a blank node does not count
    ("checklist(2, -1, /data/e | /data/age)", "false"),
    ("weighted-checklist(3, 5, true(), 2, false(), 9, 1, 1)", "true"),
    ("weighted-checklist(4, -1, true(), 2, 1, 1)", "false"),
    # numbers
    ("number('12')", "12"),
    ("number('x')", ""),
    ("number(true())", "1"),
    ("int(2.9)", "2"),
    ("int(-2.9)", "-2"),
    ("int('')", ""),
    ("int(1 div 0)", "Infinity"),
    ("ceiling(1.1)", "2"),
    ("ceiling(-1.1)", "-1"),
    ("floor(-1.1)", "-2"),
    ("floor('x')", ""),
    ("round(2.5)", "3"),
    ("round(-2.5)", "-3"),
    ("round(2.567, 2)", "2.57"),
    ("round(1234, -2)", "1200"),
    ("round(1250, -2)", "1300"),
    ("round(1.005, 2)", "1.01"),
    ("round(0.1 + 0.2, 20)", "0.30000000000000004"),
    ("round(5, 1 div 0)", "5"),
    ("round(5, -1 div 0)", "0"),
    ("round(5, 'x')", ""),
    ("round('x')", ""),
    ("round(1 div 0)", "Infinity"),
    ("abs(-3.5)", "3.5"),
    ("pow(2, 10)", "1024"),
    ("pow(0, -1)", "Infinity"),
    ("pow(-8, 1 div 3)", ""),
    ("pow(10, 400)", "Infinity"),
    ("sqrt(16)", "4"),
    ("sqrt(-1)", ""),
    ("exp(0)", "1"),
    ("exp(1000)", "Infinity"),
    ("exp10(3)", "1000"),
    ("log(1)", "0"),
    ("log(0)", "-Infinity"),
    ("log(-1)", ""),
    ("log10(1000)", "3"),
    ("log10(0)", "-Infinity"),
    ("sin(0)", "0"),
    ("cos(0)", "1"),
    ("tan(0)", "0"),
    ("asin(2)", ""),
    ("acos(1)", "0"),
    ("atan(0)", "0"),
    ("atan2(0, 1)", "0"),
    ("round(pi(), 4)", "3.1416"),
    ("min(3, 1, 2)", "1"),
    ("min(/data/age | /data/zero)", "0"),
    ("max(1, /data/age, '20')", "20"),
    ("max(1, /data/e)", ""),
    ("max(/data/nowhere)", ""),
    # texts
    ("string(1.50)", "1.5"),
    ("string(0 div 0)", "NaN"),
    ("concat('a', 1, true())", "a1true"),
    ("concat(/data/age | /data/zero, '!')", "180!"),
    ("join('-', 'a', /data/age | /data/zero, 'b')", "a-18-0-b"),
    ("join(', ', /data/nowhere)", ""),
    ("contains('abc', 'bc')", "true"),
    ("contains('abc', '')", "true"),
    ("starts-with('abc', 'ab')", "true"),
    ("ends-with('abc', 'bc')", "true"),
    ("ends-with('abc', 'ab')", "false"),
    ("substring('12345', 2, 3)", "234"),
    ("substring('12345', 2)", "2345"),
    ("substring('12345', 1.5, 2.6)", "234"),
    ("substring('12345', 0, 3)", "12"),
    ("substring('12345', 0 div 0, 3)", ""),
    ("substring('12345', 1, 0 div 0)", ""),
    ("substring('12345', -42, 1 div 0)", "12345"),
    ("substring('12345', -1 div 0, 1 div 0)", ""),
    ("substr('hello', 1, 3)", "el"),
    ("substr('hello', 1)", "ello"),
    ("substr('hello', -3)", "llo"),
    ("substr('hello', 0, -1)", "hell"),
    ("substr('hello', 3, 1)", ""),
    ("substr('hello', -99, 99)", "hello"),
    ("substr('hello', 'x', 2)", "he"),
    ("substr('hello', 1 div 0)", ""),
    ("substring-before('1999/04/01', '/')", "1999"),
    ("substring-before('1999', '/')", ""),
    ("substring-before('1999', '')", ""),
    ("substring-after('1999/04/01', '/')", "04/01"),
    ("substring-after('1999', '/')", ""),
    ("substring-after('1999', '')", "1999"),
    ("string-length('été')", "3"),
    ("string-length('')", "0"),
    ("normalize-space('  a \t b ')", "a b"),
    ("translate('bar', 'abc', 'AB')", "BAr"),
    ("translate('a-b-c', '-', '')", "abc"),
    ("translate('aaa', 'aa', 'xy')", "xxx"),
    ("regex('007', '[0-9]{2}')", "true"),  # searches
    ("regex('007', '^[0-9]{2}$')", "false"),
    ("regex('', '^$')", "true"),
    ("regex('a-b', '^[\\w-\\.]+$')", "true"),
    ("regex('été', '^\\u00e9t\\é$')", "true"),
    ("regex('a', concat('[', 'a', ']'))", "true"),
    ("regex('a', concat('[', 'a'))", "false"),  # a pattern that is put together and wrong
    ("regex('line\\n', 'x\\Z')", "false"),
    # choices
    ("selected(/data/topics, 'roads')", "true"),
    ("selected(/data/topics, ' roads ')", "true"),
    ("selected(/data/topics, 'road')", "false"),
    ("selected('', '')", "true"),
    ("selected('a', '')", "false"),
    ("selected(/data/e, 'a')", "false"),
    ("selected-at(/data/topics, 0)", "parks"),
    ("selected-at(/data/topics, 1)", "roads"),
    ("selected-at(/data/topics, 2)", ""),
    ("selected-at(/data/topics, -1)", ""),
    ("selected-at(/data/topics, 'x')", ""),
    ("count-selected(/data/topics)", "2"),
    ("count-selected(/data/e)", "0"),
    ("jr:choice-name(/data/town, ' /data/town ')", "/data/town=lyon"),
    ("jr:choice-name('x', '../town')", "/data/town=x"),
    ("jr:choice-name(/data/e, '/data/town')", ""),
    ("jr:itext('welcome')", "text of welcome"),
    # nodes
    ("count(/data/age | /data/e)", "2"),
    ("count(/data/nowhere)", "0"),
    ("count(randomize(/data/age | /data/e))", "2"),
    ("count(current() | /data/age)", "1"),  # /data/q is nowhere
    ("count-non-empty(/data/age | /data/e)", "1"),
    ("sum(/data/age | /data/g/b)", "20.5"),
    ("sum(/data/age | /data/e)", ""),
    ("sum(/data/nowhere)", "0"),
    ("position()", "1"),
    ("last()", "1"),
    ("randomize(/data/age)", "18"),
    ("current()/../age", "18"),
    ("count(instance('towns')/root/item)", "3"),
    ("pulldata('towns', 'dept', 'name', 'bron')", "69"),
    # days have tables of their own
    ("today()", "2026-03-30"),
    ("now()", "2026-03-30T00:30:15.250+02:00"),
    ("date('2026-03-30')", "2026-03-30"),
    ("date-time('2026-03-30')", "2026-03-30T00:00:00.000+02:00"),
    ("decimal-date-time('1970-01-02')", "1"),
    ("decimal-time('06:00')", "0.25"),
    ("format-date('2026-03-30', '%e/%n/%y')", "30/3/26"),
    ("format-date-time('2026-03-30T14:05', '%H:%M')", "14:05"),
    # codes
    ("digest('abc', 'MD5', 'hex')", "900150983cd24fb0d6963f7d28e17f72"),
    ("digest('abc', 'SHA-1', 'hex')", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    ("digest('abc', 'SHA-256')", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    ("digest('abc', 'CRC')", ""),
    ("digest('abc', 'MD5', 'rot13')", ""),
    ("base64-decode('w6l0w6k=')", "été"),
    ("base64-decode('?')", ""),
    ("base64-decode('a')", ""),
    # chance and memory
    ("string-length(uuid())", "36"),
    ("string-length(uuid(4))", "4"),
    ("string-length(uuid(100))", "100"),
    ("uuid(-1)", ""),
    ("uuid('x')", ""),
    ("random() = random()", "false"),  # two calls, two draws
    ("once(/data/age)", "18"),
]


@pytest.mark.parametrize(("source", "result"), CASES)
def test_functions_follow_odk(source, result):
    assert text(source) == result


def test_every_function_has_a_case():
    called = {name for source, _ in CASES for name in re.findall(r"[\w:-]+(?=\()", source)}
    assert set(FUNCTIONS) <= called


@pytest.mark.parametrize("source", ["string()", "number()", "normalize-space()", "string-length() + 16"])
def test_without_an_argument_the_bearer_is_meant(source):
    assert text(source, at="/data/age") == "18"


def test_only_the_branch_that_is_taken_is_evaluated():
    asked = []

    def value(path):
        asked.append(path)
        return ""

    assert text("if(1 = 1, /data/a, /data/b)", value=value) == ""
    assert asked == ["/data/a"]


def test_once_keeps_the_first_value():
    assert text("once(/data/age)", answers={"/data/q": "17"}) == "17"


def test_chance_follows_from_the_seed_and_the_place_of_the_call():
    for source in ("random()", "uuid()", "uuid(50)"):
        assert text(source) == text(source)
        assert text(source) != text(source, seed=8)
        assert text(source) != text(source, at="/data/other")


def test_what_is_put_together_is_cut_at_a_bound():
    long = {"/data/e": "x" * LONGEST_TEXT}
    assert len(text("concat(/data/e, /data/e, /data/e)", answers=long)) == LONGEST_TEXT
    assert len(text("join('--', /data/e, /data/e)", answers=long)) == LONGEST_TEXT


def test_a_pattern_that_takes_for_ever_elsewhere_takes_no_time():
    assert text("regex(/data/e, '^(a+)+$')", answers={"/data/e": "a" * 50_000 + "b"}) == "false"


def test_half_a_surrogate_pair_is_searched_like_any_other_letter():
    assert text("regex(/data/e, '^.$')", answers={"/data/e": "\ud800"}) == "true"
    assert text("regex('a', /data/e)", answers={"/data/e": "\ud800"}) == "false"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\u00e9", r"\x{00e9}"),
        (r"\é", "é"),
        (r"a\Z", r"a\z"),
        (r"\h", r"[ \t\x{A0}]"),
        (r"\\u00e9", r"\\u00e9"),  # an escaped backslash
        (r"\d[\w-\.]", r"\d[\w-\.]"),
        ("\\", "\\"),
    ],
)
def test_other_flavours_of_patterns_are_repaired(written, read):
    assert repaired(written) == read


@pytest.mark.parametrize(
    ("source", "code", "position", "words"),
    [
        ("1 + foo(2)", "function", 4, "Unknown function “{name}”."),
        ("lower-case('A')", "function", 0, "Unknown function “{name}”."),
        ("indexed-repeat(/data/a, /data/r, 1)", "unsupported", 0, "“{what}” is not supported."),
        ("cht:difference-in-months('a', 'b')", "unsupported", 0, "“{what}” is not supported."),
        ("position(..)", "unsupported", 0, "“{what}” is not supported."),
        ("if(1, 2)", "few", 0, "“{name}” needs at least {n} value between its brackets."),
        ("not()", "few", 0, "“{name}” needs at least {n} value between its brackets."),
        ("today(1)", "many", 0, "“{name}” takes at most {n} value between its brackets."),
        ("weighted-checklist(1, 2, 3)", "pairs", 0, "“{name}” needs a weight after each of its values."),
        ("1 + count('a')", "nodes", 10, "“{name}” needs a question or a list, not a computed value."),
        ("sum(1 + 2)", "nodes", 6, "“{name}” needs a question or a list, not a computed value."),
        ("/data/a | 'b'", "nodes", 10, "“{name}” needs a question or a list, not a computed value."),
        ("(1 + 1) | /data/a", "nodes", 3, "“{name}” needs a question or a list, not a computed value."),
        (
            "regex(., '(?=a)')",
            "pattern",
            9,
            "The pattern “{pattern}” cannot be used. Look-ahead and back-references are not available.",
        ),
        ("jr:choice-name(., /data/a)", "unsupported", 18, "“{what}” is not supported."),
        ("jr:choice-name(., 'f(1)')", "unsupported", 18, "“{what}” is not supported."),
        ("jr:choice-name(., '1 +')", "unsupported", 18, "“{what}” is not supported."),
        ("jr:choice-name(., '${a}')", "unsupported", 18, "“{what}” is not supported."),
        ("(1", "end", 2, "The expression stops too early: something is missing at its end."),
        ("", "empty", 0, "The expression is empty."),
        ("1 2", "syntax", 2, "“{what}” does not belong here."),
        ("'a", "quote", 0, "A quotation mark opens here and is never closed."),
        ("${a", "braces", 0, "“${{” opens here and is never closed with “}}”."),
        ("${a}", "reference", 0, "There is no question named “{name}”."),
        ("((" * 99, "deep", 128, "Too many brackets inside one another: {n} levels at most."),
        ("1" * 100_001, "long", 100_000, "The expression is too long: it may have {n} characters at most."),
    ],
)
def test_a_mistake_has_a_place_and_words(source, code, position, words):
    with pytest.raises(ExpressionError) as caught:
        compile_expression(source, "/data/q")
    assert (caught.value.code, caught.value.position) == (code, position)
    message = caught.value.message()
    assert isinstance(message, Msg)
    assert message.text == words.replace("{{", "{").replace("}}", "}")


def test_relevance_may_be_any_value():
    assert true("selected(/data/topics, 'parks') and /data/age >= 18")
