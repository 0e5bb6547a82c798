"""Days, moments and times of day, in a zone where the clocks change."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from evaluation import text, true

UTC = ZoneInfo("UTC")
PHOENIX = ZoneInfo("America/Phoenix")


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("date('2000-05-01') + 1", "11079"),  # a number…
        ("date(date('2000-05-01') + 1)", "2000-05-02"),  # … and a day again
        ("date(11079)", "2000-05-02"),
        ("date('11079')", "2000-05-02"),  # a calculation's number, read back as text
        ("date(11079.9)", "2000-05-02"),
        ("date(-1)", "1969-12-31"),
        ("date(/data/born)", "2000-05-01"),
        ("date('nonsense')", ""),
        ("date('2026-02-30')", ""),
        ("date('2026-3-1')", "2026-03-01"),
        ("date('')", ""),
        ("date(true())", ""),
        ("date(1 div 0)", ""),
        ("date(99999999)", ""),
        ("date(/data/met)", "2026-03-29"),
        ("date('2026-03-29T23:30:00Z')", "2026-03-30"),  # in Paris
        ("/data/born + 1", "11079"),
        ("number(/data/born)", "11078"),
        ("number('2026-03-29T12:00:00+02:00')", "20541.5"),
        ("number('2026-03-29T12:00')", "20541.5"),  # without an offset: the survey's zone
        ("number('2026-03-29T12:00:00Z')", "20541.583333333332"),
        ("'0001-01-01T00:00:00+14:00' + 1", ""),
        ("'2026-03-29T25:00' + 1", ""),
        ("'2026-03-29T12:00+99:00' + 1", ""),
        ("today() - /data/born", "9464"),
        ("int((today() - /data/born) div 365.25)", "25"),
        ("date(today() - 1)", "2026-03-29"),
        ("date-time('2026-03-29T10:00:00Z')", "2026-03-29T12:00:00.000+02:00"),
        ("date-time('2026-01-15')", "2026-01-15T00:00:00.000+01:00"),
        ("date-time(20541.5)", "2026-03-29T12:00:00.000+02:00"),
        ("date-time('x')", ""),
        ("decimal-date-time('1970-01-01T12:00:00+01:00')", "0.5"),
        ("decimal-date-time(/data/born)", "11078"),
        ("decimal-date-time('x')", ""),
        ("decimal-time('12:00:00.000+02:00')", "0.5"),
        ("decimal-time('10:00Z')", "0.5"),
        ("decimal-time('18:00')", "0.75"),
        ("decimal-time('2026-03-29T06:00')", "0.25"),
        ("decimal-time('noon')", ""),
        ("format-date-time('10:20+02:00', '%H:%M')", "10:20"),
        ("format-date('2026-03-05', '%Y %y %m %n %d %e')", "2026 26 03 3 05 5"),
        ("format-date('2026-03-05', '%a %b')", "Thu Mar"),
        ("format-date(20517, '%Y-%m-%d')", "2026-03-05"),
        ("format-date-time('2026-03-05T04:07:09.012', '%H %h %M %S %3')", "04 4 07 09 012"),
        ("format-date('2026-03-05', '100%% %Q %')", "100%% %Q %"),
        ("format-date('x', '%Y')", ""),
        ("format-date(/data/e, '%Y')", ""),
    ],
)
def test_days_are_counted_from_1970(source, result):
    assert text(source) == result


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("/data/born < today()", True),
        ("/data/born <= '2000-05-01'", True),
        ("/data/born > '2000-04-30'", True),
        ("/data/born = '2000-05-01'", True),  # text against text
        ("/data/born = 11078", True),
        ("'2026-03-29T10:20+02:00' = '2026-03-29T08:20Z'", False),  # text against text
        ("'2026-03-29T10:20+02:00' <= '2026-03-29T08:20Z'", True),
        ("now() >= today()", True),
        ("now() < today() + 1", True),
        ("today() = '2026-03-30'", True),
        ("/data/e < today()", False),
        ("/data/e >= today()", False),
        ("'yesterday' < today()", False),
    ],
)
def test_days_compare(source, holds):
    assert true(source) is holds


def test_the_zone_is_the_surveys_not_the_machines():
    assert text("today()", zone=UTC) == "2026-03-29"
    assert text("now()", zone=PHOENIX) == "2026-03-29T15:30:15.250-07:00"
    assert text("format-date-time('2026-03-29T10:20+02:00', '%H:%M')", zone=UTC) == "08:20"
    assert text("format-date-time('10:20+02:00', '%H:%M')", zone=UTC) == "08:20"
    assert text("decimal-time('10:20+02:00')", zone=UTC) == text("decimal-time('08:20')", zone=UTC)


def test_the_clock_is_an_argument():
    assert text("today()", now=datetime(1999, 12, 31, 23, 30, tzinfo=UTC)) == "2000-01-01"


@pytest.mark.parametrize(
    ("language", "shown"),
    [("fr", "jeu. mars"), ("en", "Thu Mar"), ("pt-BR", "qui. mar."), ("Sauce", "Thu Mar"), ("", "Thu Mar")],
)
def test_months_are_named_in_the_language_spoken(language, shown):
    assert text("format-date('2026-03-05', '%a %b')", language=language) == shown
