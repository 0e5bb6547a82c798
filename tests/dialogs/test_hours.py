"""When people may be written to unasked."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dialogs.hours import awake

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-03-10T09:00", "2026-03-10T09:00"),
        ("2026-03-10T19:59", "2026-03-10T19:59"),
        ("2026-03-10T20:00", "2026-03-11T09:00"),
        ("2026-03-10T23:59", "2026-03-11T09:00"),
        ("2026-03-11T00:00", "2026-03-11T09:00"),
        ("2026-03-11T08:59", "2026-03-11T09:00"),
        ("2026-03-28T22:00", "2026-03-29T09:00"),  # the night in which an hour is left out
        ("2026-12-31T22:00", "2027-01-01T09:00"),
    ],
)
@pytest.mark.parametrize("seen_from", [PARIS, ZoneInfo("UTC"), ZoneInfo("Pacific/Noumea")], ids=str)
def test_nobody_is_woken(now: str, due: str, seen_from: ZoneInfo):
    moment = datetime.fromisoformat(now).replace(tzinfo=PARIS).astimezone(seen_from)
    assert awake(moment, PARIS) == datetime.fromisoformat(due).replace(tzinfo=PARIS)
