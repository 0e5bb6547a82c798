"""The database runs functions in transactions, alike on SQLite and PostgreSQL."""

import asyncio
import resource
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.database import Database, DatabaseUnreachable, Db
from storage.dialect import notify
from storage.engines import DatabaseUrlRefused
from storage.models.delivery import seen
from storage.models.people import respondent, setting, staff

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def note(db: Db, key: str) -> None:
    db.execute(insert(seen), {"key": key, "at": NOON})


def count(db: Db) -> int:
    return db.scalar(select(func.count()).select_from(seen)) or 0


async def test_what_was_written_is_read_by_others(database: Database) -> None:
    await database.write(note, "a")
    assert await database.read(count) == 1


async def test_an_exception_undoes_the_whole_transaction(database: Database) -> None:
    def twice(db: Db) -> None:
        note(db, "a")
        note(db, "a")

    with pytest.raises(IntegrityError):
        await database.write(twice)
    assert await database.read(count) == 0


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await database.read(note, "a")


async def test_a_reader_sees_one_view_to_the_end(database: Database) -> None:
    await database.write(note, "a")
    release = asyncio.Event()

    def first_then_again(db: Db) -> tuple[int, int]:
        before = count(db)
        asyncio.get_running_loop().call_soon(release.set)
        db.execute(text("SELECT 1"))
        for _ in range(20):
            db.execute(text("SELECT 1"))
        return before, count(db)

    async def write_meanwhile() -> None:
        await release.wait()
        await database.write(note, "b")

    async with asyncio.TaskGroup() as tasks:
        seen_by_reader = tasks.create_task(database.read(first_then_again))
        tasks.create_task(write_meanwhile())
    assert seen_by_reader.result() == (1, 1)
    assert await database.read(count) == 2


async def test_many_writers_at_once_lose_nothing(database: Database) -> None:
    def add_one(db: Db) -> None:
        now = int(db.scalar(select(setting.c.value).with_for_update()) or 0)
        db.execute(setting.update().values(value=str(now + 1)))

    await database.write(lambda db: db.execute(insert(setting), {"name": "n", "value": "0"}))
    await asyncio.gather(*(database.write(add_one) for _ in range(50)))
    assert await database.read(lambda db: db.scalar(select(setting.c.value))) == "50"


async def test_a_deadlock_is_tried_once_more(database: Database) -> None:
    if database.dialect == "sqlite":
        return  # one writer cannot meet itself
    await database.write(lambda db: db.execute(insert(setting), [{"name": n, "value": "0"} for n in "ab"]))

    def cross(db: Db, first: str, second: str) -> None:
        db.execute(select(setting).where(setting.c.name == first).with_for_update())
        db.execute(text("SELECT pg_sleep(0.05)"))
        db.execute(setting.update().where(setting.c.name == second).values(value=setting.c.value + "x"))

    await asyncio.gather(database.write(cross, "a", "b"), database.write(cross, "b", "a"))
    assert await database.read(lambda db: set(db.scalars(select(setting.c.value)))) == {"0x"}


async def test_moments_keep_their_milliseconds_and_their_zone(database: Database) -> None:
    moment = datetime(2026, 3, 10, 12, 0, 0, 123000, tzinfo=UTC)
    await database.write(lambda db: db.execute(insert(respondent), {"created_at": moment}))
    assert await database.read(lambda db: db.scalar(select(respondent.c.created_at))) == moment


async def test_a_reference_to_nothing_is_refused(database: Database) -> None:
    stranger = {"respondent_id": 99, "role": "owner", "channel": "web", "created_at": NOON}
    with pytest.raises(IntegrityError):
        await database.write(lambda db: db.execute(insert(staff), stranger))


async def test_a_database_that_does_not_answer_is_named() -> None:
    with pytest.raises(DatabaseUnreachable):
        await Database.open("postgresql://nobody@127.0.0.1:1/none")


async def test_closing_what_is_closed_does_nothing(database: Database) -> None:
    await database.close()
    await database.close()


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "sqlite:///:memory:", "parvis.db", ""])
async def test_an_address_that_cannot_serve_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUrlRefused):
        await Database.open(url)


async def test_replicas_hear_what_is_said_at_a_commit(database: Database) -> None:
    """Also after the connection was cut; on SQLite there is nobody else."""
    heard = database.listen("outgoing")
    assert await anext(heard) == ""
    if database.dialect == "postgresql":
        await database.write(notify, "outgoing", "7,8")
        assert await anext(heard) == "7,8"
        with pytest.raises(IntegrityError):
            await database.write(lambda db: (notify(db, "outgoing", "9"), note(db, "a"), note(db, "a")))
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        await database.write(lambda db: db.execute(text(f"{cut} AND datname = current_database()")))
        assert await anext(heard) == ""
        await database.write(notify, "outgoing", "10")
        assert await anext(heard) == "10"
    await heard.aclose()


async def test_a_connection_that_was_cut_is_replaced(database: Database) -> None:
    if database.dialect == "postgresql":
        await database.write(note, "a")
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        await database.write(lambda db: db.execute(text(f"{cut} AND datname = current_database()")))
    await database.write(note, "b")
    assert await database.read(count) >= 1


async def test_a_connection_lost_in_the_middle_is_the_databases_trouble(database: Database) -> None:
    """So whoever asked may ask again."""
    if database.dialect == "sqlite":
        return  # there is no connection to lose
    with pytest.raises(DatabaseUnreachable):
        await database.write(lambda db: db.execute(text("SELECT pg_terminate_backend(pg_backend_pid())")))
    await database.write(note, "b")


async def test_a_full_disk_is_the_databases_trouble_and_ends_with_it(database: Database) -> None:
    """A limit to the size of files stands for the disk."""
    if database.dialect == "postgresql":
        return  # its server has a disk of its own, and says 53100
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    await database.write(note, "a")
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, before[1]))
    try:
        with pytest.raises(DatabaseUnreachable):
            await database.write(note, "b" * 100)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    await database.write(note, "c")
    assert await database.read(count) == 2


async def test_what_a_statement_did_wrong_is_its_own_trouble(database: Database) -> None:
    for wrong in ("SELECT nothing FROM nowhere", "SELECT 1 +"):
        with pytest.raises(DBAPIError):
            await database.write(lambda db, wrong=wrong: db.execute(text(wrong)))
