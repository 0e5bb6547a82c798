"""Messages of a chat, by the channel's ids: the newest one, and those that answered a question.

A card is edited in place only where nothing was said since; a resident who rewrites a message
corrects the answer that it gave. Both live in `card`, whose question -1 is the newest message.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select, tuple_

from storage.database import Db
from storage.dialect import upsert
from storage.models.delivery import card

_NEWEST = -1
_ANY_SESSION = 0


@dataclass(frozen=True, slots=True)
class Answering:
    """A resident's own message, and the question that it answered."""

    address_id: int
    message: str
    session: int
    question: int


def newest_is(db: Db, by_address: Mapping[int, str]) -> None:
    """The newest message of these chats, whoever wrote it."""
    _keep(db, [Answering(at, message, _ANY_SESSION, _NEWEST) for at, message in by_address.items()])


def newest_of(address_id: ColumnElement[int]) -> ColumnElement[bool]:
    """The condition under which a row of `card` names the newest message of an address."""
    return and_(
        card.c.session_id == _ANY_SESSION, card.c.question == _NEWEST, card.c.address_id == address_id
    )


def answered(db: Db, answers: Sequence[Answering]) -> None:
    """These messages answered these questions; of a question, only its last answer can be rewritten."""
    _keep(db, answers)


def answering(db: Db, rewritten: Collection[tuple[int, str]]) -> dict[int, dict[str, Answering]]:
    """What messages, given as (address, message), had answered: by address, then by message."""
    found: dict[int, dict[str, Answering]] = {at: {} for at, _ in rewritten}
    if rewritten:
        columns = (card.c.address_id, card.c.message, card.c.session_id, card.c.question)
        wanted = tuple_(card.c.address_id, card.c.message).in_(list(rewritten))
        for row in db.execute(select(*columns).where(wanted, card.c.question != _NEWEST)):
            found[row.address_id][row.message] = Answering(*row)
    return found


def _keep(db: Db, rows: Sequence[Answering]) -> None:
    values = [
        {
            "session_id": row.session,
            "address_id": row.address_id,
            "question": row.question,
            "message": row.message,
        }
        for row in rows
    ]
    if values:
        db.execute(upsert(db, card, ["message"]), values)
