"""`check` and `play` from the shell: lines of findings, and outcomes as JSON."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from admin.__main__ import main

FORM = """\
survey:
- {type: select_one yes_no, name: park, label: {fr: "Au parc ?", en: "To the park?"}, required: "yes"}
- {type: begin_group, name: g, label: {fr: Le parc, en: The park}, relevant: "${park} = 'yes'"}
- {type: select_multiple things, name: likes, label: {fr: Quoi, en: What}, constraint: count-selected(.) < 3}
- {type: integer, name: times, label: {fr: Combien, en: How often}, default: "2"}
- {type: end_group}
- {type: calculate, name: double, calculation: "${times} * 2"}
- {type: note, name: thanks, label: {fr: "Merci : ${double}", en: "Thanks: ${double}"}}
- {type: today, name: day}
choices:
- {list_name: yes_no, name: "yes", label: {fr: Oui, en: "Yes"}}
- {list_name: yes_no, name: "no", label: {fr: Non, en: "No"}}
- {list_name: things, name: trees, label: {fr: Arbres, en: Trees}}
- {list_name: things, name: ducks, label: {fr: Canards, en: Ducks}}
- {list_name: things, name: swing, label: {fr: Jeux, en: Swings}}
settings: {form_title: Parc, default_language: fr}
"""
NOW = ("--now", "2026-03-12T18:30", "--tz", "Europe/Paris")
YES = ["/data/park", "yes"]
Shell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def form(tmp_path: Path) -> str:
    path = tmp_path / "park.yaml"
    path.write_text(FORM, encoding="utf-8")
    return str(path)


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Runs a command; gives its status, standard output and standard error."""

    def run(*arguments: str, said: str = "", **environment: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(said))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        status = main(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def played(shell: Shell, form: str, *steps: object, lang: str = "fr") -> dict:
    status, out, _err = shell("play", form, "--json", "-", "--lang", lang, *NOW, said=json.dumps(steps))
    assert status == 0
    return json.loads(out)


def test_a_sound_survey_passes_in_silence(shell, form):
    assert shell("check", form) == (0, "", "")


def test_a_finding_is_a_line_with_its_place_in_the_language_of_the_town(shell, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("survey:\n- {type: text, name: q, label: Why, relevant: foo()}\n", encoding="utf-8")
    status, out, _err = shell("check", str(broken), DEFAULT_LANGUAGE="en")
    assert status == 1
    assert out.splitlines()[0] == "error survey:2:47 character 1: Unknown function “foo”."


def test_a_file_that_is_not_there_is_one_line_and_status_1(shell, tmp_path):
    status, out, err = shell("check", str(tmp_path / "nothing.xlsx"))
    assert (status, out, err.count("\n")) == (1, "", 1)


def test_an_untouched_survey_shows_what_is_relevant_and_required(shell, form):
    assert played(shell, form) == {
        "relevant": ["/data/park", "/data/thanks"],
        "violations": [["/data/park", "required"]],
        "values": {"/data/park": "", "/data/double": "", "/data/thanks": "", "/data/day": "2026-03-12"},
        "choices": {"/data/park": ["yes", "no"]},
        "labels": {"/data/park": "Au parc ?", "/data/thanks": "Merci : "},
    }


def test_answers_open_groups_and_move_calculations(shell, form):
    state = played(shell, form, YES, ["/data/g/times", "3"], lang="en")
    assert state["relevant"] == ["/data/park", "/data/g/likes", "/data/g/times", "/data/thanks"]
    assert (state["values"]["/data/double"], state["labels"]["/data/thanks"]) == ("6", "Thanks: 6")
    assert state["labels"]["/data/g"] == "The park"


def test_a_default_stands_until_it_is_cleared(shell, form):
    assert played(shell, form, YES)["values"]["/data/g/times"] == "2"
    assert played(shell, form, YES, ["/data/g/times", None])["values"]["/data/g/times"] == ""


def test_several_choices_are_a_list_and_kept_in_the_authors_order(shell, form):
    state = played(shell, form, YES, ["/data/g/likes", ["swing", "trees"]])
    assert state["values"]["/data/g/likes"] == "trees swing"
    state = played(shell, form, YES, ["/data/g/likes", ["swing", "trees", "ducks"]])
    assert ["/data/g/likes", "constraint"] in state["violations"]


def test_the_language_may_change_on_the_way(shell, form):
    assert played(shell, form, {"lang": "en"})["labels"]["/data/park"] == "To the park?"


@pytest.mark.parametrize(
    "step",
    [
        ["/data/nobody", "x"],
        ["/data/park", 3],
        {"add": "/data/g"},
        {"remove": "/data/g", "index": 0},
        {"lang": "xx"},
        7,
    ],
)
def test_a_step_that_cannot_be_taken_is_refused_with_a_reason(shell, form, step):
    assert len(played(shell, form, step)["refused"]) == 1


def test_each_line_is_a_scenario_of_its_own(shell, form):
    said = f"[]\n\n{json.dumps([YES])}\n{{}}\nnot json\n"
    _status, out, _err = shell("play", form, "--json", "-", *NOW, said=said)
    states = [json.loads(line) for line in out.splitlines()]
    assert [len(state.get("relevant", ())) for state in states] == [2, 4, 0, 0]
    assert all("refused" in state for state in states[2:])


def test_a_scenario_may_stand_in_a_file(shell, form, tmp_path):
    steps = tmp_path / "steps.json"
    steps.write_text(json.dumps([YES]))
    _status, out, _err = shell("play", form, "--json", str(steps))
    assert len(json.loads(out)["relevant"]) == 4
    status, _out, err = shell("play", form, "--json", str(tmp_path / "nothing.json"))
    assert (status, err.count("\n")) == (1, 1)


@pytest.mark.parametrize("wrong", [("--now", "noon"), ("--tz", "Mars/Olympus")])
def test_a_moment_or_zone_that_is_none_is_told(shell, form, wrong, capsys):
    with pytest.raises(SystemExit):
        shell("play", form, *wrong)
    assert wrong[1] in capsys.readouterr().err


def test_a_survey_is_answered_in_the_terminal_to_its_end(shell, form):
    said = "yes\ntrees, ducks\ndone\n3\nsend\nnever read\n"
    status, out, _err = shell("play", form, "--lang", "en", *NOW, said=said)
    assert status == 0
    assert ["To the park?" in out, "[ ☐ Trees ]" in out, "Thanks: 6" in out] == [True, True, True]
    assert "· " in out  # the summary


def test_the_terminal_is_left_by_a_command_or_by_silence(shell, form):
    for said in ("", "/stop\nyes\n"):
        status, out, _err = shell("play", form, "--lang", "en", *NOW, said=said)
        assert (status, out.count("To the park?")) == (0, 1)


def test_a_command_of_the_session_works_in_the_terminal(shell, form):
    _status, out, _err = shell("play", form, "--lang", "en", *NOW, said="yes\n/back\n")
    assert out.count("To the park?\n") == 2


def test_a_survey_that_cannot_run_is_not_played(shell, tmp_path, form):
    broken = tmp_path / "broken.yaml"
    broken.write_text(
        "survey:\n- {type: select_one_from_file a.xml, name: q, label: Where}\n", encoding="utf-8"
    )
    status, out, err = shell("play", str(broken))
    assert (status, out, err.startswith("error survey:2:")) == (1, "", True)
    assert shell("play", form, "--lang", "Klingonish")[0] == 1
