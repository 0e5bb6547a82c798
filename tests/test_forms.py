"""Forms that others wrote, as they are: each runs, or is refused with its rows, as expected for now.

Repeats are refused; all the rest runs.
"""

import io
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from admin.__main__ import main
from admin.authoring.places import BEGIN, END
from admin.authoring.question_types import is_silent
from admin.authoring.read import read

FORMS = Path(__file__).parents[1].parent / "shared" / "forms"

if not FORMS.is_dir():
    if os.environ.get("CI") == "true":
        pytest.fail(f"The forms to test with are not at {FORMS}.", pytrace=False)
    pytest.skip(f"The forms to test with are not at {FORMS}.", allow_module_level=True)

ALL_TYPES = "getodk__all-question-types-v2024091201-3.xlsx"
SOCIO = "getodk__socio-economic-survey-v20240515.xlsx"

REFUSED = {
    "xlsform__repeat_date_test.xls": {"survey:4:A"},
    "xlsform__tutorial.xls": {"survey:2:B"},
    SOCIO: {"survey:22:A"},
}
RUNS = {
    ALL_TYPES,
    "correlaid__testA.xlsx",
    "unhcr-americas__KoBoXLSFormExamples.xlsx",
    "xlsform__cascading_select_test_equivalent.xls",
    "xlsform__choice_filter_test.xlsx",
    "xlsform__field-list.xlsx",
    "xlsform__loop.xlsx",
    "xlsform__or_other.xlsx",
    "xlsform__pull_data.xlsx",
    "xlsform__table-list.xls",
    "xlsform__widgets.xls",
}
WARNED = {
    ALL_TYPES: 20,  # what a chat asks plainly, and a file that is not there
    "xlsform__field-list.xlsx": 7,  # two languages without a code; five texts missing in one of them
    "xlsform__loop.xlsx": 1,
    "xlsform__or_other.xlsx": 1,  # `pastel=yes` compares with a column that is not there
    "xlsform__table-list.xls": 5,
    "xlsform__widgets.xls": 2,
    "correlaid__testA.xlsx": 1,
}


def manifest() -> dict[str, tuple[int, int]]:
    """Questions and rows of choices by file."""
    text = (FORMS / "MANIFEST.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+?)(?:-…)? \| (\d+) \| (\d+) \|", text, re.MULTILINE)
    names = {path.name for path in FORMS.glob("*.xls*")}
    return {
        next(name for name in names if name.startswith(start)): (int(questions), int(choices))
        for start, questions, choices in rows
    }


@pytest.fixture
def parvis(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    """Runs a command as from a shell; gives its status and what it printed."""

    def run(*arguments: str, said: str = "") -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(said))
        status = main(arguments)
        return status, capsys.readouterr().out

    return run


def played(parvis: Callable[..., tuple[int, str]], name: str, *steps: object) -> dict:
    now = ("--now", "2026-03-12T18:30", "--tz", "Europe/Paris")
    status, printed = parvis("play", str(FORMS / name), "--json", "-", *now, said=json.dumps(steps) + "\n")
    assert status == 0
    return json.loads(printed)


def test_every_form_of_the_manifest_is_expected_here():
    assert set(manifest()) == RUNS | set(REFUSED)


@pytest.mark.parametrize("name", sorted(RUNS | set(REFUSED)))
def test_the_tables_are_read_whole(name):
    workbook, _findings = read((FORMS / name).read_bytes(), name)
    asked = [row.get("type") for row in workbook.sheet("survey").filled()]
    questions = [
        t for t in asked if t and not (BEGIN.match(t) or END.match(t) or is_silent(t) or t == "note")
    ]
    assert (len(questions), len(workbook.sheet("choices").rows)) == manifest()[name]


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_form_that_cannot_run_yet_is_refused_at_each_of_its_rows(parvis, name):
    status, printed = parvis("check", str(FORMS / name))
    errors = {line.split(" ")[1] for line in printed.splitlines() if line.startswith("error ")}
    assert (status, errors) == (1, REFUSED[name])
    assert len(played(parvis, name)["refused"]) >= len(REFUSED[name])


@pytest.mark.parametrize("name", sorted(RUNS))
def test_a_form_that_runs_has_no_error_and_can_be_played(parvis, name):
    status, printed = parvis("check", str(FORMS / name))
    severities = [line.split(" ")[0] for line in printed.splitlines()]
    assert (status, severities.count("error"), severities.count("warning")) == (0, 0, WARNED.get(name, 0))
    state = played(parvis, name)
    assert set(state) == {"relevant", "violations", "values", "choices", "labels"}
    assert state["relevant"]


