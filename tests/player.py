"""A resident who talks with the bot: says, taps, sees.

`Player` is what a transcript needs of a channel; each channel has one of its own. The one here speaks to
the intake with nothing in between, on a channel that keeps its log, as the web does, or edits its cards,
as Telegram does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Protocol

from town import Town

from bot import outbox
from bot.channel import CHANNELS, Brought, Card, Delivered, Inbound, Key, Outgoing, Press, Rewritten
from dialogs.turn import Placed, Typed
from storage import respondents
from storage.database import Db

BOXES = {True: "☑ ", False: "☐ ", None: ""}
_numbers = count(1)


class Player(Protocol):
    async def says(self, text: str) -> None: ...

    async def taps(self, label: str) -> None:
        """The newest button that reads so, its box left out."""
        ...

    async def shares(self, latitude: float, longitude: float) -> None: ...

    async def looks(self) -> None:
        """Takes in what came without their saying anything; it is what they see then."""
        ...

    async def sees(self) -> list[str]:
        """The lines shown since the last thing said or tapped; each button is a line, in [brackets]."""
        ...


@dataclass
class Direct:
    """A player with no channel between. `shown` are the cards of their chat by message, as they read now."""

    town: Town
    channel: str = "web"
    address: str = field(default_factory=lambda: f"42{next(_numbers)}")
    language: str | None = "fr"
    shown: dict[str, Card] = field(default_factory=dict)
    new: list[Card] = field(default_factory=list)
    messages: Iterator[int] = field(default_factory=lambda: count(100))
    chats: "dict[str, Direct]" = field(default_factory=dict)
    """Everybody who is played, by address: what is sent reaches each of them."""

    def __post_init__(self) -> None:
        self.chats[f"{self.channel}:{self.address}"] = self

    async def another(self) -> "Direct":
        """Somebody else, on the same channel."""
        return Direct(self.town, self.channel, language=self.language, chats=self.chats)

    async def says(self, text: str) -> None:
        await self.brings(Typed(text), message=str(next(self.messages)))

    async def taps(self, label: str) -> None:
        message, key = self.button(label)
        await self.brings(Press(key.press, message))

    async def shares(self, latitude: float, longitude: float) -> None:
        await self.brings(Placed(latitude, longitude))

    async def rewrites(self, message: str, text: str) -> None:
        await self.brings(Rewritten(message, text))

    async def sees(self) -> list[str]:
        return [line for card in self.new for line in lines(card)]

    async def brings(self, brought: Brought, **more: object) -> tuple[Outgoing, ...]:
        rows = await self.town.intake.take(self.inbound(brought, **more))
        await self.hears(rows)
        return rows

    def inbound(self, brought: Brought, key: str = "", message: str = "", private: bool = True) -> Inbound:
        return Inbound(
            key=key or f"{self.channel}:{next(_numbers)}",
            channel=self.channel,
            address=f"{self.channel}:{self.address}",
            brought=brought,
            at=self.town.clock(),
            language=self.language,
            message=message if self.channel == "telegram" else "",
            private=private,
        )

    async def hears(self, rows: tuple[Outgoing, ...]) -> None:
        """The cards arrive: by the page's own stream, or by whoever sends them."""
        self.new = []
        if CHANNELS[self.channel].keeps_log:
            self.gets({str(row.seq): row.card for row in rows})
        else:
            await self._sent()

    async def looks(self) -> None:
        if not CHANNELS[self.channel].keeps_log:
            await self._sent()
            return
        newest = max(map(int, self.shown), default=0)
        rows = await self.town.database.read(self._since, newest)
        self.gets({str(row.seq): row.card for row in rows})

    def gets(self, cards: dict[str, Card]) -> None:
        self.new += [card for card in cards.values() if not card.mine]
        self.shown |= cards

    def _since(self, db: Db, newest: int) -> list[Outgoing]:
        found = respondents.find(db, self.town.house.keys, f"{self.channel}:{self.address}")
        return outbox.since(db, found[0], newest) if found else []

    async def _sent(self) -> None:
        """What a sender would do, with nobody's help."""
        now = self.town.clock()
        claimed = await self.town.database.write(
            outbox.claim, self.town.house.keys, self.channel, now, 50, now + timedelta(minutes=1)
        )
        sent = [(row, Delivered(row.card.edits or str(next(self.messages)))) for row in claimed]
        for row, delivered in sent:
            self.chats[row.address].gets({delivered.message: row.card})
        await self.town.database.write(outbox.settle, self.town.house.keys, sent, now)

    def button(self, label: str) -> tuple[str, Key]:
        """The newest button that reads so, and the message that bears it."""
        for message, card in reversed(self.shown.items()):
            for key in (key for row in card.keys for key in row):
                if key.label == label:
                    return message, key
        labels = [key.label for card in self.new for row in card.keys for key in row]
        raise AssertionError(f"no button “{label}”; there are {labels}")


def lines(card: Card) -> list[str]:
    """A card as text, top to bottom, in the order in which every channel shows it."""
    body = ["".join(span.text for span in spans) for spans in card.body]
    if card.head:
        body = [f"{card.head} · {body[0]}", *body[1:]] if body else [card.head]
    return [
        *([f"({card.notice})"] if card.notice else []),
        *(f"✓ {line.label} : {line.value}" for line in card.done[-1:]),
        *([card.section] if card.section else []),
        *body,
        *([card.hint] if card.hint else []),
        *(f"· {line.label} : {line.value}" for line in card.lines),
        *(f"[{BOXES[key.chosen]}{key.label}]" for row in card.keys for key in row),
    ]
