"""What the public may read of a campaign, at this moment.

A survey's results are public once it has closed: until then each new answer could be made out by whoever
compares two readings. From then on only an erasure can change them, so they are counted at most once a
day, and every reader of that day gets the same figures.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from admin.results.live import results
from admin.results.model import Results
from bot.versions import Versions
from dialogs.survey import Survey
from storage import campaigns, ideas
from storage.campaigns import Campaign, State
from storage.database import Database, Db


@dataclass(frozen=True, slots=True)
class Waiting:
    """Not closed yet."""

    campaign: Campaign
    survey: Survey


@dataclass(frozen=True, slots=True)
class Erased:
    """The answers were erased when that was due."""

    campaign: Campaign
    survey: Survey
    at: datetime


@dataclass(frozen=True, slots=True)
class Box:
    """An idea box: what is published in it may be read by all at any time."""

    campaign: Campaign
    survey: Survey
    themes: dict[str, int]


@dataclass(frozen=True, slots=True)
class Totals:
    campaign: Campaign
    survey: Survey
    results: Results


Told: TypeAlias = Waiting | Erased | Box | Totals


class Published:
    def __init__(self, database: Database, versions: Versions, most: int = 64) -> None:
        self._database = database
        self._versions = versions
        self._most = most
        self._kept: OrderedDict[tuple[int, date], Totals] = OrderedDict()
        self._turn = asyncio.Lock()

    async def of(self, code: str, now: datetime) -> Told | None:
        """What is told of the campaign that a code leads to; None if it leads to nothing public."""
        found = await self._database.read(self._look, code, now)
        if not isinstance(found, Campaign):
            return found
        async with self._turn:  # a hall that looks at once is counted for once
            return await self._totals(found, now)

    def _look(self, db: Db, code: str, now: datetime) -> Told | Campaign | None:
        """All that costs nothing to say; a closed campaign as it is, to be counted."""
        campaign = campaigns.by_code(db, code)
        if campaign is None or campaign.state is State.DRAFT:
            return None
        survey = self._versions.get(db, campaign.version_id)
        if campaign.kind == "ideas":
            return Box(campaign, survey, ideas.themes(db, campaign.id))
        if campaign.state is not State.CLOSED:
            return Waiting(campaign, survey)
        if campaign.deletes_at and campaign.deletes_at <= now:
            return Erased(campaign, survey, campaign.deletes_at)
        return campaign

    async def _totals(self, campaign: Campaign, now: datetime) -> Totals:
        key = (campaign.id, now.astimezone(campaign.zone).date())
        totals = self._kept.get(key)
        if totals is None:
            totals = await self._database.read(self._count, campaign, now)
        self._kept[key] = totals
        self._kept.move_to_end(key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return totals

    def _count(self, db: Db, campaign: Campaign, now: datetime) -> Totals:
        survey = self._versions.get(db, campaign.version_id)
        return Totals(campaign, survey, results(db, campaign, survey, now))
