"""How fast a channel may be written to: evenly, so many messages a second in all, and slowly to each chat.

There is no bucket for the whole: thirty messages at once, after a quiet minute, are already too many.
"""

from collections.abc import Callable

_FORGET_ABOVE = 1000


class Pace:
    """Times are seconds of a clock that never jumps (`now`), as the event loop's.

    `chat_gap` is what a message to one chat costs in seconds; `chat_burst` of them may be
    sent at once before that is felt.
    """

    def __init__(
        self,
        now: Callable[[], float],
        per_second: float = 28.0,
        chat_gap: float = 1.05,
        chat_burst: int = 3,
    ) -> None:
        self._now = now
        self._gap = 1 / per_second
        self._chat_gap = chat_gap
        self._tolerance = chat_gap * (chat_burst - 1)
        self._next = 0.0
        self._paid_until: dict[int, float] = {}
        self._paused_until = 0.0
        self.replies = 0
        """How many replies wait for their turn: a broadcast lets them go first."""

    def wait(self) -> float:
        """Seconds until anything may leave; 0.0 means now."""
        return max(0.0, max(self._next, self._paused_until) - self._now())

    def chat_wait(self, chat: int) -> float:
        """Seconds until `chat` may be written to, as far as that chat goes."""
        return max(0.0, self._paid_until.get(chat, 0.0) - self._tolerance - self._now())

    def spend(self, chat: int) -> None:
        """A message leaves for `chat`."""
        now = self._now()
        self._next = max(self._next, now - self._gap) + self._gap
        self._paid_until[chat] = max(self._paid_until.get(chat, 0.0), now) + self._chat_gap
        if len(self._paid_until) > _FORGET_ABOVE:
            self._paid_until = {chat: until for chat, until in self._paid_until.items() if until > now}

    def paused(self) -> bool:
        return self._now() < self._paused_until

    def pause(self, seconds: float) -> None:
        """Nothing leaves for so long; a pause is never shortened."""
        self._paused_until = max(self._paused_until, self._now() + seconds)
