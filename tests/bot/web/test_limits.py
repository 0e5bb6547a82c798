"""One browser is slowed down; its neighbours, behind the same router, are not."""

from bot.channels.web import limits
from bot.channels.web.limits import Limiter


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_let_through_and_the_next_message_waits() -> None:
    limiter = Limiter(burst=3, rate=1, clock=Seconds())
    assert [limiter.wait("web:a") for _ in range(4)] == [0, 0, 0, 1]


def test_waiting_as_long_as_asked_is_enough() -> None:
    clock = Seconds()
    limiter = Limiter(burst=1, rate=0.5, clock=clock)
    limiter.wait("web:a")
    clock.now += limiter.wait("web:a")
    assert limiter.wait("web:a") == 0


def test_one_browser_never_slows_another_down() -> None:
    limiter = Limiter(burst=1, rate=1, clock=Seconds())
    assert [limiter.wait(f"web:{n}") for n in range(300)] == [0] * 300


def test_only_so_many_browsers_are_remembered(monkeypatch) -> None:
    monkeypatch.setattr(limits, "KEPT", 2)
    limiter = Limiter(burst=1, rate=0.001, clock=Seconds())
    for address in ("a", "b", "c"):
        limiter.wait(address)
    assert limiter.wait("c") > 0
    assert limiter.wait("a") == 0
