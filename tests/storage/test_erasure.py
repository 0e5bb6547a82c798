"""Who is erased is gone from every table and from the file; who is not keeps everything."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import factories
import personal
import pytest
from clock import Clock
from sqlalchemy import Text, cast, func, literal, or_, select, update
from sqlalchemy.engine import make_url

from storage import attachments, erasure
from storage.database import Database, Db
from storage.keys import Keys
from storage.mine import mine
from storage.models import metadata
from storage.models.answers import session
from storage.models.ideas import endorsement, idea
from storage.models.people import address, erased, respondent

KEYS = Keys(b"a secret for tests only")
CANARY, OTHER = "CANARY", "OTHER"


def two_people(db: Db) -> None:
    personal.fill(db, 1, CANARY)
    personal.fill(db, 2, OTHER)


def rows(db: Db) -> dict[str, int]:
    tables = personal.personal_tables()
    return {t.name: db.scalar(select(func.count()).select_from(t)) or 0 for t in tables if t is not erased}


def tables_with(db: Db, word: str) -> list[str]:
    """The tables in which a word stands, in whatever column."""
    found = []
    for table in metadata.sorted_tables:
        spoken = [cast(column, Text).contains(word) for column in table.c if column.type.python_type is str]
        if spoken and db.scalar(select(literal(1)).select_from(table).where(or_(*spoken)).limit(1)):
            found.append(table.name)
    return found


def test_every_table_that_holds_something_of_a_person_is_listed() -> None:
    listed = [table for table, _ in erasure.held([1])]
    assert set(listed) == set(personal.personal_tables()) - {erased}
    assert len(listed) == len(set(listed))


async def test_an_erased_person_is_gone_table_by_table_and_another_is_untouched(
    database: Database, clock: Clock
) -> None:
    await database.write(two_people)
    assert set((await database.read(rows)).values()) == {2}
    await database.write(erasure.erase, [1], clock())
    assert set((await database.read(rows)).values()) == {1}
    assert await database.read(tables_with, CANARY) == []
    assert len(await database.read(tables_with, OTHER)) > 10


async def test_erasing_twice_is_erasing_once(database: Database, clock: Clock) -> None:
    await database.write(two_people)
    await database.write(erasure.erase, [1], clock())
    await database.write(erasure.erase, [1], clock.forward(days=1))
    assert await database.read(erasure.remembered) == [(1, clock() - timedelta(days=1))]


async def test_no_trace_stays_in_the_file(database: Database, db_url: str, clock: Clock) -> None:
    """Compacted and checkpointed, the file holds no word of theirs; PostgreSQL's files are its own."""
    if database.dialect == "postgresql":
        return
    await database.write(two_people)
    await database.write(erasure.erase, [1], clock())
    await database.close()
    path = Path(str(make_url(db_url).database))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    left = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert OTHER.encode() in left
    assert CANARY.encode() not in left


async def test_the_number_of_an_erased_person_is_never_given_again(database: Database, clock: Clock) -> None:
    first = await database.write(factories.respondent)
    await database.write(erasure.erase, [first], clock())
    assert await database.write(factories.respondent) > first


async def test_a_published_idea_stays_and_forgets_its_author(database: Database, clock: Clock) -> None:
    def fill(db: Db) -> tuple[int, int, int]:
        who, neighbour = factories.respondent(db), factories.respondent(db)
        shown = factories.idea(db, respondent_id=who)
        hidden = factories.idea(db, respondent_id=who, moderation="pending")
        for one in (shown, hidden):
            factories.endorsement(db, one, neighbour)
        return who, shown, hidden

    who, shown, _ = await database.write(fill)
    await database.write(erasure.erase, [who], clock())
    kept = await database.read(lambda db: db.execute(select(idea.c.id, idea.c.respondent_id)).all())
    assert kept == [(shown, None)]
    assert await database.read(lambda db: db.scalars(select(endorsement.c.idea_id)).all()) == [shown]


async def test_files_that_nobody_else_speaks_of_are_named(database: Database, clock: Clock) -> None:
    own, shared = f"{'a' * 32}.jpg", f"web-{'b' * 40}.jpg"

    def fill(db: Db) -> int:
        sessions = [factories.session(db), factories.session(db)]
        factories.answer(db, sessions[0], "/data/photo", own)
        for one in sessions:
            factories.answer(db, one, "/data/other", shared)
        return db.scalar(select(session.c.respondent_id).where(session.c.id == sessions[0])) or 0

    who = await database.write(fill)
    assert await database.write(erasure.erase, [who], clock()) == {own}


