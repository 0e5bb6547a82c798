"""Words for people who did not just write: at the address where they are best reached, when they are up.

A log shows them at once, since it wakes nobody. A channel that rings waits for the morning.
"""

from collections.abc import Sequence
from datetime import datetime

from bot import render
from bot.house import House
from bot.outbox import Promise
from bot.render import Reader
from dialogs.hours import awake
from dialogs.turn import Reply
from storage import respondents
from storage.database import Db


def promises(db: Db, house: House, people: Sequence[int], reply: Reply, now: datetime) -> tuple[Promise, ...]:
    """A card for each of them who can be reached and did not say /stop, in their own language."""
    due = awake(now, house.zone)
    reached = respondents.reachable(db, people)
    cards = (render.render(reply, _reader(house, one.language)) for one in reached)
    return tuple(
        Promise(one.id, one.address_id, one.channel, card, due_at=due)
        for one, card in zip(reached, cards, strict=True)
    )


def _reader(house: House, language: str | None) -> Reader:
    catalogue = house.catalogue(language)
    return Reader(catalogue, (language, catalogue.language))
