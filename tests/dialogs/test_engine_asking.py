"""One question after another: where we are, what is read with it, back, skip, slips."""

from dataclasses import replace

import pytest
from talking import CAMPAIGN, NOW, Talk, begun, choices, group, q, survey, words

from dialogs.turn import Attached, Edited, Placed, Pressed, Tapped, Typed

YES_NO = q("select_one", "visit", of="yes_no")
WHY = q("text", "why", relevant="${visit} = 'no'")
AGE = q("integer", "age", constraint=". >= 0 and . <= 120", constraint_message="Between 0 and 120, please.")


def test_a_no_asks_the_follow_up_and_a_yes_skips_it():
    assert begun(YES_NO, WHY, AGE).says("no").sees == "Why?"
    assert begun(YES_NO, WHY, AGE).says("yes").sees == "Age?"


def test_the_head_counts_the_way_that_is_left():
    talk = begun(YES_NO, WHY, AGE)
    heads = [talk.head, talk.says("no").head, talk.says("because").head]
    assert heads == ["1 of 2", "2 of 3", "3 of 3"]


def test_an_answer_that_is_hidden_is_kept_and_comes_back():
    talk = begun(YES_NO, WHY, AGE).says("no", "because").presses("back", "back").says("yes")
    assert talk.values == {"visit": "yes"}
    assert talk.kept("why")[-1].answer.state == "hidden"
    assert talk.presses("back").says("no").values == {"visit": "no", "why": "because"}
    assert talk.kept("why")[-1].answer.state == "answered"
    assert talk.sees == "Age?"


def test_a_skip_that_is_hidden_comes_back_as_a_skip():
    talk = begun(YES_NO, WHY, AGE).says("no", "skip").presses("back", "back").says("yes")
    assert talk.kept("why")[-1].answer.state == "hidden"
    talk.presses("back").says("no")
    assert talk.kept("why")[-1].answer.state == "skipped"
    assert talk.sees == "Age?"


def test_the_last_three_answers_are_read_back_the_newest_last():
    talk = begun(*(q("integer", name) for name in "abcde")).says("1", "2", "3", "4")
    assert talk.done == ["B? 2", "C? 3", "D? 4"]
    corrected = talk.hears(Tapped(0, 1, "open")).says("9")
    assert corrected.done == ["C? 3", "D? 4", "A? 9"]


def test_notes_are_read_with_the_next_question_and_the_last_with_the_summary():
    talk = begun(
        q("note", "hello", "Hello."), q("note", "hm", "Two things."), AGE, q("note", "bye", "Almost done.")
    )
    assert talk.sees == "Hello.\nTwo things.\nAge?"
    assert talk.head == "1 of 1"
    assert talk.says("9").sees == "Almost done.\nHere are your answers:"


def test_a_section_has_its_title_above_its_first_question_only():
    groups = {
        "/data/g": group("/data/g", "Parks"),
        "/data/g/h": group("/data/g/h", "Trees"),
        "/data/n": group("/data/n"),
    }
    inside = [
        replace(q("integer", n), groups=at)
        for n, at in (
            ("a", ("/data/g",)),
            ("b", ("/data/g",)),
            ("c", ("/data/g", "/data/g/h")),
            ("d", ("/data/n",)),
        )
    ]
    talk = begun(*inside, q("integer", "e"), groups=groups)
    sections = [words(talk.reply.section)] + [words(talk.says("1").reply.section) for _ in range(4)]
    assert sections == ["Parks", "", "Trees", "", ""]
    nested = begun(replace(inside[2]), groups=groups)
    assert words(nested.reply.section) == "Parks · Trees"


def test_labels_are_filled_in_and_what_was_answered_is_no_markup():
    talk = begun(q("text", "name"), q("text", "why", "Why, **${name}**?", hint="As ${name} would.")).says(
        "*Léo*"
    )
    assert talk.sees == r"Why, **\*Léo\***?"
    assert words(talk.reply.hint) == r"As \*Léo\* would."


