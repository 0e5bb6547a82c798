"""Files made for whoever asked: exports, charts, QR codes, and what is held about a respondent.

Each reads the database by itself, in one unchanging view, and leaves its file in the job's folder.
"""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from admin import campaigns, qr
from admin.exports import FORMATS, Wanted
from admin.results import chart as charts
from admin.results.live import results
from admin.settings import Settings
from admin.work.job import Job, Outcome
from dialogs.survey import Survey
from dialogs.text import _, say
from dialogs.xform import read_xform
from locales import catalogue
from storage import keys, mine, surveys
from storage.campaigns import Campaign
from storage.database import Database, Db
from storage.keys import Keys

T = TypeVar("T")


def export(job: Job, settings: Settings) -> Outcome:
    """`export CODE FORMAT`."""
    _name, code, wanted = job.recipe.split()
    kind = FORMATS[wanted]

    def write(db: Db) -> None:
        campaign, survey = _asked(db, code)
        what = Wanted(campaign, survey, catalogue(job.language), datetime.fromisoformat(job.now))
        kind.write(db, what, Path(job.folder) / kind.file)

    _reading(settings, write)
    return Outcome(file=kind.file, mime=kind.mime, title=f"{code}-{kind.file}")


def chart(job: Job, settings: Settings) -> Outcome:
    """`chart CODE NUMBER`: the picture of one question; its figures in words go with it."""
    _name, code, number = job.recipe.split()

    def draw(db: Db) -> charts.Picture:
        campaign, survey = _asked(db, code)
        found = results(db, campaign, survey, datetime.fromisoformat(job.now))
        table = next(table for table in found.tables if table.question.index == int(number))
        return charts.draw(survey, found, table, catalogue(job.language))

    picture = _reading(settings, draw)
    file = f"{code}-{number}.png"
    (Path(job.folder) / file).write_bytes(picture.png)
    return Outcome(file=file, mime="image/png", title=file, alt=picture.alt)


def qr_code(job: Job, settings: Settings) -> Outcome:
    """`qr CODE`: of the web's link, which needs no account."""
    _name, code = job.recipe.split()
    link = campaigns.links(code, settings.public_url).web
    file = f"{code}.png"
    qr.write(link, Path(job.folder) / file)
    alt = say(_("QR code of {link}", link=link), catalogue(job.language))
    return Outcome(file=file, mime="image/png", title=file, alt=alt)


def mydata(job: Job, settings: Settings) -> Outcome:
    """`mydata RESPONDENT`: all that is held about them, for themselves."""
    _name, respondent = job.recipe.split()

    def told(db: Db) -> str:
        dialect = db.engine.dialect.name
        ours = Keys(keys.secret(settings.secret_key, settings.data_dir, dialect))
        return json.dumps(mine.mine(db, ours, int(respondent)), ensure_ascii=False, indent=2)

    file = "parvis.json"
    (Path(job.folder) / file).write_text(_reading(settings, told), encoding="utf-8")
    return Outcome(file=file, mime="application/json", title=file)


def _asked(db: Db, code: str) -> tuple[Campaign, Survey]:
    campaign = campaigns.find(db, code)
    return campaign, read_xform(surveys.xform(db, campaign.version_id))


def _reading(settings: Settings, work: Callable[[Db], T]) -> T:
    async def read() -> T:
        database = await Database.open(settings.database_url)
        try:
            return await database.read(work)
        finally:
            await database.close()

    return asyncio.run(read())
