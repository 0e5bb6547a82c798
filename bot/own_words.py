"""What a resident said, as a card of their own, for a channel that shows the conversation from the log."""

from collections.abc import Iterator
from dataclasses import replace

from bot import outbox, render
from bot.channel import Card, File, Press
from bot.render import Reader
from bot.talk import Taken
from dialogs import press
from dialogs.text import Text, Verbatim, _
from dialogs.turn import AnswerState, Attached, Kept, Placed, Tapped, Typed
from storage import outgoing


def own_words(one: Taken, reader: Reader) -> Iterator[Card]:
    match one.talk.inbound.brought:
        case Typed(text):
            yield render.mine(Verbatim(text), reader)
        case Press(pressed, card) if not _hardly_a_word(pressed):
            words = _answer(one) or _label(one, pressed, card)
            if words:
                yield render.mine(words, reader)
        case Placed():
            yield render.mine(_answer(one) or _("My place"), reader)
        case Attached("file", _name, title):
            yield render.mine(Verbatim(title), reader)
        case Attached(kind, name):
            picture = File(name, "image/jpeg" if kind == "image" else "", reader.words(_("My picture")))
            yield replace(render.mine(_("My picture"), reader), file=picture)


def _hardly_a_word(pressed: str) -> bool:
    """A box ticked or a page turned: the card itself shows it."""
    read = press.read(pressed)
    aimed = read.said if isinstance(read, press.Aimed) else None
    return isinstance(aimed, Tapped) and aimed.op.startswith(("+", "-", "page:"))


def _answer(one: Taken) -> Text | None:
    """The answer that was given, as it reads back."""
    given = any(isinstance(fact, Kept) and fact.answer.state is not AnswerState.DRAFT for fact in one.facts)
    done = one.done.replies[0].done if one.done.replies else ()
    return done[-1].value if given and done else None


def _label(one: Taken, pressed: str, card: str) -> Text | None:
    """The label of the button, on the card with that number."""
    place = (one.talk.person.id, int(card) if card.isascii() and card.isdigit() else 0)
    kept = outgoing.card_at(one.talk.db, [place]).get(place)
    keys = (key for row in outbox.read(kept).keys for key in row) if kept else ()
    return next((Verbatim(key.label) for key in keys if key.press == pressed), None)