def test_a_question_without_a_label_shows_its_name():
    assert begun(q("text", "why", "")).sees == "why"


def test_back_reopens_the_answer_before_which_stands_until_another_is_given():
    talk = begun(YES_NO, WHY, AGE).says("no", "because").presses("back")
    assert (talk.sees, talk.head, talk.labels) == ("Why?", "Your correction", ["Keep “because”", "Skip"])
    assert talk.values == {"visit": "no", "why": "because"}
    assert talk.taps("Keep “because”").sees == "Age?"
    assert begun(YES_NO).presses("back").notice == "This is the first question."


def test_a_typed_retour_passer_or_plus_tard_is_understood_where_it_is_no_answer():
    assert begun(YES_NO, AGE).says("yes", "retour").sees == "Visit?"
    assert begun(YES_NO, AGE).says("passer").sees == "Age?"
    assert begun(YES_NO, AGE).says("plus tard").sees.startswith("Your answers are kept.")
    assert begun(YES_NO, AGE).says("yes", "modifier").sees == "Which answer would you like to change?"
    assert begun(YES_NO, AGE).says("?").labels == ["Go on", "Later"]


def test_skipping_is_an_answer_of_its_own_where_nothing_is_required():
    talk = begun(YES_NO, AGE).taps("Skip")
    assert talk.answer("visit").state == "skipped"
    assert talk.done == ["Visit? no answer"]
    assert begun(YES_NO, AGE).presses("skip").sees == "Age?"
    assert begun(AGE).says("9").presses("skip").sees == "Here are your answers:"


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({}, "We need an answer here before the next question."),
        ({"required_message": "Your age, please."}, "Your age, please."),
    ],
)
def test_what_is_required_cannot_be_skipped(more: dict[str, str], message: str):
    talk = begun(q("integer", "age", required="true()", **more))
    assert "Skip" not in talk.labels
    assert talk.presses("skip").sees == message
    assert talk.hears(Tapped(0, 0, "skip")).notice == message


def test_a_refusal_is_kept_as_one():
    asked = q("select_one", "age", of="ages", relevant="true()")
    talk = begun(
        asked, q("text", "why", relevant="${age} = 'nsp'"), lists={"ages": choices("Old", ("nsp", "No word"))}
    )
    assert talk.taps("No word").answer("age").state == "refused"
    assert (talk.sees, talk.done) == ("Why?", ["Age? No word"])


def test_a_slip_gets_help_and_the_second_time_other_words_and_the_ways_out():
    talk = begun(q("date", "day", hint="Any day."))
    assert talk.says("soon").sees == "I did not recognise a date. Write for example 12/03/2026."
    assert talk.session.slips == 1
    assert talk.says("later on").sees.splitlines() == [
        "Please write the day, the month and the year, as in 12 March 2026.",
        "Day?",
    ]
    assert talk.labels == ["Today", "Yesterday", "Skip", "Help"]
    assert words(talk.reply.hint) == "Any day."
    assert talk.says("hier").session.slips == 0
    required = begun(q("text", "why", required="true()")).says(" ", " ")
    assert required.labels == ["Help"]


def test_a_constraint_speaks_in_the_words_of_the_author_else_in_ours():
    talk = begun(AGE).says("130")
    assert (talk.sees, talk.reply.entry.lowest, talk.reply.entry.highest) == (
        "Between 0 and 120, please.",
        "0",
        "120",
    )
    ours = begun(q("integer", "age", constraint=". < 120")).says("130")
    assert ours.sees == "This answer does not fit here. Please check it and try again."


def test_a_guess_is_offered_as_a_button_and_the_choices_stay_near():
    talk = begun(q("select_one", "topic", of="topics")).says("lightening")
    assert (talk.sees, talk.labels) == ("Did you mean “Lighting”?", ["Lighting", "Show all the choices"])
    assert talk.taps("Show all the choices").labels[:2] == ["More trees", "Fewer cars"]
    assert begun(q("select_one", "topic", of="topics")).says("lightening").taps("Lighting").values == {
        "topic": "light"
    }


