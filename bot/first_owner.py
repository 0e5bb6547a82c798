"""The first owner: as long as nobody can invite others from a chat, a start has a link that makes one."""

from datetime import datetime

from bot.house import House
from storage import audit, staff, tickets
from storage.database import Database, Db
from storage.keys import Keys
from storage.staff import Role

ACTOR = "host:serve"


async def invitation(database: Database, house: House, now: datetime) -> str:
    """The link, good once and for a day; "" where there is an owner. It is for standard output, never for
    the log: whoever has it is an owner."""
    code = await database.write(_issue, house.keys, now)
    return house.link(code) if code else ""


def _issue(db: Db, keys: Keys, now: datetime) -> str:
    if staff.has_owner(db, now):
        return ""
    audit.add(db, ACTOR, "invite", f"role:{Role.OWNER}", now)
    return tickets.invite(db, keys, Role.OWNER, ACTOR, now)
