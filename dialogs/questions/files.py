"""What the questions that ask for a file share: the channel has put it into the media store, and the answer
is its name there."""

from collections.abc import Collection

from dialogs.questions.kind import Asked, Form, Heard, Invalid, Kind, Took
from dialogs.text import Msg, Text, _
from dialogs.turn import Attached, Entry


def asking_for(entry: str, kinds: Collection[str], please: Msg, again: Msg, received: Msg) -> Kind:
    """A kind that takes files of these `kinds` and nothing else."""

    def typed(asked: Asked, text: str) -> Heard:
        return Invalid(please, again)

    def attached(asked: Asked, sent: Attached) -> Heard:
        if sent.kind not in kinds:
            return Invalid(please, again)
        return Took(sent.name) if sent.name else _not_kept(again)

    def asks(asked: Asked, page: int) -> Form:
        return Form(entry=Entry(entry))

    def reads_back(asked: Asked, value: str) -> Text:
        return received

    return Kind(typed=typed, asks=asks, reads_back=reads_back, attached=attached, personal=True)


def _not_kept(again: Msg) -> Invalid:
    return Invalid(
        _("I could not keep this file: it is larger than 20 MB, or of a kind I do not know."), again
    )
