"""Fills a database, or exports it and prints how much memory that took: run by `test_memory`, alone."""

import asyncio
import resource
import sys
from pathlib import Path

import factories
from sqlalchemy import insert

from admin.exports import FORMATS, Wanted
from locales import catalogue
from storage import campaigns, schema
from storage.database import Database, Db
from storage.models import answers, people

QUESTIONS = 10
SURVEY = factories.survey(*(factories.question(f"q{n}") for n in range(QUESTIONS)))


def fill(db: Db, sessions: int) -> None:
    campaign = factories.campaign(db)
    numbers = range(1, sessions + 1)
    at = factories.AT
    db.execute(insert(people.respondent), [{"id": n, "created_at": at} for n in numbers])
    session = {"campaign_id": campaign, "version_id": 1, "channel": "web", "created_at": at, "touched_at": at}
    moments = {"started_at": at, "sent_at": at}
    db.execute(
        insert(answers.session),
        [session | moments | {"id": n, "respondent_id": n, "seed": n} for n in numbers],
    )
    answer = {"campaign_id": campaign, "version_id": 1, "revision": 1, "at": at, "state": "answered"}
    text = {"value": "Une fontaine où jouer", "counted": "Une fontaine où jouer", "counted_state": "answered"}
    for question in SURVEY.questions:
        db.execute(
            insert(answers.answer),
            [answer | text | {"session_id": n, "path": question.path} for n in numbers],
        )


async def main(url: str, sessions: int, out: Path | None) -> None:
    database = await Database.open(url)
    if out is None:
        await schema.upgrade(database)
        await database.write(fill, sessions)
    else:
        found = (await database.read(campaigns.load, [1]))[1]
        wanted = Wanted(found, SURVEY, catalogue("fr"), factories.AT)
        for name in ("csv", "submissions"):
            await database.read(FORMATS[name].write, wanted, out / FORMATS[name].file)
        sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}\n")
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None))
