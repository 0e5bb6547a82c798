"""Something to read and confirm with one button; the answer is `OK`."""

from dialogs import menu
from dialogs.questions.kind import Asked, Form, Heard, Invalid, Kind, Took
from dialogs.text import Text, _
from dialogs.turn import Button

_VALUE = "OK"


def _typed(asked: Asked, text: str) -> Heard:
    if menu.button(text, ("yes", "done")):
        return Took(_VALUE)
    return Invalid(
        _("Have you read this? Then tap “OK”, or write it."),
        _("Write only “OK” when you have read the text above."),
    )


def _tapped(asked: Asked, op: str) -> Heard | None:
    return Took(_VALUE) if op == f"={_VALUE}" else None


def _asks(asked: Asked, page: int) -> Form:
    return Form(((Button(_("OK"), asked.press(f"={_VALUE}"), primary=True),),), shows=True)


def _reads_back(asked: Asked, value: str) -> Text:
    return _("OK")


ACKNOWLEDGE = Kind(typed=_typed, asks=_asks, reads_back=_reads_back, tapped=_tapped)
