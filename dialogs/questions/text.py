"""Free words, kept as they were written."""

from dialogs.questions.kind import Asked, Form, Heard, Invalid, Kind, Took
from dialogs.text import Text, Verbatim, _, ngettext
from dialogs.turn import Entry

MOST = 4000
"""Letters of one answer: what a single message can hold, and no one's comment needs more."""


def _typed(asked: Asked, text: str) -> Heard:
    if not text:
        return Invalid(
            _("I received an empty message. Please write a few words."),
            _("There were no words in your message. One sentence is enough."),
        )
    if len(text) > MOST:
        count = ngettext("Your text has {n} letter.", "Your text has {n} letters.", len(text))
        return Invalid(
            _("{count} That is too long for me. Please keep it under {most}.", count=count, most=MOST),
            _("It is still too long. What matters most, in a few sentences?"),
        )
    return Took(text)


def _asks(asked: Asked, page: int) -> Form:
    return Form(entry=Entry("text", multiline="multiline" in asked.question.appearance))


def words_back(asked: Asked, value: str) -> Text:
    return Verbatim(value)


TEXT = Kind(typed=_typed, asks=_asks, reads_back=words_back, personal=True, free=True)
