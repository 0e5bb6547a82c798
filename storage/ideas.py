"""Ideas: sent, moderated, shown, answered. Their support is `storage.endorsements`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, and_, func, literal, or_, select, tuple_, update

from storage.database import Db
from storage.dialect import insert_or_ignore
from storage.models.ideas import endorsement, idea


@dataclass(frozen=True, slots=True)
class New:
    """An idea as its author sent it; their session may send it again, corrected, until it is moderated."""

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
    """Puts an idea into the queue; sent again, it replaces what waits there. False once it was moderated.

    Two sessions may draw the same reference: the second then bears its session's number as well.
    """
    values = {name: getattr(new, name) for name in New.__dataclass_fields__}
    again = {name: value for name, value in values.items() if name not in ("reference", "campaign_id")}
    waiting = and_(idea.c.session_id == new.session_id, idea.c.moderation == "pending")
    if db.execute(update(idea).where(waiting).values(again)).rowcount:
        return True
    state = {"moderation": "pending", "state": "not_answered", "created_at": now}
    references = (new.reference, f"{new.reference}-{new.session_id}")
    rows = ({**values, **state, "reference": reference} for reference in references)
    return any(db.execute(insert_or_ignore(db, idea), row).rowcount for row in rows)


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


def after(db: Db, shown: Idea) -> Idea | None:
    """The one that residents browse next."""
    less = tuple_(_SUPPORTS, idea.c.id) < tuple_(literal(shown.supports), literal(shown.id))
    following = _ideas(idea.c.moderation == "published", less)
    return next(iter(_all(db, following.order_by(_SUPPORTS.desc(), idea.c.id.desc()).limit(1))), None)


def count_published(db: Db, campaign_id: int | None = None) -> int:
    here = [] if campaign_id is None else [idea.c.campaign_id == campaign_id]
    return db.execute(select(func.count()).where(idea.c.moderation == "published", *here)).scalar_one()


def themes(db: Db, campaign_id: int) -> dict[str, int]:
    """How many ideas are published on each theme, "" for none; the commonest first."""
    n = func.count().label("n")
    shown = (idea.c.campaign_id == campaign_id, idea.c.moderation == "published")
    counts = select(idea.c.theme, n).where(*shown).group_by(idea.c.theme).order_by(n.desc(), idea.c.theme)
    return {row.theme: row.n for row in db.execute(counts)}


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


def followed(db: Db, respondent_id: int, limit: int) -> list[Idea]:
    """Published ideas of others that a respondent supports and follows, the newest support first."""
    mine = (endorsement.c.respondent_id == respondent_id, endorsement.c.follows)
    others = idea.c.respondent_id.is_distinct_from(respondent_id)
    shown = _ideas(idea.c.moderation == "published", others).join(
        endorsement, endorsement.c.idea_id == idea.c.id
    )
    return _all(db, shown.where(*mine).order_by(endorsement.c.at.desc(), idea.c.id.desc()).limit(limit))


def _ideas(*conditions: ColumnElement[bool]) -> Select[*tuple[object, ...]]:
    return select(*_COLUMNS, _SUPPORTS).where(*conditions)


def _all(db: Db, wanted: Select[*tuple[object, ...]]) -> list[Idea]:
    return [_idea(row) for row in db.execute(wanted)]


def _idea(row: Row[*tuple[object, ...]]) -> Idea:
    return Idea(**row._mapping)
