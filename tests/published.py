"""A forum that is over: forty answers of its visitors, with small groups among them, and free words."""

from typing import Any

import factories
from town import Town

from storage.campaigns import Campaign, State
from storage.database import Db

FREE_WORDS = "Des bancs, SECRET"
PEOPLE = 40


async def over(town: Town, code: str = "FORUM", people: int = PEOPLE) -> Campaign:
    """Its answers were given, and it has closed."""
    campaign = await town.asks("forum", code)
    await town.database.write(fill, campaign.id, people)
    await town.steers(campaign, State.CLOSED)
    return campaign


def fill(db: Db, campaign_id: int, people: int) -> None:
    for place in range(people):
        given = {f"/data/{name}": value for name, value in _of_one(place).items()}
        factories.answered(db, campaign_id, given, sent=place % 5 != 4)


def _of_one(place: int) -> dict[str, Any]:
    """Three people could not speak at all, and one in four has no words to add."""
    kept_silent = {} if place < 28 else {"prevented": ("time", "noise", "time")[place % 3]}
    return kept_silent | {
        "useful": str(1 + place % 5),
        "spoke": "yes" if place < 28 else "partly" if place < 37 else "no",
        "follow": ["nature", "housing"] if place % 3 else ["streets"],
        "heard": ("poster", "neighbour", "poster", "town")[place % 4],
        "better": FREE_WORDS if place % 4 else None,
    }
