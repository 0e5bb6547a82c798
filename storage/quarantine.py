"""What could not be read, or failed twice: set aside for an operator, so that it holds up nobody."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Db
from storage.dialect import insert_or_ignore
from storage.models.delivery import quarantine


@dataclass(frozen=True, slots=True)
class SetAside:
    key: str
    channel: str
    body: str
    reason: str
    at: datetime


def put(db: Db, item: SetAside) -> None:
    values = {
        "key": item.key,
        "channel": item.channel,
        "body": item.body,
        "reason": item.reason,
        "at": item.at,
    }
    db.execute(insert_or_ignore(db, quarantine).values(values))
