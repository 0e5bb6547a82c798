"""Two respondents who turn out to be one person are made one: a link to resume was opened elsewhere.

Where both had answered the same campaign, the sent session stands, else the one touched last; the other
is erased. In an idea box each session is an idea of its own, and all of them stand.
"""

from collections.abc import Collection
from dataclasses import replace
from itertools import groupby

from sqlalchemy import Table, bindparam, delete, select, update

from storage import sessions
from storage.database import Db
from storage.dialect import for_update
from storage.models.answers import session
from storage.models.campaigns import campaign
from storage.models.delivery import delivery, outgoing, work
from storage.models.ideas import endorsement, idea
from storage.models.people import address, consent, respondent, staff, ticket
from storage.respondents import Respondent

_THEIRS = (address, session, consent, ticket, idea, work)
"""What simply changes hands."""

_ONCE_EACH = ((endorsement, "idea_id"), (staff, "channel"), (delivery, "broadcast_id"))
"""What a respondent has once for each value of a column: what the one who stays has already is dropped."""


def join(db: Db, stays: int, goes: Respondent) -> Respondent:
    """`goes`, at the address they speak from, as the respondent who stays."""
    both = select(respondent).where(respondent.c.id.in_((stays, goes.id))).order_by(respondent.c.id)
    rows = {row.id: row for row in db.execute(for_update(both))}
    kept = rows[stays]
    sessions.erase(db, _superseded(db, (stays, goes.id)))
    for table, column in _ONCE_EACH:
        _drop_doubles(db, table, column, stays, goes.id)
    for table in (*_THEIRS, *(table for table, _ in _ONCE_EACH)):
        db.execute(update(table).where(table.c.respondent_id == goes.id).values(respondent_id=stays))
    _renumber(db, stays, goes.id, kept.seq)
    db.execute(delete(respondent).where(respondent.c.id == goes.id))
    return replace(goes, id=stays, language=kept.language or goes.language, stopped=kept.stopped)


def _superseded(db: Db, respondents: Collection[int]) -> list[int]:
    """Of two sessions in one campaign, the one that does not stand."""
    found = db.execute(
        select(session.c.id, session.c.campaign_id, session.c.sent_at, session.c.touched_at)
        .join(campaign, campaign.c.id == session.c.campaign_id)
        .where(session.c.respondent_id.in_(respondents), ~session.c.preview, campaign.c.kind != "ideas")
        .order_by(session.c.campaign_id, session.c.sent_at.is_(None), session.c.touched_at.desc())
    )
    by_campaign = groupby(found, key=lambda row: row.campaign_id)
    return [row.id for _, rows in by_campaign for row in list(rows)[1:]]


def _drop_doubles(db: Db, table: Table, column: str, stays: int, goes: int) -> None:
    had = select(table.c[column]).where(table.c.respondent_id == stays).scalar_subquery()
    db.execute(delete(table).where(table.c.respondent_id == goes, table.c[column].in_(had)))


def _renumber(db: Db, stays: int, goes: int, newest: int) -> None:
    """What is still to be sent to the one who goes takes the next numbers; what was shown stays behind."""
    theirs = outgoing.c.respondent_id == goes
    db.execute(delete(outgoing).where(theirs, outgoing.c.due_at.is_(None)))
    waiting = db.scalars(select(outgoing.c.id).where(theirs).order_by(outgoing.c.seq)).all()
    numbered = [{"which": id, "number": newest + n} for n, id in enumerate(waiting, start=1)]
    if numbered:
        moved = {"respondent_id": stays, "seq": bindparam("number")}
        db.execute(update(outgoing).where(outgoing.c.id == bindparam("which")).values(moved), numbered)
        db.execute(update(respondent).where(respondent.c.id == stays).values(seq=newest + len(numbered)))
