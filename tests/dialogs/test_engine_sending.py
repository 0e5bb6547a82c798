"""The summary, « Envoyer », the receipt, hearing back, and a correction after all that."""

import re
from dataclasses import replace
from datetime import date

from talking import CAMPAIGN, NOW, ZONE, Talk, begun, q, survey, words

from dialogs.engine import step
from dialogs.pause import stopped
from dialogs.privacy import card
from dialogs.receipt import code
from dialogs.text import Verbatim
from dialogs.turn import HearBack, Pressed, Sent, Session, Tapped

A = q("select_one", "a", of="yes_no")
WHY = q("text", "why", relevant="${a} = 'no'")
N = q("integer", "n")


def sent(**more: object) -> Talk:
    return begun(A, WHY, N, campaign=replace(CAMPAIGN, **more)).says("yes", "3").taps("Send")  # type: ignore[arg-type]


def test_the_summary_lists_what_counts_and_any_line_can_be_opened():
    talk = begun(A, WHY, N).says("no", "because").presses("back", "back").says("yes", "3")
    assert talk.sees == "Here are your answers:"
    assert talk.lines == ["A? Yes", "N? 3"]
    assert talk.labels == ["Send", "Change an answer"]
    talk.taps("Change an answer")
    assert (talk.sees, talk.labels) == (
        "Which answer would you like to change?",
        ["A?", "N?", "Leave everything as it is"],
    )
    assert talk.taps("N?").says("4").lines == ["A? Yes", "N? 4"]


def test_which_answer_may_also_be_typed():
    talk = begun(A, N).says("yes", "3", "change")
    assert talk.says("hm").sees.startswith("I did not find this among your answers.")
    assert talk.says("2").sees == "N?"
    assert talk.presses("correct").says("a").sees == "A?"
    assert talk.presses("correct").says("continuer").lines == ["A? Yes", "N? 3"]
    assert talk.presses("correct").says("send").session.receipt


def test_many_answers_are_chosen_from_in_pages():
    talk = begun(*(q("integer", f"n{n}") for n in range(10))).says(*"0123456789").presses("correct")
    assert talk.labels[-2:] == ["More ▶", "Leave everything as it is"]
    assert talk.taps("More ▶").labels == ["N8?", "N9?", "◀ Before", "Leave everything as it is"]
    assert talk.presses("correct:999").labels[0] == "N8?"
    assert talk.taps("◀ Before").labels[0] == "N0?"


def test_words_that_are_no_button_of_the_summary_get_a_hint():
    talk = begun(A).says("yes", "hello")
    assert talk.sees == "Your answers are ready. Write “send”, or “change” to correct one."
    assert talk.says("retour").sees == "A?"


def test_sending_gives_a_receipt_and_asks_whether_to_write_again():
    talk = sent()
    receipt, consent = talk.turn.replies
    assert [words(text) for text in receipt.body] == [
        "Thank you! Your answers have been received.",
        f"Your code: {talk.session.receipt}",
        "You can change your answers until 30 April 2026.",
        "The results are published then. To see them: /results",
    ]
    assert receipt.appends
    assert [words(text) for text in consent.body] == ["May we write to you here when there is news of this?"]
    assert talk.facts[-1] == Sent(talk.session.receipt or "")


def test_sending_twice_is_sending_once():
    talk = sent()
    facts = list(talk.facts)
    assert talk.presses("send").facts == facts
    assert talk.sees.startswith("Your answers have been sent.")


def test_the_consent_is_kept_with_the_version_of_its_text_and_may_be_taken_back():
    talk = sent().taps("Yes")
    assert talk.facts[-1] == HearBack(given=True, text="1")
    assert talk.sees.startswith("Thank you.")
    facts = list(talk.facts)
    assert talk.presses("yes").facts == facts
    assert talk.presses("no").facts[-1] == HearBack(given=False, text="1")
    assert talk.sees == "Understood. We will not write to you about this."
    assert sent().says("oui").session.hear_back is True
    assert begun(A).presses("yes").session.hear_back is None


def test_a_correction_after_sending_counts_when_it_is_sent_again():
    talk = sent()
    receipt = talk.session.receipt
    talk.taps("Change an answer").taps("N?").says("4")
    assert talk.session.changed
    assert (talk.lines, talk.labels[0]) == (["A? Yes", "N? 4"], "Send again")
    talk.taps("Send again")
    assert talk.facts[-1] == Sent(receipt or "", again=True)
    assert (talk.session.changed, talk.session.receipt) == (False, receipt)
    assert talk.sees.startswith("Thank you! Your changes have been received.")


