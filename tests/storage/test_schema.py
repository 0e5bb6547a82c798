"""Migrations lead to the tables of the models, up, down and up again, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from clock import Clock
from sqlalchemy import String, delete, insert, select, text
from sqlalchemy.exc import IntegrityError

from storage import schema
from storage.database import Database, Db
from storage.models import metadata
from storage.models.people import respondent, staff
from storage.schema import NotMigrated, State


def differences(db: Db) -> list[object]:
    context = MigrationContext.configure(db, opts={"compare_server_default": db.dialect.name == "postgresql"})
    return list(compare_metadata(context, metadata))


async def test_the_migrated_tables_are_those_of_the_models(database: Database) -> None:
    assert await database.read(differences) == []


async def test_migrations_lead_up_down_and_up_again(database: Database) -> None:
    await database.alter(lambda db: schema.migrate(db, "base"))
    assert await schema.state(database) is State.EMPTY
    await schema.upgrade(database)
    assert await schema.state(database) is State.CURRENT
    assert await database.read(differences) == []


async def test_an_upgrade_of_the_newest_changes_nothing(database: Database) -> None:
    await schema.upgrade(database)
    assert await schema.state(database) is State.CURRENT


@pytest.mark.parametrize(("revision", "state"), [("2026_01_01", State.OLD), ("9999_01_01", State.NEWER)])
async def test_other_versions_are_told_apart(database: Database, revision: str, state: State) -> None:
    await database.write(
        lambda db: db.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})
    )
    assert await schema.state(database) is state
    with pytest.raises(NotMigrated):
        await schema.require_current(database)


def test_the_newest_revision_written_down_is_the_last_of_the_folder() -> None:
    config = Config()
    config.set_main_option("script_location", "storage/migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.NEWEST]


async def test_a_table_may_be_rebuilt_while_others_refer_to_it(database: Database, clock: Clock) -> None:
    """SQLite alters a column by dropping the table, which foreign keys would forbid."""

    def rebuild(db: Db) -> None:
        db.execute(insert(respondent), {"created_at": clock()})
        member = {"respondent_id": 1, "role": "owner", "channel": "web", "created_at": clock()}
        db.execute(insert(staff), member)
        with Operations(MigrationContext.configure(db)).batch_alter_table("respondent") as table:
            table.alter_column("language", type_=String(70))

    await database.alter(rebuild)
    assert await database.read(lambda db: db.scalar(select(staff.c.role))) == "owner"
    with pytest.raises(IntegrityError):
        await database.write(lambda db: db.execute(delete(respondent)))
