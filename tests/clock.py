"""The time in tests: it stands still until told."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass
class Clock:
    """Called, it gives the time; 10 March 2026 at noon in Paris, until it is moved."""

    now: datetime = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> datetime:
        """Moves on, as `forward(days=2, hours=1)`."""
        self.now += timedelta(**by)
        return self.now
