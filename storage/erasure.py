"""Forgetting people: at their wish, or when the day has come that a campaign promised.

`held` lists every table that holds something of a respondent, children before parents. Erasing and
telling both walk it, so that what is told is what is erased. Of an idea that was published the text
stays, its author forgotten, since others support it.

Functions that forget return the names of files that no row speaks of any more: the caller deletes
them from the media store after the commit.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import ColumnElement, Select, Table, delete, exists, or_, select, update

from storage import attachments
from storage.database import Db
from storage.dialect import for_update, insert_or_ignore
from storage.models.answers import answer, answer_choice, answer_history, session
from storage.models.delivery import broadcast, card, delivery, outgoing, work
from storage.models.ideas import endorsement, idea
from storage.models.people import address, consent, erased, respondent, staff, ticket

Ids: TypeAlias = "Collection[int] | Select[tuple[int]]"

_BY_SESSION = (answer_choice, answer_history, answer)
_CONTACT = (outgoing, work, delivery, ticket, staff, address)
"""What leads to a person, or was said to them."""

_AT_A_TIME = 500


def held(people: Ids) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Every table that holds something of these respondents, and which of its rows are theirs."""
    sessions = select(session.c.id).where(session.c.respondent_id.in_(people))
    yield from ((table, table.c.session_id.in_(sessions)) for table in _BY_SESSION)
    yield card, or_(card.c.session_id.in_(sessions), card.c.address_id.in_(_addresses(people)))
    for table in (consent, endorsement, idea, session, *_CONTACT):
        yield table, table.c.respondent_id.in_(people)
    yield respondent, respondent.c.id.in_(people)


def erase(db: Db, people: Sequence[int], now: datetime) -> frozenset[str]:
    """Forgets all of these respondents; their numbers are kept, to erase them again after a restore."""
    files = _forget(db, people)
    db.execute(insert_or_ignore(db, erased), [{"respondent_id": who, "at": now} for who in people])
    return files


def remembered(db: Db) -> list[tuple[int, datetime]]:
    """Who was erased and when: to be erased again where a backup brings them back."""
    return [(who, at) for who, at in db.execute(select(erased.c.respondent_id, erased.c.at))]


def unname(db: Db, people: Collection[int]) -> None:
    """Leaves the answers of these respondents, and nothing that leads to who gave them."""
    db.execute(delete(card).where(card.c.address_id.in_(_addresses(people))))
    for table in _CONTACT:
        db.execute(delete(table).where(table.c.respondent_id.in_(people)))


def minors(db: Db, before: datetime) -> list[int]:
    """Those under 15 who sent their answers before that moment, and can still be reached."""
    sent = session.c.minor & (session.c.sent_at < before)
    rows = select(session.c.respondent_id).where(sent, session.c.respondent_id.in_(_reachable()))
    return list(db.scalars(rows.distinct()))


def purge(db: Db, campaign: int) -> frozenset[str]:
    """Forgets the answers to a campaign, and whoever is known by nothing else."""
    sessions = select(session.c.id).where(session.c.campaign_id == campaign)
    people = db.scalars(
        select(session.c.respondent_id).where(session.c.campaign_id == campaign).distinct()
    ).all()
    files = _files(db, sessions, idea.c.campaign_id == campaign, ())
    _release_ideas(db, idea.c.campaign_id == campaign)
    db.execute(update(respondent).where(respondent.c.focus.in_(sessions)).values(focus=None))
    for table in (*_BY_SESSION, card, ticket):
        db.execute(delete(table).where(table.c.session_id.in_(sessions)))
    db.execute(delete(consent).where(consent.c.campaign_id == campaign))
    broadcasts = select(broadcast.c.id).where(broadcast.c.campaign_id == campaign)
    db.execute(delete(delivery).where(delivery.c.broadcast_id.in_(broadcasts)))
    db.execute(delete(session).where(session.c.campaign_id == campaign))
    for start in range(0, len(people), _AT_A_TIME):
        files |= forget_strangers(db, people[start : start + _AT_A_TIME])
    return attachments.unreferenced(db, files)


def forget_strangers(db: Db, people: Sequence[int]) -> frozenset[str]:
    """What was shown to these people goes; those whom nothing else ties to us go altogether."""
    shown = outgoing.c.respondent_id.in_(people) & outgoing.c.due_at.is_(None)
    files = attachments.in_rows(db, select(outgoing.c.card).where(shown))
    db.execute(delete(outgoing).where(shown))
    return files | _forget(db, db.scalars(_loose().where(respondent.c.id.in_(people))).all())


def strangers(db: Db, before: datetime) -> Sequence[int]:
    """Who came by before that moment and took part in nothing; whom a word is still sent to is spared."""
    waiting = exists().where(outgoing.c.respondent_id == respondent.c.id, outgoing.c.due_at.is_not(None))
    return db.scalars(_loose().where(respondent.c.created_at < before, ~waiting)).all()


def _loose() -> Select[int]:
    ties = (table.c.respondent_id for table in (session, idea, endorsement, staff))
    return select(respondent.c.id).where(*(~exists().where(tie == respondent.c.id) for tie in ties))


def _forget(db: Db, people: Sequence[int]) -> frozenset[str]:
    db.execute(
        for_update(select(respondent.c.id).where(respondent.c.id.in_(people)).order_by(respondent.c.id))
    )
    sessions = select(session.c.id).where(session.c.respondent_id.in_(people))
    files = _files(db, sessions, idea.c.respondent_id.in_(people), people)
    _release_ideas(db, idea.c.respondent_id.in_(people))
    for table, theirs in held(people):
        db.execute(delete(table).where(theirs))
    return attachments.unreferenced(db, files)


def _release_ideas(db: Db, which: ColumnElement[bool]) -> None:
    """Published ideas lose their author; the others go, and the cards on which staff read them."""
    hidden = select(idea.c.id).where(which, idea.c.moderation != "published")
    for reference in db.scalars(select(idea.c.reference).where(idea.c.id.in_(hidden))).all():
        db.execute(delete(outgoing).where(outgoing.c.card.contains(f"({reference})", autoescape=True)))
    db.execute(delete(endorsement).where(endorsement.c.idea_id.in_(hidden)))
    db.execute(delete(idea).where(which, idea.c.moderation != "published"))
    db.execute(update(idea).where(which).values(respondent_id=None, session_id=None))


def _files(db: Db, sessions: Ids, ideas: ColumnElement[bool], people: Ids) -> frozenset[str]:
    """Names of the files in these answers and ideas, and in what these people were shown or wait for."""
    rows = (
        *(
            select(column).where(column.table.c.session_id.in_(sessions))
            for column in (answer.c.value, answer.c.counted, answer_history.c.value)
        ),
        *(
            select(column).where(column.table.c.respondent_id.in_(people))
            for column in (outgoing.c.card, work.c.recipe)
        ),
        select(idea.c.photo).where(ideas),
    )
    return frozenset().union(*(attachments.in_rows(db, texts) for texts in rows))


def _addresses(people: Ids) -> Select[tuple[int]]:
    return select(address.c.id).where(address.c.respondent_id.in_(people))


def _reachable() -> Select[tuple[int]]:
    return select(address.c.respondent_id)
