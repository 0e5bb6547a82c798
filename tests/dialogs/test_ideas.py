"""The life of an idea, as tables: what it is made of, what it may become, how it reads."""

import factories
import pytest

from dialogs.ideas import (
    ANSWERABLE,
    REASONS,
    STATES,
    Draft,
    IdeaState,
    Moderation,
    drafted,
    may_become,
    needs_words,
    standing,
    supportable,
    theme,
)
from dialogs.turn import Answer, AnswerState

BOX = factories.survey(
    factories.question("title"),
    factories.question("text"),
    factories.question("theme", "select_one", choices=("green", "play")),
    factories.question("photo", "image"),
    factories.question("place", "geopoint"),
)


def said(**values: str) -> dict[str, Answer]:
    return {f"/data/{name}": Answer(value) for name, value in values.items()}


@pytest.mark.parametrize(
    ("answers", "draft"),
    [
        ({}, None),
        (said(theme="green"), None),
        (said(title="Bancs"), Draft("Bancs")),
        (said(text="Des bancs à l’ombre"), Draft("Des bancs à l’ombre", "Des bancs à l’ombre")),
        (said(text="x" * 200), Draft("x" * 80, "x" * 200)),
        (
            said(title="Bancs", text="Ici", theme="green", photo="a.jpg", place="44.84 -0.57 0 0"),
            Draft("Bancs", "Ici", "green", "a.jpg", 44.84, -0.57),
        ),
        ({**said(title="Bancs"), "/data/text": Answer("Ici", AnswerState.HIDDEN)}, Draft("Bancs")),
        ({**said(title="Bancs"), "/data/photo": Answer("", AnswerState.SKIPPED)}, Draft("Bancs")),
    ],
)
def test_an_idea_is_made_of_the_answers_that_stand(answers: dict[str, Answer], draft: Draft | None):
    assert drafted(BOX, answers) == draft


@pytest.mark.parametrize("name", ["green", "play"])
def test_a_theme_is_worded_by_its_survey(name: str):
    assert theme(BOX, name) == factories.label(f"Choix {name}").plain


def test_a_theme_that_the_survey_does_not_have_is_none():
    assert theme(BOX, "") is None
    assert theme(factories.survey(factories.question("title")), "green") is None


def test_every_state_has_words():
    assert set(STATES) == set(IdeaState)


@pytest.mark.parametrize("state", IdeaState)
@pytest.mark.parametrize("moderation", Moderation)
def test_only_what_is_shown_and_alive_is_supported_and_answered(state: IdeaState, moderation: Moderation):
    alive = moderation is Moderation.PUBLISHED and state not in (IdeaState.WITHDRAWN, IdeaState.MERGED)
    assert supportable(state, moderation) is alive
    assert may_become(state, moderation) == (ANSWERABLE if alive else ())


def test_a_decision_needs_its_reason():
    assert {state for state in IdeaState if needs_words(state)} == {IdeaState.ACCEPTED, IdeaState.REJECTED}


@pytest.mark.parametrize(
    ("moderation", "reason", "state", "words"),
    [
        ("pending", "", "not_answered", "Waiting to be read by the town"),
        ("declined", "spam", "not_answered", "Not published. {reason}"),
        ("published", "", "not_answered", "Awaiting an answer"),
        ("published", "", "rejected", "Not accepted"),
    ],
)
def test_where_an_idea_stands_reads_in_words(moderation: str, reason: str, state: str, words: str):
    msg = standing(Moderation(moderation), reason, IdeaState(state))
    assert msg.text == words
    if reason:
        assert dict(msg.values)["reason"] == REASONS[reason]