def test_many_choices_come_in_pages():
    many = {"many": choices(*(f"Choice {n}" for n in range(12)))}
    talk = begun(q("select_one", "a", of="many"), lists=many)
    assert talk.labels == [*(f"Choice {n}" for n in range(8)), "More ▶", "Skip"]
    assert talk.taps("More ▶").labels == [*(f"Choice {n}" for n in range(8, 12)), "◀ Before", "Skip"]
    assert talk.hears(Tapped(0, 0, "page:99")).labels[0] == "Choice 8"
    assert talk.taps("Choice 9").values == {"a": "choice_9"}
    several = begun(q("select_multiple", "a", of="many"), lists=many).taps("More ▶", "Choice 9")
    assert several.labels[0] == "Choice 8"


def test_hundreds_of_choices_are_found_by_typing_letters():
    towns = {"towns": choices(*(f"Town {n}" for n in range(300)), "Mérignac", "Meriadeck")}
    talk = begun(q("select_one", "town", of="towns"), lists=towns)
    assert (talk.labels, talk.reply.entry.kind) == (["Skip"], "search")
    assert talk.says("mer").labels == ["Mérignac", "Meriadeck"]
    assert talk.sees == "Which one is it? If it is not here, write a few more letters."
    assert talk.taps("Mérignac").values == {"town": "mérignac"}
    assert talk.presses("back").labels == ["Keep “Mérignac”", "Skip"]


def test_several_of_hundreds_are_gathered_one_by_one():
    towns = {"towns": choices(*(f"Town {n}" for n in range(30)), "Mérignac")}
    talk = begun(q("select_multiple", "town", of="towns"), lists=towns)
    assert talk.says("merignac", "town 3").labels == ["Town 3", "Mérignac", "Done", "Skip"]
    assert talk.says("town").labels[0] == "Town 0"
    talk.taps("Town 0").taps("Town 3")
    assert talk.says("done").values == {"town": "town_0 mérignac"}


def test_a_short_scale_stands_in_one_row():
    scale = {"scale": choices("Bad", "Fair", "Good")}
    one = begun(q("select_one", "a", of="scale", appearance="likert"), lists=scale)
    assert len(one.reply.buttons[0]) == 3
    two = begun(q("select_one", "a", of="scale"), lists=scale)
    assert [len(row) for row in two.reply.buttons] == [2, 1, 1]
    nameless = begun(q("select_one", "a", of="scale"), lists={"scale": choices(("a", ""))})
    assert nameless.labels[0] == "a"


def test_or_other_speaks_our_words_and_asks_which():
    other = {"v": choices("Work", ("other", {"en": "Other", "fr": "Other"}))}
    talk = begun(
        q("select_one", "v", of="v"),
        q("text", "v_other", "Specify other.", relevant="${v} = 'other'"),
        lists=other,
    )
    assert talk.labels[:2] == ["Work", "Other…"]
    assert talk.says("other").sees == "Please say which."
    assert talk.done == ["V? Other…"]


def test_a_default_is_offered_and_taken_by_one_tap():
    talk = begun(q("integer", "age", default="30"), q("select_one", "visit", of="yes_no", default="no"))
    assert talk.labels == ["Keep “30”", "Skip"]
    assert talk.taps("Keep “30”").values == {"age": "30"}
    assert [b.primary for b in talk.buttons] == [False, True, False]
    several = begun(q("select_multiple", "t", of="topics", default="cars"))
    assert [b.chosen for b in several.buttons[:4]] == [False, True, False, False]
    assert several.taps("Done").values == {"t": "cars"}


