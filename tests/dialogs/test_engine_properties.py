"""Whatever is said, in whatever order: nothing fails, nothing counts twice, answers decide the place."""

from dataclasses import replace

import msgspec
from hypothesis import example, given, settings
from hypothesis import strategies as st
from talking import CAMPAIGN, NOW, ZONE, Talk, choices, q, survey

from dialogs.engine import show, step
from dialogs.path import walk
from dialogs.questions import KINDS
from dialogs.survey import Survey
from dialogs.turn import Answer, Attached, Edited, Placed, Pressed, Said, Session, Tapped, Turn, Typed

SURVEY = survey(
    q("note", "hello"),
    q("select_one", "visit", of="yes_no", required="true()"),
    q("select_one", "town", of="towns", relevant="${visit} = 'yes'"),
    q("select_multiple", "topics", of="topics", constraint="count-selected(.) <= 2"),
    q("rank", "order", of="topics"),
    q("text", "why", "Why, ${visit}?", relevant="selected(${topics}, 'trees')"),
    q("integer", "age", constraint=". <= 120", default="30"),
    q("decimal", "share", constraint=". <= ${age}"),
    q("range", "mark", bounds="1 5 1", required="${age} > 20"),
    q("date", "day", constraint=". <= today()"),
    q("time", "hour"),
    q("dateTime", "when", constraint=". <= now()"),
    q("acknowledge", "read"),
    q("geopoint", "place"),
    q("geotrace", "way"),
    q("geoshape", "area"),
    q("image", "photo"),
    q("audio", "sound"),
    q("video", "film"),
    q("file", "plan"),
    q("barcode", "code"),
    q("select_one", "shade", of="shades", filtered="name = 'red' or ${visit} = 'no'"),
    q("calculate", "sum", calculation="${age} + ${mark}"),
    q("hidden", "source"),
    lists={
        "towns": choices(*(f"Town {n}" for n in range(30))),
        "shades": choices("Red", "Blue", ("nsp", "No word")),
    },
    languages=("en", "fr"),
)
LAST = len(SURVEY.questions)

texts = st.one_of(
    st.sampled_from(
        [
            "yes",
            "no",
            "1",
            "2",
            "1,3",
            "trees et benches",
            "town 3",
            "town",
            "because",
            "12,5",
            "4",
            "hier",
            "12/03/2026",
            "31/02/2026",
            "14 h 30",
            "hier à 9 h",
            "44.8 -0.5",
            "1 1; 1 2; 2 2",
            "done",
            "undo",
            "ok",
            "skip",
            "retour",
            "send",
            "modifier",
            "plus tard",
            "?",
            "red",
            "blue",
            "",
            "\x00",
            "x" * 5000,
        ]
    ),
    st.text(max_size=30),
)
ops = st.one_of(
    st.sampled_from(
        ["done", "skip", "keep", "open", "back", "page:0", "page:1", "page:99999", "=OK", "=2026-03-10"]
    ),
    st.builds("{}{}".format, st.sampled_from("=+-"), st.integers(-1, 6)),
    st.text(max_size=6),
)
taps = st.builds(Tapped, st.integers(0, LAST), st.integers(0, 4), ops)
presses = st.builds(
    Pressed,
    st.sampled_from(
        [
            "begin",
            "minor",
            "more",
            "send",
            "correct",
            "correct:1",
            "resume",
            "later",
            "back",
            "skip",
            "yes",
            "no",
            "lang:fr",
            "lang:en",
            "lang:x",
            "lang",
            "help",
            "nothing",
        ]
    ),
)
files = st.builds(
    Attached,
    st.sampled_from(["image", "audio", "video", "sticker", "file", "odd"]),
    st.sampled_from(["f", ""]),
)
places = st.builds(Placed, st.floats(), st.floats(), st.floats(), st.floats())
said = st.one_of(
    st.builds(Typed, texts), taps, presses, files, places, st.builds(Edited, st.integers(0, LAST), texts)
)
campaigns = st.sampled_from(
    [
        CAMPAIGN,
        replace(CAMPAIGN, corrections=False),
        replace(CAMPAIGN, ideas=True),
        replace(CAMPAIGN, preview=True),
    ]
)


