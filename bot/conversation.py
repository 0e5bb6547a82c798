"""The turn of a conversation: all that has arrived, in one transaction, from top to bottom.

Nothing is sent or acknowledged here. What a turn says is promised in the transaction that keeps what it
learnt, so that at any moment either both are there or neither.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import keeping, promising
from bot.aim import Aim, ToSession, aim
from bot.answering import answer
from bot.channel import Inbound, Outgoing, Rewritten
from bot.house import House
from bot.talk import Taken, Talk
from storage import messages, respondents, seen, sessions
from storage.database import Db
from storage.respondents import Arrival, Respondent


@dataclass(frozen=True, slots=True)
class Received:
    """The cards promised in answer to each of a batch; those that tell somebody else of it; and files that
    nobody speaks of any more."""

    answers: list[tuple[Outgoing, ...]]
    told: tuple[Outgoing, ...]
    files: frozenset[str]


def receive(db: Db, batch: Sequence[Inbound], house: House) -> Received:
    """Answers each inbound once; what was seen before, or is not for us, gets no cards."""
    now = max(inbound.at for inbound in batch)
    fresh = seen.note(db, [inbound.key for inbound in batch], now)
    left = {inbound.key: inbound for inbound in batch if inbound.key in fresh and inbound.private}
    answers: dict[str, tuple[Outgoing, ...]] = {}
    told: tuple[Outgoing, ...] = ()
    files: frozenset[str] = frozenset()
    while left:
        arrivals = [Arrival(inbound.address, inbound.channel, inbound.language) for inbound in left.values()]
        people = respondents.arrive(db, house.keys, arrivals, now)
        wave = _first_of_each(left, people)
        taken = _take(db, house, wave)
        promised = promising.put(db, taken)
        answers |= promised.answers
        told += promised.told
        files |= frozenset().union(*(one.done.files for one in taken))
        left = {key: inbound for key, inbound in left.items() if key not in answers}
    return Received([answers.get(inbound.key, ()) for inbound in batch], told, files)


Wave = Sequence[tuple[Inbound, Respondent]]


def _first_of_each(left: Mapping[str, Inbound], people: Mapping[str, Respondent]) -> Wave:
    """One inbound of each respondent, the oldest: what it changes, the next one must find changed."""
    first: dict[int, tuple[Inbound, Respondent]] = {}
    for inbound in left.values():
        person = people[inbound.address]
        first.setdefault(person.id, (inbound, person))
    return list(first.values())


def _take(db: Db, house: House, wave: Wave) -> list[Taken]:
    """Load, step, record and keep, once for all of a wave."""
    aims = _aims(db, house, wave)
    loaded = sessions.load(db, _spoken_to(wave, aims))
    taken = []
    for inbound, person in wave:
        meant = aims[inbound.key]
        which = meant.session if isinstance(meant, ToSession) and meant.session else person.focus
        stored = loaded.get(which) if which else None
        ours = stored if stored and stored.respondent == person.id else None
        talk = Talk(db, house, inbound, person, ours)
        taken.append(Taken(talk, answer(talk, meant)))
    keeping.keep(db, taken)
    return taken


def _aims(db: Db, house: House, wave: Wave) -> dict[str, Aim]:
    rewritten = messages.answering(
        db,
        [
            (person.address_id, inbound.brought.message)
            for inbound, person in wave
            if isinstance(inbound.brought, Rewritten)
        ],
    )
    return {
        inbound.key: aim(inbound.brought, house.telegram, rewritten.get(person.address_id, {}))
        for inbound, person in wave
    }


def _spoken_to(wave: Wave, aims: Mapping[str, Aim]) -> set[int]:
    """The sessions that are named, and those in focus."""
    named = {meant.session for meant in aims.values() if isinstance(meant, ToSession)}
    return {which for which in named | {person.focus for _, person in wave} if which is not None}
