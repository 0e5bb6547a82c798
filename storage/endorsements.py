"""Support for ideas: each respondent's counts once, and whoever supports an idea follows it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, select, update

from storage.database import Db
from storage.dialect import insert_or_ignore
from storage.models.ideas import endorsement, idea
from storage.models.people import respondent


def endorse(db: Db, idea_id: int, respondent_id: int, now: datetime) -> bool:
    """A respondent's support, once. False if it stood already."""
    row = {"idea_id": idea_id, "respondent_id": respondent_id, "at": now}
    return bool(db.execute(insert_or_ignore(db, endorsement), row).rowcount)


def follow(db: Db, idea_id: int, respondent_id: int, *, follows: bool) -> None:
    """Whether a supporter is told what becomes of the idea; their support stands."""
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
