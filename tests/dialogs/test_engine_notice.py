"""The first message, the languages, more information, and those under 15."""

from dataclasses import replace
from datetime import date

from talking import CAMPAIGN, Talk, aimed, begun, q, survey, words

from dialogs.text import Verbatim
from dialogs.turn import Attached, Begun, Campaign, Edited, Kept, Placed, Session, Spoke, Tapped

QUESTIONS = (q("select_one", "visit", of="yes_no"), q("text", "why"), q("date", "day"), q("integer", "age"))


def arriving(campaign: Campaign = CAMPAIGN, languages: tuple[str, ...] = ("en",)) -> Talk:
    return Talk(survey(*QUESTIONS, languages=languages), Session(7, campaign))


def test_the_notice_comes_first_and_says_who_asks_how_long_and_what_becomes_of_it():
    talk = arriving(replace(CAMPAIGN, deletes_on=date(2026, 9, 30)))
    assert talk.sees.splitlines() == [
        "Hello! This is Valmont, for “The market halls”.",
        "4 questions, 1 minute.",
        "Answering is up to you, and you can stop with /stop.",
        "We only publish totals, never for groups under 5 people.",
        "Your answers are erased on 30 September 2026. Details and your rights: /privacy",
    ]
    assert talk.labels == ["Begin", "More information", "I am under 15"]


def test_nothing_but_the_notice_is_shown_before_begin():
    talk = arriving()
    for said in (Tapped(0, 0, "=0"), Edited(0, "yes"), Placed(1, 2), Attached("image", "x")):
        assert talk.hears(said).labels[0] == "Begin"
        assert not talk.session.answers
    assert talk.presses("send", "skip", "back", "correct").labels[0] == "Begin"
    assert not talk.facts


def test_words_that_mean_nothing_at_the_notice_get_a_hint_and_its_buttons():
    talk = arriving().says("hello?")
    assert talk.sees == "To take part, tap “Begin” or write “begin”."
    assert talk.labels[0] == "Begin"


def test_begin_stores_the_version_of_the_notice():
    talk = arriving().taps("Begin")
    assert talk.facts == [Begun("1")]
    assert talk.head == "1 of 4"
    assert arriving().says("Commencer").facts == [Begun("1")]
    assert talk.presses("begin").facts == [Begun("1")]


def test_telegram_is_said_to_be_outside_europe_with_the_way_without_it():
    campaign = replace(CAMPAIGN, channel="telegram", web_link="valmont.example/c/halles")
    assert "Telegram is outside Europe. Without it: valmont.example/c/halles" in arriving(campaign).sees
    assert "Telegram" not in arriving(replace(campaign, channel="web")).sees
    assert "Telegram carries" in arriving(campaign).presses("more").sees
    assert "Telegram carries" in arriving(replace(campaign, web_link="")).presses("more").sees


def test_one_other_language_stands_beside_begin_and_more_of_them_below():
    one = arriving(languages=("en", "fr"))
    assert [words(b.label) for b in one.reply.buttons[0]] == ["Begin", "fr"]
    many = arriving(languages=("en", "fr", "ar", "pt", "tr"))
    assert [[words(b.label) for b in row] for row in many.reply.buttons][:3] == [
        ["Begin"],
        ["fr", "ar", "pt"],
        ["tr"],
    ]


def test_a_language_is_chosen_by_its_button_or_its_name_and_kept():
    talk = arriving(languages=("en", "fr")).taps("fr")
    assert (talk.session.language, talk.facts) == ("fr", [Spoke("fr")])
    assert "en" in talk.labels
    talk.says("EN")
    assert talk.session.language == "en"
    assert talk.presses("lang:en").facts == [Spoke("fr"), Spoke("en")]


def test_a_language_may_change_at_any_moment_and_answers_stay():
    talk = begun(*QUESTIONS, languages=("en", "fr")).taps("Yes").presses("lang:fr")
    assert (talk.head, talk.values) == ("2 of 4", {"visit": "yes"})
    assert talk.presses("lang").sees == "Which language would you like?"
    assert talk.presses("lang:klingon").labels == ["en"]
    assert begun(*QUESTIONS).presses("lang").sees == "Only one language is offered here."


def test_more_information_has_the_nine_points_and_goes_on():
    campaign = replace(CAMPAIGN, contact="dpo@valmont.example", deletes_on=date(2026, 9, 30))
    talk = arriving(campaign).taps("More information")
    assert len(talk.reply.body) == 10
    for point in (
        "Valmont",
        "public interest",
        "30 September 2026",
        "/forget",
        "dpo@valmont.example",
        "cnil.fr",
    ):
        assert point in talk.sees
    assert talk.labels == ["Begin"]
    assert talk.taps("Begin").presses("more").labels == ["Go on"]
    assert talk.taps("Go on").head == "1 of 4"


