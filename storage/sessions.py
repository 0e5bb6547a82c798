"""Sessions: a respondent's way through one survey, with the answers given so far."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, exists, func, insert, or_, select, update

from dialogs.turn import Answer, AnswerState
from storage.campaigns import Campaign, from_row
from storage.database import Db
from storage.models.answers import answer, answer_choice, answer_history, session
from storage.models.campaigns import campaign
from storage.models.delivery import card


@dataclass(frozen=True, slots=True)
class Stored:
    """A session as it is kept, with its campaign; `dialogs.turn.Session` is what the talk sees of it."""

    id: int
    respondent: int
    campaign: Campaign
    version: int
    channel: str
    seed: int
    language: str | None
    begun: bool
    minor: bool
    preview: bool
    reopened: str | None
    slips: int
    receipt: str | None
    changed: bool
    hear_back: bool | None
    sent_at: datetime | None
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class New:
    """A session to be begun, in the survey version that its campaign asks now."""

    respondent: int
    campaign: Campaign
    channel: str
    source: int | None = None
    language: str | None = None
    preview: bool = False
    begun: bool = False
    """The notice was read before, in an earlier session there; whether to write was asked there too."""
    hear_back: bool | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How a session stands after a turn; a moment that was reached before stays as it was."""

    id: int
    at: datetime
    language: str | None
    minor: bool
    reopened: str | None
    slips: int
    receipt: str | None
    changed: bool
    hear_back: bool | None
    begun: bool
    started: bool
    sent: bool


def load(db: Db, ids: Collection[int]) -> dict[int, Stored]:
    """Sessions by number, their answers in one read beside them."""
    return _with_answers(db, _SESSIONS.where(session.c.id.in_(ids))) if ids else {}


def newest(db: Db, pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], Stored]:
    """The newest session of each (respondent, campaign) that has one; previews are not counted."""
    if not pairs:
        return {}
    respondents, campaigns = zip(*pairs, strict=True)
    found = _with_answers(
        db,
        _SESSIONS.where(
            session.c.respondent_id.in_(respondents), session.c.campaign_id.in_(campaigns), ~session.c.preview
        ),
    )
    by_pair = {(one.respondent, one.campaign.id): one for one in found.values()}
    return {pair: by_pair[pair] for pair in pairs if pair in by_pair}


def of(db: Db, respondent_id: int) -> list[Stored]:
    """All sessions of a respondent, oldest first."""
    return list(_with_answers(db, _SESSIONS.where(session.c.respondent_id == respondent_id)).values())


def unfinished(db: Db, respondent_id: int, since: datetime) -> Stored | None:
    """The survey that a respondent was in the middle of: begun, not sent, touched since then, still open."""
    left = (
        _SESSIONS.where(
            session.c.respondent_id == respondent_id,
            session.c.begun_at.is_not(None),
            or_(session.c.sent_at.is_(None), session.c.changed),
            session.c.touched_at >= since,
            campaign.c.kind != "ideas",
            campaign.c.state == "open",
        )
        .order_by(None)
        .order_by(session.c.touched_at.desc(), session.c.id.desc())
        .limit(1)
    )
    return next(iter(_with_answers(db, left).values()), None)


def under_age(db: Db, respondent_id: int) -> bool:
    """Whether a respondent told us that they are under 15."""
    told = exists().where(session.c.respondent_id == respondent_id, session.c.minor)
    return bool(db.scalar(select(told)))


def begin(db: Db, new: New, now: datetime) -> Stored:
    """A session without answers, with a seed of its own for its random orders."""
    row = {
        "respondent_id": new.respondent,
        "campaign_id": new.campaign.id,
        "version_id": new.campaign.version_id,
        "source_id": new.source,
        "channel": new.channel,
        "language": new.language,
        "preview": new.preview,
        "begun_at": now if new.begun else None,
        "hear_back": new.hear_back,
        "seed": secrets.randbits(31),
        "created_at": now,
        "touched_at": now,
    }
    return _stored(db.execute(insert(session).returning(session), row).one(), new.campaign, {})


def save(db: Db, progress: Sequence[Progress]) -> None:
    """Keeps how sessions stand, in one statement."""
    if progress:
        db.execute(_SAVED, [_saved(one) for one in progress])


def previews(db: Db, before: datetime) -> list[int]:
    """Previews that were not touched since a moment."""
    return list(db.scalars(select(session.c.id).where(session.c.preview, session.c.touched_at < before)))


def erase(db: Db, ids: Collection[int]) -> None:
    """Sessions with all that was answered in them."""
    for table in (answer_choice, answer_history, answer, card):
        db.execute(delete(table).where(table.c.session_id.in_(ids)))
    db.execute(delete(session).where(session.c.id.in_(ids)))


_STANDS = ("language", "minor", "reopened", "slips", "receipt", "changed", "hear_back", "touched_at")
_REACHED = ("begun_at", "started_at", "sent_at")
_VALUES = {name: bindparam(f"now_{name}", type_=session.c[name].type) for name in _STANDS + _REACHED}
_FIRST = {name: func.coalesce(session.c[name], _VALUES[name]) for name in _REACHED}
_SAVED = update(session).where(session.c.id == bindparam("which")).values(_VALUES | _FIRST)


def _saved(one: Progress) -> dict[str, object]:
    return {
        "which": one.id,
        "now_language": one.language,
        "now_minor": one.minor,
        "now_reopened": one.reopened,
        "now_slips": one.slips,
        "now_receipt": one.receipt,
        "now_changed": one.changed,
        "now_hear_back": one.hear_back,
        "now_touched_at": one.at,
        "now_begun_at": one.at if one.begun else None,
        "now_started_at": one.at if one.started else None,
        "now_sent_at": one.at if one.sent else None,
    }


_SESSIONS: Select[Any] = (
    select(session, *(column.label(f"of_{column.name}") for column in campaign.c))
    .join(campaign, campaign.c.id == session.c.campaign_id)
    .order_by(session.c.id)
)


def _with_answers(db: Db, sessions: Select[Any]) -> dict[int, Stored]:
    rows = db.execute(sessions).all()
    answers: dict[int, dict[str, Answer]] = {row.id: {} for row in rows}
    given = db.execute(_ANSWERS.where(answer.c.session_id.in_(answers))) if answers else ()
    for which, path, value, state, revision in given:
        answers[which][path] = Answer(value, AnswerState(state), revision)
    return {row.id: _stored(row, from_row(row, "of_"), answers[row.id]) for row in rows}


_ANSWERS = select(answer.c.session_id, answer.c.path, answer.c.value, answer.c.state, answer.c.revision)


def _stored(row: Row[Any], of: Campaign, answers: Mapping[str, Answer]) -> Stored:
    return Stored(
        id=row.id,
        respondent=row.respondent_id,
        campaign=of,
        version=row.version_id,
        channel=row.channel,
        seed=row.seed,
        language=row.language,
        begun=row.begun_at is not None,
        minor=row.minor,
        preview=row.preview,
        reopened=row.reopened,
        slips=row.slips,
        receipt=row.receipt,
        changed=row.changed,
        hear_back=row.hear_back,
        sent_at=row.sent_at,
        answers=answers,
    )
