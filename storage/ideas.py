"""Ideas, who supports them, and whom to tell what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, update

from storage.database import Db
from storage.dialect import insert_or_ignore
from storage.models.ideas import endorsement, idea
from storage.models.people import respondent


@dataclass(frozen=True, slots=True)
class New:
    """An idea as its author sent it; the session that sent it may send it again, corrected, until it is moderated."""

    campaign_id: int
    session_id: int
    respondent_id: int
    reference: str
    title: str
    text: str = ""
    theme: str = ""
    photo: str = ""
    latitude: float | None = None
    longitude: float | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea as it stands. `theme` is the name of a choice of its campaign's survey."""

    id: int
    campaign_id: int
    respondent_id: int | None
    reference: str
    language: str
    title: str
    text: str
    theme: str
    photo: str
    latitude: float | None
    longitude: float | None
    moderation: str
    reason: str
    note: str
    state: str
    official_answer: str
    created_at: datetime
    published_at: datetime | None
    answered_at: datetime | None
    supports: int


_SUPPORTS = (
    select(func.count())
    .where(endorsement.c.idea_id == idea.c.id)
    .correlate(idea)
    .scalar_subquery()
    .label("supports")
)
_COLUMNS = [idea.c[name] for name in Idea.__dataclass_fields__ if name != "supports"]


def submit(db: Db, new: New, now: datetime) -> bool:
    """Puts an idea into the queue; sent again, it replaces what waits there. False once it was moderated."""
    values = {name: getattr(new, name) for name in New.__dataclass_fields__}
    again = {name: value for name, value in values.items() if name not in ("reference", "campaign_id")}
    waiting = and_(idea.c.session_id == new.session_id, idea.c.moderation == "pending")
    if db.execute(update(idea).where(waiting).values(again)).rowcount:
        return True
    state = {"moderation": "pending", "state": "not_answered", "created_at": now}
    return bool(db.execute(insert_or_ignore(db, idea), {**values, **state}).rowcount)


def by_reference(db: Db, reference: str) -> Idea | None:
    row = db.execute(_ideas(idea.c.reference == reference)).one_or_none()
    return _idea(row) if row else None


def waiting(db: Db, campaign_id: int | None = None, limit: int = 1) -> list[Idea]:
    """The oldest ideas that nobody has looked at yet."""
    here = [] if campaign_id is None else [idea.c.campaign_id == campaign_id]
    return _all(db, _ideas(idea.c.moderation == "pending", *here).order_by(idea.c.id).limit(limit))


def count_waiting(db: Db, campaign_id: int | None = None) -> int:
    here = [] if campaign_id is None else [idea.c.campaign_id == campaign_id]
    return db.execute(select(func.count()).where(idea.c.moderation == "pending", *here)).scalar_one()


def published(db: Db, campaign_id: int | None, skip: int, limit: int) -> list[Idea]:
    """What residents may browse, most supported first."""
    here = [] if campaign_id is None else [idea.c.campaign_id == campaign_id]
    shown = _ideas(idea.c.moderation == "published", *here)
    return _all(db, shown.order_by(_SUPPORTS.desc(), idea.c.id.desc()).offset(skip).limit(limit))


def count_published(db: Db, campaign_id: int | None = None) -> int:
    here = [] if campaign_id is None else [idea.c.campaign_id == campaign_id]
    return db.execute(select(func.count()).where(idea.c.moderation == "published", *here)).scalar_one()


def unanswered(db: Db, campaign_id: int | None, limit: int) -> list[Idea]:
    """Published ideas that still wait for the town's word, most supported first."""
    here = [] if campaign_id is None else [idea.c.campaign_id == campaign_id]
    open_ones = idea.c.state.in_(("not_answered", "evaluating"))
    wanted = _ideas(idea.c.moderation == "published", open_ones, *here)
    return _all(db, wanted.order_by(_SUPPORTS.desc(), idea.c.id).limit(limit))


def of(db: Db, respondent_id: int) -> list[Idea]:
    """A respondent's own ideas, newest first, whatever became of them."""
    return _all(db, _ideas(idea.c.respondent_id == respondent_id).order_by(idea.c.id.desc()))


def publish(db: Db, idea_id: int, now: datetime) -> bool:
    """False if somebody of the staff was quicker."""
    return _moderate(db, idea_id, moderation="published", published_at=now)


def decline(db: Db, idea_id: int, reason: str, note: str) -> bool:
    """False if somebody of the staff was quicker."""
    return _moderate(db, idea_id, moderation="declined", reason=reason, note=note)


def _moderate(db: Db, idea_id: int, **values: object) -> bool:
    pending = and_(idea.c.id == idea_id, idea.c.moderation == "pending")
    return bool(db.execute(update(idea).where(pending).values(values)).rowcount)


def answer(db: Db, idea_id: int, state: str, words: str, now: datetime) -> bool:
    """The town's official answer. False if it says nothing new, or the idea is not published."""
    fresh = or_(idea.c.state != state, idea.c.official_answer != words)
    shown = and_(idea.c.id == idea_id, idea.c.moderation == "published", fresh)
    values = {"state": state, "official_answer": words, "answered_at": now}
    return bool(db.execute(update(idea).where(shown).values(values)).rowcount)


def endorse(db: Db, idea_id: int, respondent_id: int, now: datetime) -> bool:
    """A respondent's support, once; whoever supports an idea also follows it. False if it stood already."""
    row = {"idea_id": idea_id, "respondent_id": respondent_id, "at": now}
    return bool(db.execute(insert_or_ignore(db, endorsement), row).rowcount)


def follow(db: Db, idea_id: int, respondent_id: int, follows: bool) -> None:
    """Whether a supporter is told what becomes of the idea."""
    mine = and_(endorsement.c.idea_id == idea_id, endorsement.c.respondent_id == respondent_id)
    db.execute(update(endorsement).where(mine).values(follows=follows))


def supported(db: Db, respondent_id: int, ideas: Sequence[int]) -> frozenset[int]:
    """Which of these ideas a respondent supports."""
    mine = and_(endorsement.c.respondent_id == respondent_id, endorsement.c.idea_id.in_(ideas))
    return frozenset(db.execute(select(endorsement.c.idea_id).where(mine)).scalars())


def followers(db: Db, idea_id: int) -> list[int]:
    """Supporters to be told, in order, without the author and without those who said /stop."""
    author = select(idea.c.respondent_id).where(idea.c.id == idea_id).scalar_subquery()
    told = (
        select(endorsement.c.respondent_id)
        .join(respondent, respondent.c.id == endorsement.c.respondent_id)
        .where(
            endorsement.c.idea_id == idea_id,
            endorsement.c.follows,
            ~respondent.c.stopped,
            endorsement.c.respondent_id.is_distinct_from(author),
        )
        .order_by(endorsement.c.respondent_id)
    )
    return list(db.execute(told).scalars())


def _ideas(*conditions: ColumnElement[bool]) -> Select[*tuple[object, ...]]:
    return select(*_COLUMNS, _SUPPORTS).where(*conditions)


def _all(db: Db, wanted: Select[*tuple[object, ...]]) -> list[Idea]:
    return [_idea(row) for row in db.execute(wanted)]


def _idea(row: Row[*tuple[object, ...]]) -> Idea:
    return Idea(**row._mapping)
