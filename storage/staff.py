"""Staff: respondents who run campaigns, each signed in on a channel in a role."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, or_, select, update

from storage.database import Db
from storage.dialect import insert_or_ignore
from storage.models.people import staff

LASTS = {"web": timedelta(days=30)}
"""How long a sign-in holds, by channel; elsewhere until it is ended."""


class Role(StrEnum):
    """From the narrowest to the widest; each may do all that those before it may."""

    ANALYST = "analyst"
    MODERATOR = "moderator"
    MANAGER = "manager"
    OWNER = "owner"

    def covers(self, needed: "Role") -> bool:
        ranks = tuple(Role)
        return ranks.index(self) >= ranks.index(needed)


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff; audit entries name them `staff:<id>`."""

    id: int
    respondent: int
    role: Role
    channel: str
    label: str
    until: datetime | None
    awaiting: str = ""
    """A command that waits for its last words, which are typed next."""

    @property
    def actor(self) -> str:
        return f"staff:{self.id}"


def sign_in(db: Db, respondent: int, channel: str, role: Role, now: datetime, label: str = "") -> Member:
    """Makes a respondent staff on a channel, or renews and changes what they are there."""
    until = now + LASTS[channel] if channel in LASTS else None
    key = {"respondent_id": respondent, "channel": channel}
    standing = {"role": role, "label": label, "until": until, "ended_at": None}
    added = db.execute(
        insert_or_ignore(db, staff).returning(staff.c.id), key | standing | {"created_at": now}
    )
    if added.first() is None:
        db.execute(update(staff).filter_by(**key).values(standing))
    return _members(db, *(staff.c[name] == value for name, value in key.items()))[0]


def member(db: Db, respondent: int, channel: str, now: datetime) -> Member | None:
    """Who a respondent is as staff on this channel, if they are."""
    here = (staff.c.respondent_id == respondent, staff.c.channel == channel)
    return next(iter(_members(db, *here, *_active(now))), None)


def listed(db: Db, now: datetime) -> list[Member]:
    return _members(db, *_active(now))


def end(db: Db, id: int, now: datetime) -> bool:
    """Takes a member's role away; False if they had none."""
    ended = update(staff).where(staff.c.id == id, staff.c.ended_at.is_(None)).values(ended_at=now)
    return db.execute(ended.returning(staff.c.id)).first() is not None


def await_words(db: Db, id: int, command: str) -> None:
    """What this member types next completes `command`; "" waits for nothing."""
    db.execute(update(staff).where(staff.c.id == id).values(awaiting=command))


def has_owner(db: Db, now: datetime) -> bool:
    """Whether anybody can invite others from a chat."""
    return any(one.role is Role.OWNER for one in listed(db, now))


def _active(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (staff.c.ended_at.is_(None), or_(staff.c.until.is_(None), staff.c.until > now))


def _members(db: Db, *which: ColumnElement[bool]) -> list[Member]:
    rows = db.execute(select(staff).where(*which).order_by(staff.c.id))
    return [
        Member(row.id, row.respondent_id, Role(row.role), row.channel, row.label, row.until, row.awaiting)
        for row in rows
    ]
