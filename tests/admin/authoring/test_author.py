"""From a workbook to a survey: what is kept, what is refused, and where the finding points."""

import pytest
from workbooks import codes, found, survey

from dialogs.text import say
from dialogs.xform import read_xform
from locales import catalogue


def test_labels_keep_their_typography_to_the_letter():
    label = "L’école  « Jean\xa0Moulin »\xa0: <b>où</b> &\n${q}, 100\xa0% sûr\xa0?"
    authored = survey(["text", "q", "A"], ["text", "r", label])
    [(_language, (before, _expression, after))] = authored.survey.questions[1].label.texts
    assert before + "${q}" + after == label


def test_messages_keep_theirs_in_their_attribute():
    authored = survey(
        ["integer", "q", "A", ". > 0", "Au “moins”\n1\xa0!"],
        headers="type name label constraint constraint_message",
    )
    assert authored.survey.questions[0].constraint_message.texts == (("en", ("Au “moins”\n1\xa0!",)),)


def test_the_stored_xform_is_the_whole_definition():
    authored = survey(
        ["text", "q", "Où\xa0?", "Where?"],
        headers="type name label::Français label::English",
        settings=[["form_title::Français", "form_title::English"], ["Les Halles", "The Halles"]],
    )
    again = read_xform(authored.xform)
    assert (again.languages, again.title) == (authored.survey.languages, authored.survey.title)
    assert again.questions[0].label == authored.survey.questions[0].label
    assert [language.key for language in again.languages] == ["fr", "en"]


def test_a_translation_that_is_missing_is_absent_and_a_dash_is_a_dash():
    authored = survey(
        ["text", "q", "Où", None], ["text", "r", "-", "-"], headers="type name label::A(fr) label::B(en)"
    )
    q, r = authored.survey.questions
    assert q.label.texts == (("fr", ("Où",)),)
    assert r.label.texts == (("fr", ("-",)), ("en", ("-",)))


CHOICES = [["list_name", "name", "label::French (fr)", "label::English (en)"], ["l", "a", "Aube", "Dawn"]]


def test_the_other_choice_speaks_each_language():
    authored = survey(
        ["select_one l or_other", "q", "Quoi\xa0?", "What?"],
        headers="type name label::French_(fr) label::English_(en)".replace("_(", "_("),
        choices=[[header.replace(" ", "_") for header in CHOICES[0]], *CHOICES[1:]],
    )
    other = authored.survey.lists["l"][1]
    french, english = catalogue("fr"), catalogue("en")
    assert dict(other.label.plain.texts) == {"fr": french.gettext("Other"), "en": english.gettext("Other")}
    specify = authored.survey.questions[1]
    assert (specify.path, dict(specify.label.plain.texts)) == (
        "/data/q_other",
        {"fr": french.gettext("Please say which."), "en": english.gettext("Please say which.")},
    )


def test_the_other_choice_speaks_the_one_language_and_an_authors_own_other_is_left_alone():
    authored = survey(
        ["select_one l or_other", "q", "Other"],
        choices=[["list_name", "name", "label"], ["l", "a", "Other"]],
    )
    assert authored.survey.questions[0].label.plain.texts == (("en", "Other"),)
    assert [choice.label.plain.texts for choice in authored.survey.lists["l"]] == [(("en", "Other"),)] * 2


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (
            [["begin_repeat", "g", "Kids"], ["text", "q", "A"], ["end_repeat"]],
            ("repeat", "survey", 2, "A", None),
        ),
        ([["select_one_from_file towns.xml", "q", "Town?"]], ("file", "survey", 2, "A", None)),
        ([["text", "meta2", "A"], ["xml-external", "towns", None]], ("file", "survey", 3, "A", None)),
    ],
)
def test_what_cannot_be_asked_is_refused_at_its_row(rows, place):
    authored = survey(*rows)
    assert (authored.survey, authored.xform) == (None, "")
    assert place in found(authored)


XML_LIST = "select_one_from_file towns.xml"


def test_everything_unsupported_is_listed_at_once():
    rows = [[XML_LIST, "a", "A"], ["text", "b", "B"], [XML_LIST, "c", "C"]]
    assert {(row, column) for code, _sheet, row, column, _at in found(survey(*rows)) if code == "file"} == {
        (2, "A"),
        (4, "A"),
    }


def test_a_loop_is_unrolled_and_its_findings_point_to_its_row_once():
    authored = survey(
        ["begin_loop over l", "g", "Each"],
        [XML_LIST, "q", "Where %(label)s?"],
        ["end_loop"],
        choices=[["list_name", "name", "label"], ["l", "a", "A"], ["l", "b", "B"]],
    )
    assert [(f.code, f.row) for f in authored.findings if f.severity == "error"] == [("file", 3)]