def test_what_a_chat_shows_otherwise_is_told(parvis):
    _status, printed = parvis("check", str(FORMS / ALL_TYPES))
    warned = {line.split(" ")[1] for line in printed.splitlines() if line.startswith("warning ")}
    assert {f"survey:{row}:G" for row in (8, 15, 18, 33, 43, 45, 47)} <= warned  # ex: apps
    assert {f"survey:{row}:G" for row in (*range(57, 64), 81, 94)} <= warned  # calendars, image-map
    assert "survey:83:A" in warned  # cities.geojson, which is missing


def test_a_row_is_pulled_from_the_file_beside_the_workbook(parvis, tmp_path):
    """Its keys are capitalised there, so that the form as it is finds nothing."""
    assert played(parvis, "xlsform__pull_data.xlsx")["values"]["/data/fruit"] == ""
    (tmp_path / "form.xlsx").write_bytes((FORMS / "xlsform__pull_data.xlsx").read_bytes())
    (tmp_path / "fruits.csv").write_text("name_key,name\nmango,mango\n", encoding="utf-8")
    assert played(parvis, str(tmp_path / "form.xlsx"))["values"]["/data/fruit"] == "mango"


def test_required_messages_that_a_language_lacks_are_told(parvis):
    _status, printed = parvis("check", str(FORMS / SOCIO))
    assert "warning survey:23:D" in printed


def test_a_cascade_of_relevance_and_calculations(parvis):
    name, root = "xlsform__cascading_select_test_equivalent.xls", "/cascading_select_test"
    zone, state, lga = (
        f"{root}/{q}" for q in ("mylga_zone", "mylga_state_in_zone_1", "mylga_lga_in_state_1")
    )
    assert played(parvis, name)["relevant"] == [zone]
    found = played(parvis, name, [zone, "zone_1"], [state, "state_1"])
    assert found["relevant"] == [zone, state, lga]
    assert found["values"][f"{root}/mylga_state"] == "state_1"


def test_a_cascade_of_filters_reads_an_answer_no_longer_offered_as_blank(parvis):
    name = "xlsform__choice_filter_test.xlsx"
    steps = [["/data/state", "texas"], ["/data/county", "cameron"], ["/data/city", "harlingen"]]
    assert played(parvis, name, *steps)["choices"]["/data/city"] == ["brownsville", "harlingen"]
    moved = played(parvis, name, *steps, ["/data/state", "washington"])
    assert (moved["values"]["/data/county"], moved["values"]["/data/city"]) == ("", "")
    assert moved["choices"]["/data/county"] == ["king", "pierce"]


def test_a_text_missing_in_one_language_is_read_in_another(parvis):
    question = "/data/name/table_list_question"
    for language in ("english", "chinese", "zh"):
        state = played(parvis, "xlsform__field-list.xlsx", {"lang": language})
        assert state["labels"][question] == "table list question"


def test_a_loop_becomes_a_question_for_each_choice(parvis):
    state = played(parvis, "xlsform__loop.xlsx")
    numbers = [path for path in state["relevant"] if path.endswith("/number")]
    assert len(numbers) == 4
    assert state["labels"][numbers[0]] == "How many Pit latrine with slab are on the premises?"


def test_other_opens_a_question_of_its_own(parvis):
    other = "/data/fav_color_other"
    assert other not in played(parvis, "xlsform__or_other.xlsx")["relevant"]
    assert other in played(parvis, "xlsform__or_other.xlsx", ["/data/fav_color", "other"])["relevant"]


def test_two_answers_are_compared_and_required_is_reported(parvis):
    part = "/data/wirkung/attribution_beruf"
    before, after = "/data/wirkung/beruf_pre", "/data/wirkung/beruf_post"
    blank = played(parvis, "correlaid__testA.xlsx")
    assert part not in blank["relevant"]
    assert ["/data/teilnahme/dauer", "required"] in blank["violations"]
    answered = played(parvis, "correlaid__testA.xlsx", [before, "1"], [after, "2"])
    assert part in answered["relevant"]
    assert [before, "required"] not in answered["violations"]


def test_the_row_of_labels_of_a_table_is_not_asked(parvis):
    state = played(parvis, "xlsform__table-list.xls")
    assert not [path for path in state["relevant"] if "reserved_name" in path]
    assert state["labels"]["/data/table_list_test2/table_list_4"] == "Question 2"


def test_markup_and_the_sheet_of_examples_do_not_hinder(parvis):
    state = played(parvis, "unhcr-americas__KoBoXLSFormExamples.xlsx")
    assert len(state["relevant"]) == 15
