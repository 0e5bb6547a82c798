"""What a wave of turns says, as cards promised in one go."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot import outbox, render
from bot.channel import CHANNELS, Card, Outgoing, Press
from bot.own_words import own_words
from bot.talk import Taken
from dialogs.turn import Reply
from storage import work
from storage.database import Db


def put(db: Db, taken: Sequence[Taken]) -> dict[str, tuple[Outgoing, ...]]:
    """The promised cards by the key of the inbound that they answer."""
    cards = [(one, card) for one in taken for card in _cards(one)]
    now = max(one.talk.now for one in taken)
    promised = outbox.put(db, [_promise(one, card) for one, card in cards], now)
    work.put(db, [_work(one, reply) for one in taken for reply in one.done.replies if reply.work], now)
    answers: dict[str, tuple[Outgoing, ...]] = {one.talk.inbound.key: () for one in taken}
    for (one, _card), row in zip(cards, promised, strict=True):
        answers[one.talk.inbound.key] += (row,)
    return answers


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


def _place(one: Taken) -> str:
    """The card that was tapped, where it may be edited: nothing was said in the chat since."""
    brought, person = one.talk.inbound.brought, one.talk.person
    if not (CHANNELS[person.channel].edits and isinstance(brought, Press) and brought.card.isdigit()):
        return ""
    newest = int(person.newest) if person.newest.isdigit() else 0
    return brought.card if int(brought.card) >= newest else ""
