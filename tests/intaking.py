"""An intake that only writes down what it is given, for tests of a channel alone."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.channel import Brought, Card, Inbound, Outgoing


@dataclass
class Notebook:
    """`fails` are keys that are refused so many times; `notice` is what each inbound is answered with."""

    taken: list[Inbound] = field(default_factory=list)
    fails: dict[str, int] = field(default_factory=dict)
    notice: str = ""
    told: Callable[[], None] = lambda: None

    async def take(self, inbound: Inbound) -> tuple[Outgoing, ...]:
        if self.fails.get(inbound.key):
            self.fails[inbound.key] -= 1
            raise OSError("the database is away")
        self.taken.append(inbound)
        self.told()
        return (Outgoing(1, 1, inbound.address, 1, Card("fr", "ltr", notice=self.notice)),)

    @property
    def brought(self) -> list[Brought]:
        return [inbound.brought for inbound in self.taken]
