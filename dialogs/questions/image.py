"""A photo, which the channel has put into the media store; the answer is its name there."""

from dialogs.questions.kind import Asked, Form, Heard, Invalid, Kind, Took
from dialogs.text import Text, _
from dialogs.turn import Attached, Entry

_AGAIN = _("Only a photo can answer this question. Take one, or choose one on your phone.")


def _typed(asked: Asked, text: str) -> Heard:
    return Invalid(_("A photo is asked here. Please send one from your phone."), _AGAIN)


def _attached(asked: Asked, attached: Attached) -> Heard:
    return Took(attached.name) if attached.kind == "image" else _typed(asked, "")


def _asks(asked: Asked, page: int) -> Form:
    return Form(entry=Entry("image"))


def _reads_back(asked: Asked, value: str) -> Text:
    return _("photo received")


IMAGE = Kind(typed=_typed, asks=_asks, reads_back=_reads_back, attached=_attached, personal=True)