def test_a_correction_that_opens_a_question_asks_it_before_sending_again():
    talk = sent().hears(Tapped(0, 1, "=1"))
    assert (talk.sees, talk.head) == ("Why?", "3 of 3")
    assert talk.presses("send").notice == "One more answer is needed before sending."
    assert talk.says("because").labels[0] == "Send again"


def test_keeping_the_answer_after_sending_changes_nothing():
    talk = sent().presses("back").taps("Keep “3”")
    assert not talk.session.changed
    assert talk.sees.startswith("Your answers have been sent.")


def test_a_tick_after_sending_counts_as_a_change_even_when_it_is_left_there():
    talk = begun(q("select_multiple", "t", of="topics"), N).taps("Benches", "Done").says("3").taps("Send")
    talk.hears(Tapped(0, 1, "+0")).presses("correct", "resume")
    assert talk.session.changed
    assert talk.sees == "T?"


def test_after_sending_anything_else_is_answered_with_what_can_still_be_done():
    talk = sent().says("no", "hello")
    assert talk.sees.startswith("Your answers have been sent.")
    assert talk.labels == ["Change an answer"]
    assert talk.says("modifier").session.reopened == "?"


def test_the_receipt_says_when_the_town_looks_where_nothing_can_be_changed():
    assert "After 30 April 2026, the town looks at all the answers." in sent(corrections=False).sees
    assert "30 April" not in sent(closes_on=None).sees


def test_the_receipt_leads_to_the_results_once_there_are_some():
    page = "https://valmont.example/r/HALLES"
    talk = sent()
    talk.session = replace(talk.session, campaign=replace(CAMPAIGN, open=False, results_link=page))
    talk.says("hello")
    assert (talk.sees.count("/results"), talk.labels) == (0, ["See the results"])


def test_an_idea_is_sent_as_one_and_another_may_follow():
    talk = begun(q("text", "title"), campaign=replace(CAMPAIGN, ideas=True)).says("A fountain")
    assert talk.sees == "Here is your idea:"
    talk.taps("Send")
    assert talk.sees.startswith("Thank you! Your idea has been received.")
    assert "The town reads each idea before it is published." in talk.sees
    assert talk.button("Give another idea").press == "/start HALLES"


def test_the_code_is_always_the_same_and_has_no_letters_that_look_alike():
    session = Session(7, CAMPAIGN)
    assert code(session, 3) == code(session, 3)
    assert re.fullmatch(r"HAL-[A-HJ-NP-Z2-9]{4}", code(session, 3))
    forum = replace(session, campaign=replace(CAMPAIGN, code="forum10"))
    assert code(forum, 3).startswith("FRU-")
    assert len(code(replace(session, campaign=replace(CAMPAIGN, code="O1")), 3)) == 4
    assert len({code(replace(session, id=n), n) for n in range(500)}) > 495


def test_a_resumed_session_stands_where_its_answers_say():
    talk = begun(A, WHY, N).says("no")
    later = Talk(talk.survey, replace(talk.session))
    assert (later.sees, later.head) == ("Why?", "2 of 3")


def test_a_session_that_waits_for_a_choice_forgets_it_when_it_goes_on():
    turn = step(survey(A), Session(1, CAMPAIGN, begun=True, reopened="?"), Pressed("resume"), NOW, ZONE, 0)
    assert turn.session.reopened is None


def test_stopping_keeps_the_answers_and_names_the_ways_back():
    texts = [words(text) for text in stopped().body]
    assert texts[0] == "Understood: we will not write to you again."
    assert "/start" in texts[1]


def test_privacy_is_told_outside_any_campaign_too():
    texts = "\n".join(words(text) for text in card("Valmont", "").body)
    assert "hearing residents" in texts
    assert "data protection officer of Valmont" in texts
    dated = replace(CAMPAIGN, deletes_on=date(2026, 9, 30), title=Verbatim("Halls"))
    assert "What for: “Halls”." in "\n".join(words(text) for text in card("Valmont", "", dated).body)


def test_what_is_computed_is_kept_when_it_is_sent():
    doubled = q("calculate", "doubled", calculation="${n} * 2")
    talk = begun(N, doubled).says("4")
    assert talk.answer("doubled") is None
    assert talk.taps("Send").answer("doubled").value == "8"
    again = talk.taps("Change an answer").taps("N?").says("5").taps("Send again")
    assert again.answer("doubled").value == "10"


def test_what_is_computed_once_is_kept_with_the_first_answer():
    start = q("calculate", "start", calculation="once(now())")
    talk = begun(start, N, A)
    assert talk.answer("start") is None
    first = talk.says("4").answer("start")
    assert first.value.startswith("2026-03-12T10:00")
    talk.now = NOW.replace(hour=15)
    assert talk.says("yes").taps("Send").answer("start") == first
