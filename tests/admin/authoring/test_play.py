"""What is played follows the form as it stands, settings that set one another included."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from workbooks import survey

from admin.authoring.play import play

HEADERS = "type name label calculation trigger"


def values(authored, *steps: list[object]) -> dict[str, str]:
    assert authored.survey, authored.findings
    state = play(authored.survey, list(steps), datetime(2026, 3, 12, tzinfo=UTC), ZoneInfo("Europe/Paris"))
    return state["values"]


def test_a_trigger_sets_when_the_answer_changes():
    authored = survey(
        ["text", "a", "A?", None, None],
        ["calculate", "copy", None, "concat(${a}, '!')", "${a}"],
        ["text", "b", "B?", None, "${a}"],
        headers=HEADERS,
    )
    assert values(authored, ["/data/b", "mine"]) == {"/data/a": "", "/data/copy": "", "/data/b": "mine"}
    assert values(authored, ["/data/b", "mine"], ["/data/a", "x"]) == {
        "/data/a": "x",
        "/data/copy": "x!",
        "/data/b": "",
    }


def test_two_that_set_one_another_come_to_an_end():
    authored = survey(
        ["text", "a", "A?", "concat(${b}, 'x')", "${b}"],
        ["text", "b", "B?", "concat(${a}, 'y')", "${a}"],
        headers=HEADERS,
    )
    assert values(authored, ["/data/a", "1"]) == {"/data/a": "1", "/data/b": "1y"}
