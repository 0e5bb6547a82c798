"""How fast one browser may speak. Never keyed on an IP address: a hall of 300 people shares one."""

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

KEPT = 20_000
"""Browsers remembered; the one silent for longest is forgotten first, which only forgives it."""


class Limiter:
    """A bucket of `burst` messages for each address, refilled at `rate` a second."""

    def __init__(self, burst: float, rate: float, clock: Callable[[], float] = monotonic) -> None:
        self._burst, self._rate, self._clock = burst, rate, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Seconds until `address` may speak again; 0 if it may now, and then that is counted."""
        now = self._clock()
        left, at = self._buckets.pop(address, (self._burst, now))
        left = min(self._burst, left + (now - at) * self._rate)
        admitted = left >= 1
        self._buckets[address] = (left - 1 if admitted else left, now)
        if len(self._buckets) > KEPT:
            self._buckets.popitem(last=False)
        return 0.0 if admitted else (1 - left) / self._rate
