"""The demonstration: a forum's survey and an idea box, open where there is no campaign yet."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files

from bot.foundation import Foundation
from dialogs.xform import read_xform
from storage import campaigns, surveys
from storage.campaigns import State
from storage.database import Db

log = logging.getLogger(__name__)

_OPEN = timedelta(days=30)
_KEPT = timedelta(days=180)
"""From the close to the deletion of all that was answered."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A template of `campaigns/` and the code it is shown under."""

    template: str
    code: str
    kind: str


SHOWN = (Shown("forum", "FORUM", "survey"), Shown("ideas", "IDEAS", "ideas"))


async def begin(base: Foundation, now: datetime) -> None:
    """Does nothing where a campaign was ever made: a second start finds the first one's."""
    if await base.database.write(_begin, base, now):
        for shown in SHOWN:
            log.info("demonstration: %s/c/%s", base.settings.public_url, shown.code)


def _begin(db: Db, base: Foundation, now: datetime) -> bool:
    if campaigns.listed(db):
        return False
    for shown in SHOWN:
        campaigns.create(db, _campaign(db, base, shown, now), now)
    return True


def _campaign(db: Db, base: Foundation, shown: Shown, now: datetime) -> campaigns.New:
    xform = (files("campaigns") / f"{shown.template}.xml").read_text("utf-8")
    survey = read_xform(xform)
    return campaigns.New(
        title=survey.title,
        version_id=surveys.keep(db, xform, survey.name, survey.version, now),
        zone=base.settings.timezone,
        created_by="host:demo",
        kind=shown.kind,
        state=State.OPEN,
        code=shown.code,
        closes_at=now + _OPEN,
        deletes_at=now + _OPEN + _KEPT,
        min_cell=base.settings.min_cell,
    )
