"""What is set when another answer changes: silently where nobody is asked, to be kept where somebody is."""

from dataclasses import replace

from talking import CAMPAIGN, Talk, q, survey

from dialogs.expressions import compile_expression
from dialogs.survey import Setter, Survey
from dialogs.turn import Session

TIMES = compile_expression("concat(/data/a, '!')", "/data/x")


def begun(form: Survey, **setters: Setter) -> Talk:
    named = {f"/data/{changed}": (setter,) for changed, setter in setters.items()}
    return Talk(replace(form, setters=named), Session(7, CAMPAIGN)).presses("begin")


def test_what_nobody_is_asked_is_set_at_each_change_and_only_then():
    form = survey(q("text", "a"), q("hidden", "kept"), q("text", "b"))
    talk = begun(form, a=Setter("/data/kept", TIMES)).says("one", "other")
    assert talk.values["kept"] == "one!"
    talk.presses("back", "back").says("one")
    assert len(talk.kept("kept")) == 1
    talk.presses("back", "back").says("two")
    assert talk.values["kept"] == "two!"


def test_what_is_asked_is_offered_to_be_kept():
    form = survey(q("text", "a"), q("text", "b"), q("note", "n", "B is ${b}."))
    talk = begun(form, a=Setter("/data/b", TIMES)).says("one")
    assert talk.labels == ["Keep “one!”", "Skip"]
    assert talk.answer("b").state == "draft"
    talk.taps("Keep “one!”")
    assert talk.values == {"a": "one", "b": "one!"}


def test_what_was_answered_is_asked_again_once_it_is_set_otherwise():
    form = survey(q("text", "a"), q("text", "b"))
    talk = begun(form, a=Setter("/data/b", TIMES)).says("one", "mine")
    talk.presses("back", "back").says("two")
    assert "B?" in talk.sees
    assert talk.labels == ["Keep “two!”", "Skip"]
    talk.says("mine again")
    assert talk.values == {"a": "two", "b": "mine again"}


def test_nothing_to_set_clears():
    form = survey(q("text", "a"), q("text", "b"), q("hidden", "c"))
    talk = begun(form, a=Setter("/data/c", TIMES)).says("one")
    assert talk.values["c"] == "one!"
    cleared = replace(talk.survey, setters={"/data/a": (Setter("/data/c"),)})
    again = Talk(cleared, talk.session).presses("back").says("two")
    assert "c" not in again.values


def test_an_answer_said_again_sets_nothing():
    form = survey(q("text", "a"), q("text", "b"))
    talk = begun(form, a=Setter("/data/b", TIMES)).says("one", "mine")
    talk.presses("back", "back").says("one")
    assert talk.values == {"a": "one", "b": "mine"}


def test_what_stands_already_is_not_set_again():
    form = survey(q("text", "a"), q("hidden", "c"), q("text", "b"))
    always = Setter("/data/c", compile_expression("'seen'", "/data/c"))
    talk = begun(form, a=always).says("one").presses("back").says("two")
    assert talk.values["c"] == "seen"
    assert len(talk.kept("c")) == 1
