"""One factory for each table: makes a row with all it needs, and returns its id.

Every column can be given by name; what is not given has a value that works. Rows that a row needs
are made with it unless their id is given: `session(db)` brings its own campaign and respondent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import Table, insert, select

from dialogs.survey import Bounds, Choice, Choices, Label, Question, Survey
from dialogs.text import Localized
from storage.database import Db
from storage.models import answers, campaigns, ideas, people

AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
"""When everything happens, unless a test says otherwise."""

_numbers = count(1)


def put(db: Db, table: Table, **columns: Any) -> int:
    return db.execute(insert(table).values(**columns)).inserted_primary_key[0]


# ---- people --------------------------------------------------------------------------------


def respondent(db: Db, **columns: Any) -> int:
    return put(db, people.respondent, **{"created_at": AT, **columns})


def address(db: Db, respondent_id: int | None = None, channel: str = "web", **columns: Any) -> int:
    number = next(_numbers)
    defaults = {
        "respondent_id": respondent_id or respondent(db),
        "channel": channel,
        "lookup": number.to_bytes(32, "big"),
        "sealed": b"sealed",
        "key_id": "test",
        "created_at": AT,
    }
    return put(db, people.address, **{**defaults, **columns})


def staff(db: Db, role: str = "owner", respondent_id: int | None = None, **columns: Any) -> int:
    defaults = {
        "respondent_id": respondent_id or respondent(db),
        "role": role,
        "channel": "web",
        "created_at": AT,
    }
    return put(db, people.staff, **{**defaults, **columns})


# ---- campaigns -----------------------------------------------------------------------------


def survey_version(db: Db, xform: str = "", **columns: Any) -> int:
    number = next(_numbers)
    defaults = {
        "digest": f"{number:064x}",
        "form_id": f"form{number}",
        "version": "1",
        "xform": xform,
        "created_at": AT,
    }
    return put(db, campaigns.survey_version, **{**defaults, **columns})


def campaign(db: Db, code: str | None = None, **columns: Any) -> int:
    """Open since AT, for thirty days."""
    if "version_id" not in columns:
        columns["version_id"] = survey_version(db)
    code = code or f"CODE{next(_numbers)}"
    defaults = {
        "code": code,
        "title": f'{{"fr": "Consultation {code}"}}',
        "kind": "survey",
        "state": "open",
        "zone": "Europe/Paris",
        "opens_at": AT,
        "closes_at": AT + timedelta(days=30),
        "deletes_at": AT + timedelta(days=210),
        "min_cell": 5,
        "created_by": "host:test",
        "created_at": AT,
    }
    return put(db, campaigns.campaign, **{**defaults, **columns})


def source(db: Db, campaign_id: int | None = None, **columns: Any) -> int:
    defaults = {
        "campaign_id": campaign_id or campaign(db),
        "code": f"SRC{next(_numbers)}",
        "kind": "event",
        "label": "Forum du 12 mars",
        "created_at": AT,
    }
    return put(db, campaigns.source, **{**defaults, **columns})


# ---- sessions and answers ------------------------------------------------------------------


def session(db: Db, campaign_id: int | None = None, *, sent: bool = True, **columns: Any) -> int:
    """Begun and started at AT; sent as well unless `sent` is False."""
    campaign_id = campaign_id or campaign(db)
    if "version_id" not in columns:
        known = select(campaigns.campaign.c.version_id).where(campaigns.campaign.c.id == campaign_id)
        columns["version_id"] = db.scalar(known)
    if "respondent_id" not in columns:
        columns["respondent_id"] = respondent(db)
    defaults = {
        "campaign_id": campaign_id,
        "channel": "web",
        "seed": next(_numbers),
        "created_at": AT,
        "begun_at": AT,
        "started_at": AT,
        "sent_at": AT if sent else None,
        "touched_at": AT,
    }
    return put(db, answers.session, **{**defaults, **columns})


def answer(
    db: Db,
    session_id: int,
    path: str,
    value: str | Iterable[str] = "",
    state: str = "answered",
    **columns: Any,
) -> None:
    """An answer that counts; a list is an answer of several choices, counted choice by choice."""
    ticked = None if isinstance(value, str) else tuple(value)
    value = value if isinstance(value, str) else " ".join(ticked or ())
    where = select(answers.session.c.campaign_id, answers.session.c.version_id)
    campaign_id, version_id = db.execute(where.where(answers.session.c.id == session_id)).one()
    defaults = {
        "session_id": session_id,
        "path": path,
        "campaign_id": campaign_id,
        "value": value,
        "state": state,
        "counted": value,
        "counted_state": state,
        "revision": 1,
        "version_id": version_id,
        "at": AT,
    }
    db.execute(insert(answers.answer).values(**{**defaults, **columns}))
    for choice in ticked or () if state == "answered" else ():
        row = {"session_id": session_id, "path": path, "choice": choice, "campaign_id": campaign_id}
        db.execute(insert(answers.answer_choice).values(**row))


def answered(
    db: Db, campaign_id: int, given: Mapping[str, str | Iterable[str] | None], **columns: Any
) -> int:
    """A session with these answers by path; None is a skip."""
    session_id = session(db, campaign_id, **columns)
    for path, value in given.items():
        if value is None:
            answer(db, session_id, path, state="skipped")
        else:
            answer(db, session_id, path, value)
    return session_id


# ---- ideas ---------------------------------------------------------------------------------


def idea(db: Db, campaign_id: int | None = None, **columns: Any) -> int:
    """Published at AT, and waiting for an official answer."""
    defaults = {
        "campaign_id": campaign_id or campaign(db, kind="ideas"),
        "reference": f"VAL-{next(_numbers)}",
        "language": "fr",
        "title": "Une fontaine pour jouer",
        "text": "Sur la place, comme à Nantes.",
        "moderation": "published",
        "state": "not_answered",
        "created_at": AT,
        "published_at": AT,
    }
    return put(db, ideas.idea, **{**defaults, **columns})


def endorsement(db: Db, idea_id: int, respondent_id: int | None = None, **columns: Any) -> None:
    row = {"idea_id": idea_id, "respondent_id": respondent_id or respondent(db), "at": AT, **columns}
    db.execute(insert(ideas.endorsement).values(**row))


# ---- surveys, which are no rows ------------------------------------------------------------


def label(text: str) -> Label:
    return Label((("fr", (text,)),))


def question(name: str, kind: str = "text", choices: Iterable[str] = (), **fields: Any) -> Question:
    """A question whose path is `/data/{name}`; its list of choices is named by them, as `a,b`."""
    if kind == "range":
        fields = {"bounds": Bounds("1", "5", "1"), **fields}
    if choices:
        fields = {"choices": Choices(",".join(choices)), **fields}
    return Question(f"/data/{name}", kind, 0, label(f"{name} ?"), **fields)


def survey(*questions: Question, **fields: Any) -> Survey:
    """A survey in French of these questions; the list named `a,b` has the choices a and b."""
    numbered = tuple(replace(question, index=index) for index, question in enumerate(questions))
    lists = {q.choices.list_name: q.choices.list_name.split(",") for q in questions if q.choices}
    defaults = {
        "title": Localized((("fr", "Consultation"),)),
        "name": "data",
        "version": "1",
        "languages": (),
        "default_language": "fr",
        "lists": {
            name: tuple(Choice(choice, label(f"Choix {choice}")) for choice in choices)
            for name, choices in lists.items()
        },
    }
    return Survey(questions=numbered, **{**defaults, **fields})
