"""Leases: of several processes one sends, one polls.

Who holds a lease renews it; when it runs out, another may take it.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update

from storage.database import Db
from storage.dialect import insert_or_ignore
from storage.models.delivery import lease


def take(db: Db, name: str, owner: str, now: datetime, lasts: timedelta) -> bool:
    """Takes or renews the lease `name`; False while another holds it."""
    until = now + lasts
    db.execute(insert_or_ignore(db, lease), {"name": name, "owner": owner, "until": until})
    free = or_(lease.c.owner == owner, lease.c.until <= now)
    taken = update(lease).where(lease.c.name == name, free).values(owner=owner, until=until)
    return db.execute(taken.returning(lease.c.name)).first() is not None


def give_up(db: Db, name: str, owner: str, now: datetime) -> None:
    """Lets another take it at once; a pause, which belongs to the token, stays."""
    mine = (lease.c.name == name, lease.c.owner == owner)
    db.execute(update(lease).where(*mine).values(until=now))


def vacate(db: Db, now: datetime) -> None:
    """Whoever held leases is gone; pauses stay."""
    db.execute(update(lease).where(lease.c.until > now).values(until=now))


def pause(db: Db, name: str, until: datetime) -> None:
    """Nobody is to do this work until then (a 429 pauses a whole token); a pause is never shortened."""
    later = or_(lease.c.paused_until.is_(None), lease.c.paused_until < until)
    db.execute(update(lease).where(lease.c.name == name, later).values(paused_until=until))


def paused_until(db: Db, name: str) -> datetime | None:
    moment: datetime | None = db.scalar(select(lease.c.paused_until).where(lease.c.name == name))
    return moment


def forget(db: Db, before: datetime) -> None:
    """Leaves no rows of tokens that are no longer used."""
    db.execute(delete(lease).where(lease.c.until < before))
