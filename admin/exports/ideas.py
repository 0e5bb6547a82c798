"""What both files of ideas share: the published ones, without their authors, and where they may be shown.

Authors were told that a place is rounded on the public map; and a place with few ideas is not shown
at all, unless as many as the smallest cell fall on it.
"""

from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from storage import ideas
from storage.campaigns import Campaign
from storage.database import Db
from storage.ideas import Idea

Point: TypeAlias = tuple[float, float]
"""Latitude and longitude."""

_DIGITS = 2
"""Of a degree: about a kilometre, a district."""
_AT_A_TIME = 500

TO_DECIDIM = {"implemented": "accepted", "merged": "withdrawn"}
"""States of ours that Decidim does not know."""


def published(db: Db, campaign: Campaign) -> Iterator[Idea]:
    skip = 0
    while found := ideas.published(db, campaign.id, skip, _AT_A_TIME):
        yield from found
        skip += len(found)


def shown_points(db: Db, campaign: Campaign) -> frozenset[Point]:
    """The rounded places that enough ideas share."""
    places = Counter(point for idea in published(db, campaign) if (point := rounded(idea)))
    return frozenset(point for point, n in places.items() if n >= campaign.min_cell)


def rounded(idea: Idea) -> Point | None:
    if idea.latitude is None or idea.longitude is None:
        return None
    return round(idea.latitude, _DIGITS), round(idea.longitude, _DIGITS)
