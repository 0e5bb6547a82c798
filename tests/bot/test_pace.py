"""How fast Telegram is written to, by a clock that the test moves."""

from itertools import pairwise

import pytest

from bot.pace import Pace


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def leave(pace: Pace, seconds: Seconds, chats: list[int], until: float) -> list[tuple[float, int]]:
    """Sends to `chats` in order, each as soon as the pace lets it."""
    left = []
    for chat in chats:
        while wait := max(pace.wait(), pace.chat_wait(chat)):
            seconds.now += wait
        if seconds.now > until:
            break
        pace.spend(chat)
        left.append((seconds.now, chat))
    return left


def test_messages_leave_evenly_and_never_more_than_thirty_in_a_second(seconds):
    left = leave(Pace(seconds), seconds, list(range(500)), until=110.0)
    times = [at for at, _ in left]
    assert max(sum(start <= at < start + 1 for at in times) for start in times) <= 30
    assert len(times) >= 270, "and the budget is used"


def test_one_chat_gets_a_short_burst_and_then_one_a_second(seconds):
    times = [at - 100 for at, _ in leave(Pace(seconds), seconds, [7] * 6, until=200.0)]
    assert times[2] < 0.2
    assert [round(later - earlier) for earlier, later in pairwise(times[2:])] == [1, 1, 1]


def test_a_quiet_chat_has_its_burst_back(seconds):
    pace = Pace(seconds)
    leave(pace, seconds, [7] * 3, until=200.0)
    seconds.now += 60
    start = seconds.now
    assert leave(pace, seconds, [7] * 3, until=200.0)[-1][0] - start < 0.2


def test_a_pause_holds_up_everything_and_is_never_shortened(seconds):
    pace = Pace(seconds)
    pace.pause(5)
    pace.pause(2)
    assert pace.wait() == 5
    seconds.now += 5
    assert pace.wait() == 0


def test_chats_long_quiet_are_not_remembered(seconds):
    pace = Pace(seconds, per_second=1e6)
    for chat in range(3000):
        pace.spend(chat)
        seconds.now += 1
    assert len(pace._paid_until) < 1100
