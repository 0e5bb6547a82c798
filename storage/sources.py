"""Sources: the entry points of campaigns, each with a code that fits on a poster.

One namespace: a campaign's own code is a source like the others, so no code leads to two places.
A code is found however it was typed: capitals or not, and the letter O for a zero.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.database import Db
from storage.dialect import insert_or_ignore
from storage.errors import StorageError
from storage.models.campaigns import source

KINDS = ("link", "event", "partner", "poster", "referral", "broadcast")

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without O, 0, I and 1, which are taken for each other."""

_LENGTH = 6
_GIVEN = re.compile(r"[A-Z0-9]{2,16}")


class CodeRefused(StorageError):
    """A code has 2 to 16 letters and digits."""


class CodeTaken(StorageError):
    """The code leads somewhere already."""


@dataclass(frozen=True, slots=True)
class Source:
    id: int
    campaign: int
    code: str
    kind: str
    label: str


_COLUMNS = (source.c.id, source.c.campaign_id, source.c.code, source.c.kind, source.c.label)


def fold(code: str) -> str:
    """A code as it is looked up."""
    return code.strip().upper().replace("O", "0")


def checked(code: str) -> str:
    """A code that somebody chose, as it is shown; raises CodeRefused."""
    shown = code.strip().upper()
    if not _GIVEN.fullmatch(shown):
        raise CodeRefused(f"{code!r}: a code has 2 to 16 letters and digits")
    return shown


def random_code() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


def add(db: Db, campaign: int, kind: str, label: str, now: datetime, code: str | None = None) -> Source:
    """A new entry point; its code is drawn unless one is given, and then CodeTaken may be raised."""
    while True:
        drawn = fold(checked(code)) if code else random_code()
        row = {"campaign_id": campaign, "code": drawn, "kind": kind, "label": label, "created_at": now}
        added = db.execute(insert_or_ignore(db, source).returning(*_COLUMNS), row).first()
        if added:
            return Source(*added)
        if code:
            raise CodeTaken(f"the code {code} is taken")


def find(db: Db, code: str) -> Source | None:
    """The source that a code, as somebody typed it, leads to."""
    row = db.execute(select(*_COLUMNS).where(source.c.code == fold(code))).first()
    return Source(*row) if row else None


def listed(db: Db, campaign: int) -> list[Source]:
    """All entry points of a campaign, its own code first."""
    rows = db.execute(select(*_COLUMNS).where(source.c.campaign_id == campaign).order_by(source.c.id))
    return [Source(*row) for row in rows]