def test_a_cycle_names_its_way_round():
    authored = survey(
        ["calculate", "a", None, "${b} + 1"],
        ["calculate", "b", None, "${a} + 1"],
        headers="type name label calculation",
    )
    [cycle] = [finding for finding in authored.findings if finding.code == "cycle"]
    assert "→" in say(cycle.message, catalogue("en"))


@pytest.mark.parametrize(
    ("rows", "sheets", "place"),
    [
        ([["txt", "q", "A"]], {}, ("type", "survey", 2, "A", None)),
        ([["text", "q", None]], {}, ("label", "survey", 2, "-", None)),
        ([["select_one towns", "q", "A"]], {}, ("list", "survey", 2, "A", None)),
        (
            [["begin_group", "meta", "A"], ["text", "q", "A"], ["end_group"]],
            {},
            ("meta", "survey", 2, "B", None),
        ),
        (
            [["select_one l", "q", "A"]],
            {"choices": [["list_name", "name", "label"], ["l", "a", "A"], ["l", "a", "B"]]},
            ("duplicate-choice", "choices", 3, "B", None),
        ),
        (
            [["select_multiple l", "q", "A"]],
            {"choices": [["list_name", "name", "label"], ["l", "a b", "A"]]},
            ("choice-name", "choices", 2, "B", None),
        ),
        (
            [["select_one l", "q", "A"]],
            {"choices": [["list_name", "name", "label"], ["l", None, "A"]]},
            ("choice-name", "choices", 2, "-", None),
        ),
        (
            [["select_one l", "q", "A"]],
            {"choices": [["list", "name", "label"], ["l", "a", "A"]]},
            ("column", "choices", 1, "A", None),
        ),
    ],
)
def test_what_pyxform_refuses_without_a_row_is_found_in_the_tables(rows, sheets, place):
    assert place in found(survey(*rows, **sheets))


def test_what_only_pyxform_knows_is_wrapped_with_its_row():
    authored = survey(["text", "q", "A"], ["begin_group", "g", "G"])
    [finding] = [finding for finding in authored.findings if finding.severity == "error"]
    assert finding.code == "pyxform"
    assert finding.message.text.startswith("The survey cannot be built")


def test_two_questions_of_one_name_are_refused_at_the_second():
    assert any(
        code == "pyxform" and row == 3
        for code, _s, row, *_ in found(survey(["text", "q", "A"], ["text", "q", "B"]))
    )


def test_duplicate_choices_are_taken_where_they_are_meant():
    authored = survey(
        ["select_one l", "q", "A"],
        choices=[["list_name", "name", "label", "f"], ["l", "a", "A", "x"], ["l", "a", "B", "y"]],
        settings=[["allow_choice_duplicates"], ["yes"]],
    )
    assert len(authored.survey.lists["l"]) == 2


def test_our_own_columns_never_reach_the_xform():
    authored = survey(["text", "q", "A", "warm"], headers="type name label chat::tone")
    assert not found(authored)
    assert "tone" not in authored.xform


def test_a_form_without_a_language_is_in_the_towns():
    authored = survey(["text", "q", "A"])
    assert (authored.survey.default_language, codes(authored)) == ("en", {"no-language": "info"})
    assert authored.survey.title.texts == (("en", "test"),)


@pytest.mark.parametrize(
    ("name", "tag", "severity"),
    [
        ("Français_(fr)", "fr", None),
        ("pt-BR", "pt-BR", None),
        ("Arabe", "ar", "warning"),
        ("Klingonish", "en", "warning"),
    ],
)
def test_a_language_is_known_by_its_code_or_by_its_name(name, tag, severity):
    authored = survey(["text", "q", "A"], headers=f"type name label::{name}")
    assert [language.key for language in authored.survey.languages] == [tag]
    assert codes(authored).get("language-code") == severity


def test_a_default_language_without_a_column_is_that_of_the_plain_ones():
    authored = survey(["text", "q", "A"], settings=[["default_language"], ["Deutsch"]])
    assert authored.survey.default_language == "de"
    assert found(authored) == {("language-code", "settings", 2, "A", None)}


def test_a_crash_of_pyxform_is_a_finding_too(monkeypatch):
    import pyxform.xls2xform

    def crash(*_given, **_named):
        raise TypeError("no\nway")

    monkeypatch.setattr(pyxform.xls2xform, "convert", crash)
    [finding] = [finding for finding in survey(["text", "q", "A"]).findings if finding.severity == "error"]
    assert finding.message.values == (("detail", "TypeError: no way"),)


def test_errors_come_first_and_each_sheet_in_its_order():
    authored = survey(
        ["text", "q", "word " * 26],
        [XML_LIST, "r", "Where?"],
        [XML_LIST, "s", "Where else?"],
        choices=[["list_name", "name", "label"], ["l", "a", None]],
    )
    assert [(f.severity, f.sheet, f.row) for f in authored.findings] == [
        ("error", "survey", 3),
        ("error", "survey", 4),
        ("warning", "survey", 2),
        ("warning", "choices", 2),
        ("info", "settings", 1),
    ]
