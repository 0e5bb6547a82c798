"""What a resident said, as a card of their own, for a channel that shows the conversation from the log."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot import outbox, render
from bot.channel import Card, File, Press
from bot.render import Reader
from bot.talk import Taken
from dialogs import press
from dialogs.text import Text, Verbatim, _
from dialogs.turn import AnswerState, Attached, Kept, Placed, Tapped, Typed
from storage import filetypes, outgoing


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
        case Attached() as sent:
            yield _sent(sent, reader)


def _sent(sent: Attached, reader: Reader) -> Card:
    """A photo to be seen, anything else by the name that its sender gives it."""
    title = (
        Verbatim(sent.title) if sent.title and sent.kind != "image" else _SENT.get(sent.kind, _SENT["file"])
    )
    card = render.mine(title, reader)
    if not sent.name:
        return card
    return replace(card, file=File(sent.name, filetypes.mime(sent.name), reader.words(title)))


_SENT: Mapping[str, Text] = {
    "image": _("My picture"),
    "audio": _("My recording"),
    "video": _("My video"),
    "file": _("My file"),
}


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
