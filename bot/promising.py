"""What a wave of turns says, as cards promised in one go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot import outbox, render
from bot.channel import CHANNELS, Card, Outgoing, Press
from bot.own_words import own_words
from bot.talk import Taken
from dialogs.turn import Reply
from storage import work
from storage.database import Db


@dataclass(frozen=True, slots=True)
class Promised:
    """The cards by the key of the inbound that they answer, and those for people who did not write."""

    answers: dict[str, tuple[Outgoing, ...]]
    told: tuple[Outgoing, ...]


def put(db: Db, taken: Sequence[Taken]) -> Promised:
    """What is told comes first: it is older than any answer of the same wave."""
    now = max(one.talk.now for one in taken)
    told = [promise for one in taken for promise in one.done.told]
    cards = [(one, card) for one in taken for card in _cards(one)]
    rows = outbox.put(db, [*told, *(_promise(one, card) for one, card in cards)], now)
    work.put(db, [_work(one, reply) for one in taken for reply in one.done.replies if reply.work], now)
    answers: dict[str, tuple[Outgoing, ...]] = {one.talk.inbound.key: () for one in taken}
    for (one, _card), row in zip(cards, rows[len(told) :], strict=True):
        answers[one.talk.inbound.key] += (row,)
    return Promised(answers, tuple(rows[: len(told)]))


def _promise(one: Taken, card: Card) -> outbox.Promise:
    at = one.done.person
    return outbox.Promise(at.id, at.address_id, at.channel, card, at.address)


def _work(one: Taken, reply: Reply) -> work.New:
    at = one.done.person
    language = one.talk.house.catalogue(at.language).language
    return work.New(at.id, at.address_id, at.channel, language, reply.work)


def _cards(one: Taken) -> Iterator[Card]:
    talk = replace(one.talk, person=one.done.person)
    reader = talk.reader(one.done.stored)
    if CHANNELS[talk.person.channel].keeps_log:
        yield from own_words(one, reader)
    place = _place(one)
    for reply in one.done.replies:
        yield replace(render.render(reply, reader), edits="" if reply.appends else place)
        place = ""  # only one card can take the place of another
    after = one.done.then
    if after:
        reader = talk.reader(after.stored)
        yield from (render.render(reply, reader) for reply in after.replies)


def _place(one: Taken) -> str:
    """The card that was tapped, where it may be edited: nothing was said in the chat since."""
    brought, person = one.talk.inbound.brought, one.talk.person
    if not (CHANNELS[person.channel].edits and isinstance(brought, Press) and brought.card.isdigit()):
        return ""
    newest = int(person.newest) if person.newest.isdigit() else 0
    return brought.card if int(brought.card) >= newest else ""