def test_an_answer_no_longer_offered_is_asked_again_and_says_why():
    lists = {"c": choices("Red", "Blue")}
    talk = begun(
        YES_NO, q("select_one", "c", of="c", filtered="name != 'red' or ${visit} = 'yes'"), AGE, lists=lists
    )
    talk.says("yes", "red").presses("back", "back").says("no")
    assert talk.sees == "Your earlier choice is no longer offered. Please choose again.\nC?"
    assert talk.kept("c")[-1].answer.state == "hidden"
    assert talk.hears(Tapped(1, 9, "=0")).notice.startswith("I did not find this")
    assert talk.presses("lang:en").hears(Tapped(0, 9, "=0")).values == {"visit": "yes", "c": "red"}


def test_an_answer_that_no_longer_fits_is_asked_again_and_says_why():
    talk = begun(q("integer", "all"), q("integer", "part", constraint=". <= ${all}"), q("integer", "end"))
    talk.says("9", "5").hears(Tapped(0, 1, "open")).says("3")
    assert talk.sees == "This answer does not fit here. Please check it and try again.\nPart?"
    assert talk.says("2").sees == "End?"


def test_a_skip_that_has_become_required_is_asked_again():
    talk = begun(YES_NO, q("integer", "n", required="${visit} = 'yes'"), AGE)
    assert talk.says("no", "skip").sees == "Age?"
    assert talk.presses("back", "back").says("yes").sees == "N?"


def test_stickers_voices_and_places_get_kind_words_where_none_is_asked():
    assert "sticker" in begun(AGE).hears(Attached("sticker", "x")).sees
    assert "position" in begun(AGE).hears(Placed(1, 2)).hears(Placed(1, 2)).sees
    summary = begun(AGE).says("9").hears(Attached("voice", "x"))
    assert summary.sees.startswith("Your answers are ready.")


def test_an_edited_message_corrects_its_answer():
    talk = begun(YES_NO, AGE, WHY).says("yes").hears(Edited(0, "non"))
    assert talk.hears(Edited(0, "no")).values == {"visit": "no"}
    assert talk.hears(Edited(0, "no")).notice == "This is noted already."
    assert talk.hears(Edited(0, "???")).notice.startswith("I did not find this")
    assert talk.hears(Edited(0, "ye")).values == {"visit": "no"}
    assert talk.hears(Edited(9, "x")).notice.startswith("This question is no longer asked.")
    several = begun(q("select_multiple", "t", of="topics"), AGE).says("1").hears(Edited(0, "1,2"))
    assert several.values == {"t": "trees cars"}
    drafting = begun(q("select_multiple", "t", of="topics"), AGE).taps("Benches").hears(Edited(0, "1"))
    assert drafting.values == {"t": "trees benches"}
    assert begun(q("integer", "n", required="true()")).hears(Edited(0, "")).values == {}


def test_time_may_open_a_question_before_sending():
    talk = begun(AGE, q("integer", "late", relevant="now() > '2026-03-13T00:00:00'")).says("9")
    talk.now = NOW.replace(day=14)
    assert talk.presses("send").notice == "One more answer is needed before sending."
    assert talk.sees == "Late?"
    assert talk.session.receipt is None


def test_the_turn_is_the_same_for_the_same_arguments():
    one, other = begun(YES_NO, WHY, AGE), begun(YES_NO, WHY, AGE)
    assert one.says("no").turn == other.says("no").turn


def test_unknown_presses_and_commands_change_nothing():
    talk = begun(YES_NO)
    assert talk.presses("what", "lang:", "page:1").labels
    assert talk.hears(Tapped(5, 0, "=0")).notice.startswith("This question is no longer asked.")
    assert not talk.values
    assert Talk(survey(YES_NO)).hears(Pressed("what")).hears(Typed("")).labels[0] == "Begin"


def test_a_survey_without_questions_can_be_read_and_sent():
    talk = begun(q("note", "n", "Only this."), campaign=replace(CAMPAIGN, closes_on=None))
    assert (talk.sees, talk.labels) == ("Only this.\nHere are your answers:", ["Send"])
    assert talk.taps("Send").labels == ["Yes", "No"]
    assert talk.presses("correct").session.reopened is None