def test_under_15_no_free_text_media_place_or_date_is_asked_and_nothing_is_required():
    every = (*QUESTIONS, q("image", "photo"), q("geopoint", "place"), q("integer", "n", required="true()"))
    talk = Talk(survey(*every)).taps("I am under 15")
    assert talk.facts == [Begun("1", minor=True)]
    assert talk.sees.splitlines() == [
        "Welcome! We only ask questions that do not show who you are.",
        "Visit?",
    ]
    assert talk.says("no", "9").taps("Skip").lines == ["Visit? No", "Age? 9", "N? no answer"]
    assert [words(b.label) for b in talk.taps("Send").buttons] == ["Change an answer"]
    assert not talk.presses("yes").session.hear_back


def test_who_says_to_be_under_15_later_has_the_rest_hidden():
    talk = begun(*QUESTIONS).says("yes", "because").presses("minor")
    assert talk.values == {"visit": "yes"}
    assert talk.kept("why")[-1].answer.state == "hidden"
    assert talk.head == "2 of 2"
    assert talk.presses("minor").head == "2 of 2"


def test_an_idea_box_and_a_survey_of_open_questions_send_children_on_kindly():
    ideas = arriving(replace(CAMPAIGN, ideas=True))
    assert "few steps" in ideas.sees
    assert ideas.presses("minor").sees == "You must be 15 to send an idea. An adult can write it with you."
    open_only = Talk(survey(q("text", "why"))).presses("minor")
    assert open_only.sees.startswith("There is no question for people under 15 here.")
    assert not open_only.session.begun


def test_a_preview_says_so_first():
    talk = arriving(replace(CAMPAIGN, preview=True, title=Verbatim("Draft")))
    assert talk.sees.startswith("This is a preview")
    talk.taps("Begin").says("yes", "skip", "skip", "skip")
    assert talk.sees.startswith("This is a preview")
    assert talk.presses("send").sees.startswith("This is a preview")
    assert "Yes" not in talk.labels


def test_a_language_with_a_very_long_name_still_has_its_button():
    long = "Langue des habitants du plateau de Valmont et de ses environs (vlm-x-plateau)"
    talk = arriving(languages=("en", long))
    talk.hears(aimed(talk.buttons[1]))
    assert talk.session.language == long


def test_later_keeps_everything_and_help_shows_the_ways():
    talk = begun(*QUESTIONS).says("yes").presses("later")
    assert talk.sees == "Your answers are kept.\nCome back whenever you like, until 30 April 2026."
    assert talk.taps("Go on").head == "2 of 4"
    open_ended = Talk(survey(*QUESTIONS), Session(7, replace(CAMPAIGN, closes_on=None)))
    assert open_ended.presses("later").sees.endswith("Come back whenever you like.")
    assert talk.presses("help").labels == ["Go on", "Later"]
    assert arriving().says("aide").labels == ["Go on"]


def test_a_closed_campaign_takes_no_answer_and_says_so():
    shut = replace(CAMPAIGN, open=False)
    assert arriving(shut).says("begin").sees.endswith("Thank you for your interest.")
    talk = begun(*QUESTIONS).says("yes")
    late = Talk(talk.survey, replace(talk.session, campaign=shut))
    for said in (Tapped(1, 0, "skip"), Edited(0, "no"), Placed(1, 2)):
        assert late.hears(said).sees.endswith("What you have answered so far is kept. Thank you!")
    assert late.says("because").presses("send", "skip").facts == []
    assert late.presses("help").labels == ["Go on"]


def test_a_closed_campaign_still_knows_the_receipt_and_takes_back_a_consent():
    talk = begun(q("select_one", "visit", of="yes_no")).taps("Yes", "Send", "Yes")
    late = Talk(talk.survey, replace(talk.session, campaign=replace(CAMPAIGN, open=False)))
    assert late.sees.endswith(f"Yours were received. Your code: {talk.session.receipt}")
    assert late.presses("no").session.hear_back is False


def test_a_kept_fact_tells_what_was_there_before():
    talk = begun(*QUESTIONS).says("yes").presses("back").says("no")
    first, reopened, second = (fact for fact in talk.facts if isinstance(fact, Kept))
    assert first.was is None
    assert (reopened.answer.value, reopened.answer.revision) == ("yes", 2)
    assert (second.was, second.answer.value) == (reopened.answer, "no")
