"""What came of long work, told to whoever asked for it: a file, a draft campaign, or why there is none."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from admin import campaigns
from admin.campaigns import Plan
from admin.commands import launch
from admin.commands.command import said
from admin.work.job import Outcome
from bot import outbox, render
from bot.channel import Card, File, Outgoing
from bot.house import House
from bot.outbox import Promise
from bot.render import Reader
from dialogs.text import Verbatim, _
from dialogs.turn import Reply
from dialogs.xform import read_xform
from storage import staff
from storage.database import Db
from storage.staff import Role
from storage.work import Work


@dataclass(frozen=True, slots=True)
class Finishing:
    house: House

    def finish(self, db: Db, job: Work, done: Outcome, now: datetime) -> list[Outgoing]:
        """Promises the outcome at the address that asked, in its language."""
        reader = Reader(self.house.catalogue(job.language), (job.language,))
        card = self._card(db, job, done, now, reader)
        return outbox.put(db, [Promise(job.respondent_id, job.address_id, job.channel, card)], now)

    def _card(self, db: Db, job: Work, done: Outcome, now: datetime, reader: Reader) -> Card:
        if done.failed:
            return render.render(said(Verbatim(done.failed)), reader)
        conclude = CONCLUSIONS.get(job.recipe.split(" ", 1)[0])
        if conclude:
            return render.render(conclude(self.house, db, job, done, now), reader)
        shown = File(done.file, done.mime, done.title, done.alt)
        return replace(render.render(said(), reader), file=shown)


def _read(house: House, db: Db, job: Work, done: Outcome, now: datetime) -> Reply:
    """A survey without errors becomes a draft; of any other nothing is kept."""
    member = staff.member(db, job.respondent_id, job.channel, now)
    if member is None or not member.role.covers(Role.MANAGER):
        return said(_("You may not launch campaigns any more."))
    if not done.xform:
        return launch.refused(done.title, done.findings)
    survey = read_xform(done.xform)
    plan = Plan(survey, done.xform, house.zone, house.min_cell, done.kind)
    return launch.drafted(campaigns.draft(db, plan, member.actor, now), survey, done.findings)


CONCLUSIONS: dict[str, Callable[[House, Db, Work, Outcome, datetime], Reply]] = {"read": _read}
"""What is done with an outcome that is no file, by the name of its recipe."""
