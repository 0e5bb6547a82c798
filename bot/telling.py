"""Words for people who did not just write: at the address where they are best reached, when they are up.

A log shows them at once, since it wakes nobody. A channel that rings waits for the morning.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta, tzinfo

from bot import render
from bot.house import House
from bot.outbox import Promise
from bot.render import Reader
from dialogs.turn import Reply
from storage import respondents
from storage.database import Db

MORNING, EVENING = time(9), time(20)


def promises(db: Db, house: House, people: Sequence[int], reply: Reply, now: datetime) -> tuple[Promise, ...]:
    """A card for each of them who can be reached and did not say /stop, in their own language."""
    due = awake(now, house.zone)
    reached = respondents.reachable(db, people)
    cards = (render.render(reply, _reader(house, one.language)) for one in reached)
    return tuple(
        Promise(one.id, one.address_id, one.channel, card, due_at=due)
        for one, card in zip(reached, cards, strict=True)
    )


def awake(now: datetime, zone: tzinfo) -> datetime:
    """`now`, or the next morning where people sleep."""
    local = now.astimezone(zone)
    if MORNING <= local.time() < EVENING:
        return now
    day = local.date() + timedelta(days=local.time() >= EVENING)
    return datetime.combine(day, MORNING, zone)


def _reader(house: House, language: str | None) -> Reader:
    catalogue = house.catalogue(language)
    return Reader(catalogue, (language, catalogue.language))