def hears(session: Session, *inputs: Said) -> Turn:
    turn = show(SURVEY, session, NOW, ZONE, 5)
    for one in inputs:
        turn = step(SURVEY, turn.session, one, NOW, ZONE, 5)
    return turn


@settings(max_examples=150, deadline=None)
@given(campaigns, st.lists(said, max_size=25), st.booleans())
@example(CAMPAIGN, [Tapped(3, 0, "+0"), Tapped(3, 0, "done"), Tapped(3, 0, "-0")], True)
def test_any_sequence_is_answered_and_shown_again(campaign, inputs, begun):
    session = Session(1, campaign, begun=begun)
    for one in inputs:
        turn = step(SURVEY, session, one, NOW, ZONE, 5)
        assert turn.replies
        assert all(reply.body or reply.lines for reply in turn.replies)
        session = turn.session
        assert show(SURVEY, session, NOW, ZONE, 5).session == session


@settings(max_examples=100, deadline=None)
@given(st.lists(said, max_size=15), st.one_of(taps, presses.filter(lambda p: p.op not in ("back", "skip"))))
def test_the_same_press_twice_is_one(inputs, press):
    session = hears(Session(1, CAMPAIGN, begun=True), *inputs).session
    once = hears(session, press).session
    assert hears(session, press, press).session == once


@settings(max_examples=100, deadline=None)
@given(st.lists(said, max_size=20))
def test_a_session_written_down_between_any_two_steps_goes_on_as_if_it_had_not(inputs):
    straight = kept = Session(1, CAMPAIGN, begun=True)
    for one in inputs:
        straight = hears(straight, one).session
        kept = replace(hears(kept, one).session, answers=_written_and_read(kept, one))
    assert kept == straight


def _written_and_read(session: Session, one: Said) -> dict[str, Answer]:
    """The answers as the facts of the turn leave them in a database."""
    rows = {path: msgspec.json.encode(answer) for path, answer in session.answers.items()}
    for fact in hears(session, one).facts:
        if hasattr(fact, "path"):
            assert fact.was == (
                msgspec.json.decode(rows[fact.path], type=Answer) if fact.path in rows else None
            )
            rows[fact.path] = msgspec.json.encode(fact.answer)
    return {path: msgspec.json.decode(row, type=Answer) for path, row in rows.items()}


@settings(max_examples=100, deadline=None)
@given(st.lists(said, max_size=30))
def test_any_way_round_ends_where_answering_straight_ends(inputs):
    """Corrections, hidden answers and old cards leave nothing behind: only the answers count."""
    wandering = hears(Session(1, CAMPAIGN, begun=True), *inputs).session
    wandering = replace(wandering, reopened=None, slips=0, receipt=None, changed=False, hear_back=None)
    path = walk(SURVEY, wandering, NOW, ZONE, 5)
    straight = Session(1, CAMPAIGN, begun=True, minor=wandering.minor, language=wandering.language)
    for question in path.answered:
        answer = wandering.answers[question.path]
        straight = replace(straight, answers={**straight.answers, question.path: answer})
    assert _stands(straight) == _stands(wandering)


def _stands(session: Session) -> tuple[object, ...]:
    path = walk(SURVEY, session, NOW, ZONE, 5)
    values = {q.path: path.filled.value(q.path) for q in path.answered}
    return path.stage, path.current and path.current.path, values, [q.path for q in path.questions]


@settings(max_examples=50, deadline=None)
@given(st.lists(said, max_size=25))
def test_the_position_never_falls_while_one_only_goes_on(inputs):
    """Going on means typing and sharing: what goes back, edits or taps old cards is a reason to fall."""
    talk = Talk(SURVEY, Session(1, CAMPAIGN, begun=True))
    shown = 0
    for one in inputs:
        if isinstance(one, Typed | Placed | Attached) and talk.session.reopened is None:
            talk.hears(one)
            head = talk.head.partition(" of ")[0]
            if head.isdecimal():
                assert int(head) >= shown
                shown = int(head)


def test_the_survey_of_these_tests_has_every_kind():
    assert {question.kind for question in SURVEY.questions} == set(KINDS)
    assert isinstance(SURVEY, Survey)
