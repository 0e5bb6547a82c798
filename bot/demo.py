"""The demonstration: a forum's survey and an idea box, open where there is no campaign yet."""

import logging
from datetime import datetime

from admin import campaigns
from admin.authoring.templates import Template, templates
from admin.campaigns import Plan
from admin.settings import Settings
from bot.foundation import Foundation
from dialogs.xform import read_xform
from storage.campaigns import listed
from storage.database import Db

log = logging.getLogger(__name__)

ACTOR = "host:demo"
SHOWN = ("forum", "ideas")
"""Templates of `campaigns/`, each under its name as its code."""


async def begin(base: Foundation, now: datetime) -> None:
    """Does nothing where a campaign was ever made: a second start finds the first one's."""
    if await base.database.write(_begin, base.settings, now):
        for name in SHOWN:
            log.info("demonstration: %s/c/%s", base.settings.public_url, name.upper())


def _begin(db: Db, settings: Settings, now: datetime) -> bool:
    if listed(db):
        return False
    for template in templates():
        if template.name in SHOWN:
            campaigns.launch(db, _plan(template, settings), None, None, ACTOR, now)
    return True


def _plan(template: Template, settings: Settings) -> Plan:
    survey = read_xform(template.xform)
    zone, min_cell = settings.timezone, settings.min_cell
    return Plan(survey, template.xform, zone, min_cell, template.kind, template.name)
