"""What reached the fake and when, by a clock that never jumps; and the limits, if they are kept."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from botapi.call import Call
from botapi.trouble import flood


@dataclass
class Arrival:
    at: float
    call: Call
    paced: bool
    status: int = 0

    @property
    def chat(self) -> int | None:
        return self.call.chat


class Arrivals(list[Arrival]):
    def of(self, method: str, chat: int | None = None) -> list[Arrival]:
        return [a for a in self if a.call.method == method and chat in (None, a.chat)]

    def messages(self, chat: int | None = None) -> list[Arrival]:
        """The calls that spend the token's budget."""
        return [a for a in self if a.paced and chat in (None, a.chat)]

    def busiest(self, window: float = 1.0, chat: int | None = None) -> int:
        """The most calls that fell into any `window` seconds."""
        return _busiest((a.at for a in self.messages(chat)), window)

    def between(self, start: float, end: float) -> list[Arrival]:
        return [a for a in self.messages() if start < a.at < end]


def _busiest(times: Iterable[float], window: float) -> int:
    recent: deque[float] = deque()
    most = 0
    for at in times:
        recent.append(at)
        while recent[0] <= at - window:
            recent.popleft()
        most = max(most, len(recent))
    return most


class Limits:
    """Telegram's published pace, kept to the letter: so many a second in all, and to one chat."""

    def __init__(self, per_second: int = 30, chat_burst: int = 3, chat_gap: float = 1.0) -> None:
        self.per_second, self.chat_burst, self.chat_gap = per_second, chat_burst, chat_gap
        self._all: deque[float] = deque()
        self._debt: dict[int, tuple[float, float]] = {}

    def check(self, at: float, chat: int | None) -> None:
        while self._all and self._all[0] <= at - 1.0:
            self._all.popleft()
        if len(self._all) >= self.per_second:
            raise flood(1)
        if chat is not None:
            self._spend(at, chat)
        self._all.append(at)

    def _spend(self, at: float, chat: int) -> None:
        """A bucket that holds `chat_burst` messages and gets one back every `chat_gap` seconds."""
        spent, since = self._debt.get(chat, (0.0, at))
        spent = max(0.0, spent - (at - since) / self.chat_gap)
        if spent > self.chat_burst - 1 + 0.05:
            raise flood(1)
        self._debt[chat] = (spent + 1, at)
