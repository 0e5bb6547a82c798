"""Survey versions: the XForm text of each, never altered, one row for one text."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from storage.database import Db
from storage.dialect import insert_or_ignore
from storage.errors import StorageError
from storage.models.campaigns import survey_version


class NoSuchVersion(StorageError):
    """There is no survey version of this number."""


def keep(db: Db, xform: str, form_id: str, version: str, now: datetime) -> int:
    """The number of this text as a version; the same text again is the same version."""
    digest = sha256(xform.encode()).hexdigest()
    row = {"digest": digest, "form_id": form_id, "version": version, "xform": xform, "created_at": now}
    db.execute(insert_or_ignore(db, survey_version), row)
    number: int = db.scalars(select(survey_version.c.id).where(survey_version.c.digest == digest)).one()
    return number


def xform(db: Db, version: int) -> str:
    text: str | None = db.scalar(select(survey_version.c.xform).where(survey_version.c.id == version))
    if text is None:
        raise NoSuchVersion(f"survey version {version}")
    return text
