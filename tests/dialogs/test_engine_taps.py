"""Taps: aimed at a question and its revision, setting a state, doing nothing twice."""

from dataclasses import replace

from talking import CAMPAIGN, Talk, aimed, begun, choices, q

from dialogs.turn import Session, Tapped

A = q("select_one", "a", of="yes_no")
B = q("select_one", "b", of="yes_no")
TOPICS = q(
    "select_multiple",
    "t",
    of="topics",
    constraint="count-selected(.) <= 2",
    constraint_message="Two choices at most. Untick one first.",
)


def test_ticks_are_a_draft_until_done_and_kept_in_the_order_of_the_list():
    talk = begun(TOPICS, A).taps("Benches", "More trees")
    assert (talk.answer("t").state, talk.answer("t").value) == ("draft", "trees benches")
    assert [b.chosen for b in talk.buttons[:4]] == [True, False, True, False]
    assert talk.taps("Benches").answer("t").value == "trees"
    assert talk.answer("t").revision == 0
    assert talk.taps("Done").values == {"t": "trees"}
    assert (talk.answer("t").revision, talk.sees) == (1, "A?")


def test_one_choice_too_many_is_refused_in_a_short_word_and_the_card_stays():
    talk = begun(TOPICS).taps("Benches", "More trees", "Lighting")
    assert talk.notice == "Two choices at most. Untick one first."
    assert talk.answer("t").value == "trees benches"
    assert talk.session.slips == 0
    assert talk.says("1,2,3").sees == "Two choices at most. Untick one first."


def test_too_few_choices_are_told_at_done_only():
    talk = begun(q("select_multiple", "t", of="topics", constraint="count-selected(.) >= 2"))
    assert talk.taps("Benches").notice == ""
    assert talk.taps("Done").notice.startswith("This answer does not fit here.")
    assert talk.taps("Lighting", "Done").values == {"t": "benches light"}


def test_none_does_not_stand_beside_another_choice():
    lists = {"n": choices("Parks", "Shops", "None")}
    alone = "not(selected(., 'none')) or count-selected(.) = 1"
    talk = begun(q("select_multiple", "t", of="n", constraint=alone), lists=lists).taps("None", "Parks")
    assert talk.notice
    assert talk.taps("None", "Parks", "Done").values == {"t": "parks"}


def test_done_with_nothing_ticked_is_a_skip_where_that_is_allowed():
    assert begun(TOPICS).taps("Done").answer("t").state == "skipped"
    required = begun(q("select_multiple", "t", of="topics", required="true()")).taps("Done")
    assert required.notice == "We need an answer here before the next question."


def test_the_same_tap_twice_is_one():
    for label in ("Yes", "Skip"):
        talk = begun(A, B)
        tap = aimed(talk.button(label))
        once = talk.hears(tap).session
        assert talk.hears(tap).session == once
        assert (talk.notice, talk.sees) == ("This is noted already.", "B?")


def test_the_same_tick_twice_is_one():
    talk = begun(TOPICS)
    tick, done = aimed(talk.button("Benches")), aimed(talk.button("Done"))
    once = talk.hears(tick).session
    assert talk.hears(tick).session == once
    sent = talk.hears(done).session
    assert talk.hears(done).hears(tick).session == sent


def test_a_tap_on_an_old_card_corrects_that_answer_and_no_other():
    talk = begun(A, B)
    no = aimed(talk.button("No"))
    talk.taps("Yes").hears(no)
    assert (talk.values, talk.sees) == ({"a": "no"}, "B?")
    assert talk.done == ["A? No"]


def test_a_tick_on_an_old_card_opens_that_answer_again():
    talk = begun(TOPICS, A)
    light = aimed(talk.button("Lighting"))
    talk.taps("Benches", "Done").hears(light)
    assert (talk.head, talk.sees) == ("Your correction", "T?")
    assert talk.answer("t").value == "benches light"
    assert talk.hears(light).answer("t").revision == 2
    assert talk.taps("Done").values == {"t": "benches light"}


def test_a_tick_on_a_question_that_is_not_yet_asked_turns_to_it():
    talk = begun(A, TOPICS).hears(Tapped(1, 0, "+0"))
    assert talk.sees == "T?"
    assert talk.taps("Done").sees == "A?"


def test_a_line_opens_its_answer_and_opening_it_twice_is_one():
    talk = begun(A, B).taps("Yes")
    opening = Tapped(0, 1, "open")
    once = talk.hears(opening).session
    assert talk.hears(opening).session == once
    assert talk.head == "Your correction"
    assert talk.hears(Tapped(1, 0, "open")).session == once


def test_an_old_yes_does_not_close_a_correction_that_was_opened():
    talk = begun(A, B)
    yes = aimed(talk.button("Yes"))
    talk.hears(yes).hears(Tapped(0, 1, "open")).hears(yes)
    assert talk.session.reopened == "/data/a"
    assert talk.taps("Yes").session.reopened is None


def test_back_from_a_card_opens_the_answer_before_it():
    talk = begun(A, B).taps("Yes").hears(Tapped(1, 0, "back"))
    once = talk.session
    assert (talk.sees, talk.hears(Tapped(1, 0, "back")).session) == ("A?", once)
    assert talk.hears(Tapped(0, 2, "back")).notice == "This is the first question."


def test_keep_needs_something_to_keep_and_its_own_card():
    talk = begun(q("integer", "n"), A)
    assert talk.hears(Tapped(0, 0, "keep")).values == {}
    talk.says("3").presses("back")
    assert talk.hears(Tapped(0, 0, "keep")).session.reopened == "/data/n"
    assert talk.hears(Tapped(0, 2, "keep")).session.reopened is None


def test_done_means_nothing_to_other_kinds():
    assert begun(A).hears(Tapped(0, 0, "done")).values == {}


def test_a_tap_on_a_question_that_is_no_longer_asked_is_politely_refused():
    why = q("select_one", "why", of="yes_no", relevant="${a} = 'no'")
    talk = begun(A, why, B).taps("No")
    old = aimed(talk.button("Yes"))
    talk.taps("Yes").presses("back", "back").taps("Yes").hears(old)
    assert (talk.notice, talk.values) == (
        "This question is no longer asked. Please go on below.",
        {"a": "yes"},
    )


def test_sent_answers_are_corrected_only_where_the_campaign_allows_it():
    fixed = replace(CAMPAIGN, corrections=False)
    talk = begun(A, campaign=fixed)
    no, skip = aimed(talk.button("No")), aimed(talk.button("Skip"))
    talk.taps("Yes")
    assert "Change an answer" in talk.labels
    talk.taps("Send")
    assert "Change an answer" not in talk.labels
    for said in (no, skip, Tapped(0, 1, "open")):
        assert talk.hears(said).notice == "Your answers have been sent and can no longer be changed."
    assert talk.presses("back", "correct").values == {"a": "yes"}
    assert talk.session.reopened is None


def test_no_button_is_longer_than_a_channel_carries():
    talk = Talk(begun(TOPICS, A).survey, Session(10**17, CAMPAIGN, begun=True))
    assert all(len(button.press.encode()) <= 64 for button in talk.buttons)