async def test_a_file_is_spoken_of_by_any_row(database: Database) -> None:
    def fill(db: Db) -> dict[str, str]:
        personal.fill(db, 1, "x")
        names = {place: f"{n:032x}.png" for n, place in enumerate(("idea", "outgoing", "work", "nowhere"))}
        db.execute(update(idea).values(photo=names["idea"]))
        tables = metadata.tables
        db.execute(update(tables["outgoing"]).values(card=f'{{"file":{{"name":"{names["outgoing"]}"}}}}'))
        db.execute(update(tables["work"]).values(recipe=f"read {names['work']} halles.xlsx"))
        return names

    names = await database.write(fill)
    assert await database.read(attachments.unreferenced, list(names.values())) == {names["nowhere"]}


async def test_a_minor_who_has_sent_cannot_be_reached_any_more(database: Database, clock: Clock) -> None:
    def fill(db: Db) -> list[int]:
        people = [factories.respondent(db) for _ in range(3)]
        for who, minor, sent in zip(people, (True, True, False), (True, False, True), strict=True):
            factories.address(db, who)
            factories.session(db, respondent_id=who, minor=minor, sent=sent)
        return people

    young, undecided, grown = await database.write(fill)
    soon = factories.AT + timedelta(hours=1)
    assert await database.read(erasure.minors, factories.AT) == []
    assert await database.read(erasure.minors, soon) == [young]
    await database.write(erasure.unname, [young])
    assert await database.read(erasure.minors, soon) == []
    reached = await database.read(lambda db: set(db.scalars(select(address.c.respondent_id))))
    assert reached == {undecided, grown}
    assert await database.read(lambda db: db.scalar(select(func.count()).select_from(session))) == 3
    assert clock()


async def test_a_purged_campaign_takes_along_only_those_known_by_nothing_else(database: Database) -> None:
    def fill(db: Db) -> tuple[int, list[int]]:
        over, running = factories.campaign(db, state="closed"), factories.campaign(db)
        once, twice, author = (factories.respondent(db) for _ in range(3))
        for who in (once, twice, author):
            done = factories.session(db, over, respondent_id=who)
            factories.answer(db, done, "/data/q", "yes")
            factories.address(db, who)
        db.execute(update(respondent).where(respondent.c.id == once).values(focus=1))
        factories.session(db, running, respondent_id=twice)
        factories.idea(db, respondent_id=author)
        return over, [twice, author]

    over, stay = await database.write(fill)
    await database.write(erasure.purge, over)
    assert (
        await database.read(lambda db: list(db.scalars(select(respondent.c.id).order_by(respondent.c.id))))
        == stay
    )
    left = await database.read(lambda db: db.scalars(select(session.c.respondent_id)).all())
    assert left == [stay[0]]
    assert await database.read(erasure.remembered) == []


async def test_a_purge_leaves_ideas_that_were_published(database: Database) -> None:
    def fill(db: Db) -> tuple[int, int]:
        box = factories.campaign(db, kind="ideas", state="closed")
        who = factories.respondent(db)
        sent = factories.session(db, box, respondent_id=who)
        return box, factories.idea(db, box, respondent_id=who, session_id=sent)

    box, shown = await database.write(fill)
    await database.write(erasure.purge, box)
    assert await database.read(lambda db: db.execute(select(idea.c.id, idea.c.respondent_id)).all()) == [
        (shown, None)
    ]
    assert await database.read(lambda db: db.scalars(select(respondent.c.id)).all()) == []


async def test_what_is_held_is_told_as_it_would_be_erased(database: Database) -> None:
    def fill(db: Db) -> None:
        two_people(db)
        db.execute(update(address).where(address.c.id == 1).values(sealed=KEYS.seal("telegram:42")))

    await database.write(fill)
    told = await database.read(mine, KEYS, 1)
    assert set(told) == {table.name for table in personal.personal_tables()} - {"erased"}
    assert told["address"][0]["address"] == "telegram:42"
    assert told["respondent"][0]["created_at"] == "2026-03-10T00:00:00+00:00"
    assert not any({"sealed", "lookup", "key_id"} & row.keys() for rows in told.values() for row in rows)
    assert OTHER not in str(told)


@pytest.mark.parametrize("unknown", [0, 404])
async def test_of_a_stranger_nothing_is_held(database: Database, unknown: int) -> None:
    await database.write(two_people)
    assert await database.read(mine, KEYS, unknown) == {}
