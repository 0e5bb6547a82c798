"""The bounds that a picker may show: only those that a constraint plainly states."""

import pytest
from talking import NOW, q

from dialogs.questions import bounds
from dialogs.survey import Question


def bearing(constraint: str) -> Question:
    return q("integer", "a", constraint=constraint)


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        (". >= 0 and . <= 120", ("0", "120")),
        (". > 0 and . < 10.5", ("1", "9.5")),
        (".>=2 and .>=4", ("4", "")),
        (". <= 5 or . = 9", ("", "")),
        (". < today()", ("", "")),
        ("regex(., '^1')", ("", "")),
    ],
)
def test_bounds_of_a_number(constraint: str, expected: tuple[str, str]):
    assert bounds.of_number(bearing(constraint), step=1) == expected


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        (". <= today()", ("", "2026-03-12")),
        (". > '2026-01-01' and . < date('2026-12-31')", ("2026-01-02", "2026-12-30")),
        (". >= '2026-02-31'", ("", "")),
        (". <= 5", ("", "")),
    ],
)
def test_bounds_of_a_day(constraint: str, expected: tuple[str, str]):
    assert bounds.of_date(bearing(constraint), NOW.date()) == expected


def test_no_constraint_has_no_bounds():
    assert bounds.of_number(q("integer", "a")) == ("", "")
