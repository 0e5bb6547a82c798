"""Tickets: links that work once, within a day. `i_…` makes its bearer staff, `r_…` resumes a session.

Only the keyed hash of a ticket is kept, so who reads the database cannot use one.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, update

from storage.database import Db
from storage.keys import Keys
from storage.models.people import ticket

LASTS = timedelta(hours=24)
_BYTES = 16


class Kind(StrEnum):
    STAFF = "staff"
    RESUME = "resume"


_PREFIXES = {Kind.STAFF: "i_", Kind.RESUME: "r_"}


@dataclass(frozen=True, slots=True)
class Ticket:
    """`respondent` and `session` are whom and what a resumption leads to, `role` what an invitation makes."""

    id: int
    kind: Kind
    role: str | None
    respondent: int | None
    session: int | None
    created_by: str


def invite(db: Db, keys: Keys, role: str, created_by: str, now: datetime) -> str:
    """The code of an invitation to be staff in `role`."""
    return _issue(db, keys, Kind.STAFF, now, role=role, created_by=created_by)


def resume(db: Db, keys: Keys, respondent: int, session: int | None, now: datetime) -> str:
    """The code by which a respondent goes on elsewhere, as themselves."""
    return _issue(db, keys, Kind.RESUME, now, respondent_id=respondent, session_id=session)


def kind_of(code: str) -> Kind | None:
    """Which kind of ticket a code looks like, if any."""
    return next((kind for kind, prefix in _PREFIXES.items() if code.startswith(prefix)), None)


def peek(db: Db, keys: Keys, code: str, now: datetime) -> Ticket | None:
    """The ticket, if it can still be used; looking does not use it up (link previews look)."""
    row = db.execute(select(ticket).where(*_usable(keys, code, now))).first()
    return _ticket(row) if row else None


def use(db: Db, keys: Keys, code: str, now: datetime) -> Ticket | None:
    """The ticket, for the first who comes in time; None ever after."""
    used = update(ticket).where(*_usable(keys, code, now)).values(used_at=now)
    row = db.execute(used.returning(ticket)).first()
    return _ticket(row) if row else None


def _issue(db: Db, keys: Keys, kind: Kind, now: datetime, **columns: object) -> str:
    code = _PREFIXES[kind] + secrets.token_urlsafe(_BYTES)
    row = {"kind": kind, "lookup": keys.lookup(code), "created_at": now, "expires_at": now + LASTS}
    db.execute(insert(ticket), row | columns)
    return code


def _usable(keys: Keys, code: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (ticket.c.lookup == keys.lookup(code), ticket.c.used_at.is_(None), ticket.c.expires_at > now)


def _ticket(row: Row[Any]) -> Ticket:
    return Ticket(
        id=row.id,
        kind=Kind(row.kind),
        role=row.role,
        respondent=row.respondent_id,
        session=row.session_id,
        created_by=row.created_by,
    )
