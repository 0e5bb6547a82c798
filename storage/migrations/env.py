"""What Alembic runs: over the connection it is handed by `storage.schema`, else over DATABASE_URL."""

import asyncio
import os
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.sql.elements import False_, True_

from storage.database import Database, Db
from storage.models import base, metadata


def run(db: Db) -> None:
    """Batch mode, because SQLite alters a table by making it anew."""
    context.configure(
        connection=db,
        target_metadata=metadata,
        render_as_batch=True,
        compare_server_default=db.dialect.name == "postgresql",
        user_module_prefix="base.",
        render_item=written,
    )
    with context.begin_transaction():
        context.run_migrations()


def written(_kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """What a new migration writes where Alembic would write one database's own words."""
    if item is base.Id:
        return "base.Id"
    value = getattr(item, "arg", None)
    if isinstance(value, True_ | False_):
        return f"sa.{value}()"
    return False


async def open_and_run(url: str) -> None:
    database = await Database.open(url)
    try:
        await database.alter(run)
    finally:
        await database.close()


connection = context.config.attributes.get("connection")
if connection is None:
    asyncio.run(open_and_run(os.environ["DATABASE_URL"]))
else:
    run(connection)
