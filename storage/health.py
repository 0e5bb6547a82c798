"""Whether the database takes writing, for whoever watches over the process."""

from datetime import datetime

from storage.database import Db
from storage.dialect import upsert
from storage.models.people import setting


def touch(db: Db, now: datetime) -> None:
    """Writes the time down: a disk that is full, or a database that only reads, shows itself here."""
    db.execute(upsert(db, setting, ["value"]), {"name": "ready", "value": now.isoformat()})
