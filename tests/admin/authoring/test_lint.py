"""Each lint says what it means, at the character; and a plain survey has nothing said of it."""

import pytest
from workbooks import codes, found, survey

LISTS = [["list_name", "name", "label", "land"], ["l", "a", "Aube", "x"], ["l", "b", "Bosc", "y"]]


def logic(column: str, text: str, type_: str = "integer"):
    """A survey whose second question has this in that column."""
    return survey(
        ["select_multiple l", "several", "Which?"],
        [type_, "q", "How many?", text],
        headers=f"type name label {column}",
        choices=LISTS,
    )


@pytest.mark.parametrize(
    ("text", "code", "character"),
    [
        ("${several} > and (", "expression-end", 19),
        ("${several} = 'a", "expression-quote", 14),
        ("${several = 1", "expression-braces", 1),
        ("foo(${several})", "expression-function", 1),
        ("1 = selected(${several})", "expression-few", 5),
        ("${sevral} = 'a'", "reference", 1),
        ("${wholly_unlike} = 'a'", "reference", 1),
    ],
)
def test_a_broken_expression_is_an_error_at_its_character(text, code, character):
    authored = logic("relevant", text)
    assert authored.survey is None
    assert (code, "survey", 3, "D", character) in found(authored)
    assert codes(authored)[code] == "error"


def test_smart_quotes_are_straightened_in_logic_and_places_hold():
    assert logic("relevant", "selected(${several}, ‘a’)").survey
    assert ("expression-function", "survey", 3, "D", 7) in found(logic("relevant", "‘a’ = foo()"))


@pytest.mark.parametrize("text", ["yes", "TRUE", "no"])
def test_a_plain_yes_is_no_expression(text):
    assert not found(logic("required", text))


@pytest.mark.parametrize(
    ("column", "text", "code", "character"),
    [
        ("relevant", "1 = 1 and not(${several})", "blank", 11),
        ("constraint", "regex(., '[0-9]{2}')", "regex", 1),
        ("relevant", "${several} = 'a'", "several", 12),
        ("relevant", "'a' != ${several}", "several", 5),
        ("relevant", "${last-saved#several} = 'a'", "last-saved", 1),
    ],
)
def test_a_doubtful_expression_is_a_warning(column, text, code, character):
    authored = logic(column, text)
    assert authored.survey is not None
    assert (code, "survey", 3, "D", character) in found(authored)
    assert codes(authored)[code] == "warning"


def test_several_choices_are_known_by_the_dot_too():
    assert {code for code, *_ in found(logic("constraint", ". = 'a'", "select_multiple l"))} == {"several"}


@pytest.mark.parametrize(
    "text",
    ["not(selected(${several}, 'a'))", "${several} = ''", "regex(string(.), '^[0-9]+$')", ". = 'a'", "1 = 1"],
)
def test_a_sound_expression_has_nothing_said_of_it(text):
    assert not found(logic("constraint", text))


@pytest.mark.parametrize(
    ("text", "code", "character"),
    [("region = ${several}", "filter-column", 1), ("land = x", "filter-text", 8)],
)
def test_a_filter_that_asks_for_no_column_is_found(text, code, character):
    assert (code, "survey", 3, "D", character) in found(logic("choice_filter", text, "select_one l"))


@pytest.mark.parametrize(
    "text", ["selected(${several}, land)", "name != 'a' and 'x' = land", "land = current()/../several"]
)
def test_a_filter_on_known_columns_is_sound(text):
    assert not found(logic("choice_filter", text, "select_one l"))


@pytest.mark.parametrize(
    ("headers", "sheets", "place"),
    [
        ("type name label relevent", {}, ("unknown-column", "survey", 1, "D", None)),
        ("type name label whatever", {}, ("unknown-column", "survey", 1, "D", None)),
        (
            "type name label",
            {"settings": [["form_tittle"], ["x"]]},
            ("unknown-column", "settings", 1, "A", None),
        ),
        (
            "type name label",
            {"choices": [["list_name", "name", "lable"], ["l", "a", "A"]]},
            ("unknown-column", "choices", 1, "C", None),
        ),
    ],
)
def test_a_column_that_nobody_reads_is_told(headers, sheets, place):
    authored = survey(["text", "q", "A", "x"], headers=headers, **sheets)
    assert place in found(authored)
    assert codes(authored)["unknown-column"] == "warning"


@pytest.mark.parametrize(
    "headers",
    [
        "type name caption",
        "command tag label",
        "type name label bind:relevant",
        "type name label media::image::fr",
    ],
)
def test_old_names_of_columns_are_known(headers):
    assert "unknown-column" not in codes(survey(["text", "q", "A", "1 = 1"], headers=headers))


def test_a_missing_translation_is_told_for_its_cell():
    authored = survey(
        ["select_one l", "q", "Quoi ?", None],
        headers="type name label::fr label::en",
        choices=[["list_name", "name", "label::fr"], ["l", "a", "Aube"]],
    )
    assert found(authored) == {
        ("translation", "survey", 2, "D", None),
        ("translation", "choices", 2, "C", None),
    }


def test_a_column_without_a_language_is_that_of_the_default():
    authored = survey(
        ["text", "q", "Quoi ?", "What?"],
        headers="type name label label::en",
        settings=[["default_language"], ["fr"]],
    )
    assert not found(authored)


def test_a_reference_in_a_label_that_leads_nowhere_is_told():
    assert ("reference", "survey", 2, "C", 4) in found(survey(["text", "q", "Hi ${nobody}"]))


def test_choices_are_looked_at_as_buttons():
    authored = survey(
        ["select_one l", "q", "A"],
        choices=[["list_name", "name", "label"], ["l", "a", None], ["l", "b", "x" * 61]],
    )
    assert found(authored) == {
        ("choice-label", "choices", 2, "B", None),
        ("long-label", "choices", 3, "C", 61),
    }


@pytest.mark.parametrize(
    ("appearance", "code", "severity"),
    [
        ("ex:org.app", "appearance-degraded", "warning"),
        ("Islamic", "appearance-degraded", "warning"),
        ("no-ticks", "appearance-ignored", "info"),
        ("w2 columns-3 minimal", None, None),
    ],
)
def test_an_appearance_that_a_chat_lacks_is_told(appearance, code, severity):
    told = codes(survey(["text", "q", "A", appearance], headers="type name label appearance"))
    assert told.get(code) == severity if code else set(told) == {"no-language"}


def test_what_a_device_would_tell_stays_blank_and_that_is_said():
    authored = survey(["deviceid", "d", None], ["start", "s", None], ["text", "q", "A"])
    assert found(authored) == {("blanked", "survey", 2, "A", None)}
    assert [question.kind for question in authored.survey.questions] == ["hidden", "calculate", "text"]


def test_pictures_and_long_questions_are_told():
    authored = survey(
        ["text", "q", "word " * 26, "a.jpg"],
        ["note", "n", "word " * 26, None],
        headers="type name label image",
    )
    assert found(authored) == {("long-question", "survey", 2, "C", None), ("media", "survey", 1, "D", None)}


@pytest.mark.parametrize(
    ("kind", "names", "told"),
    [
        ("survey", ("q",), set()),
        ("ideas", ("title", "text"), set()),
        ("ideas", ("title", "q"), {"idea-question"}),
        ("poll", ("q",), {"campaign-kind"}),
    ],
)
def test_the_kind_of_campaign_is_checked(kind, names, told):
    authored = survey(*(["text", name, "A"] for name in names), settings=[["chat::kind"], [kind]])
    assert {code for code, *_ in found(authored)} == told
