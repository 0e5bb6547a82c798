"""The YAML twin of a workbook: the same tables, each cell with its line and column."""

import pytest
from workbooks import found

from admin.authoring import author


def read(text: str):
    return author(text.encode(), "form.yaml", "en")


TWIN = """\
settings:
  form_title: {fr: Les Halles, en: The Halles}
  form_id: halles
  version: 1.10
  default_language: fr
  chat::kind: survey
survey:
  - type: select_one yes_no
    name: q
    label: {fr: "L’école, c’est  où ?", en: "Where?"}
    required: yes
  - {type: date, name: d, label: {fr: Quand, en: When}, default: 2026-03-12, hint: ~}
choices:
  - {list_name: yes_no, name: yes, label: {fr: Oui, en: "Yes"}}
  - {list_name: yes_no, name: no, label: {fr: Non, en: "No"}}
"""


def test_scalars_stay_what_was_typed():
    authored = read(TWIN)
    survey = authored.survey
    assert not authored.findings
    assert [choice.name for choice in survey.lists["yes_no"]] == ["yes", "no"]
    assert (survey.version, survey.questions[1].default) == ("1.10", "2026-03-12")
    assert survey.questions[0].required.source == "true()"


def test_a_mapping_is_a_text_for_each_language():
    survey = read(TWIN).survey
    assert [language.key for language in survey.languages] == ["fr", "en"]
    assert survey.title.texts == (("fr", "Les Halles"), ("en", "The Halles"))
    assert survey.questions[0].label.texts[0] == ("fr", ("L’école, c’est  où ?",))


def test_the_kind_of_campaign_is_handed_on():
    assert read(TWIN.replace("chat::kind: survey", "chat::kind: ideas")).kind == "ideas"
    assert read(TWIN.replace("  chat::kind: survey\n", "")).kind == "survey"


def test_a_finding_names_line_and_column():
    text = "survey:\n- type: text\n  name: q\n  label: Why?\n  relevant: ${a} >\n"
    assert ("expression-end", "survey", 5, "13", 7) in found(read(text))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("survey: [", ("yaml", "yaml", 1, "10")),
        ("survey:\n- text\n", ("yaml", "survey", 2, "3")),
        ("survey:\n- {type: [text]}\n", ("yaml", "survey", 2, "10")),
        ("survey:\n- {type: text, type: note}\n", ("yaml", "survey", 2, "16")),
        ("survey:\n- {[a]: text}\n", ("yaml", "survey", 2, "4")),
        ("- survey:\nsurvey: x", ("yaml", "yaml", 2, "1")),
        ("survey: " + "[" * 5000, ("yaml", "file", 0, "-")),
        ("survey: \x07", ("yaml", "file", 0, "-")),
        ("# survey\n- a\n- survey: b\nsurvey: c", ("yaml", "yaml", 4, "1")),
    ],
)
def test_yaml_that_holds_no_tables_is_said(text, place):
    [finding] = read(text).findings
    assert (finding.code, finding.sheet, finding.row, finding.column) == place


def test_a_document_that_is_no_mapping_is_said():
    assert {code for code, *_ in found(read("'\nsurvey: a'"))} == {"yaml"}
