"""The code on a label, typed: nothing here can read it from a photo."""

from dataclasses import replace

from dialogs.questions.kind import Asked, Heard, Invalid, no_file
from dialogs.questions.text import TEXT
from dialogs.text import _
from dialogs.turn import Attached


def _attached(asked: Asked, attached: Attached) -> Heard:
    if attached.kind != "image":
        return no_file(asked, attached)
    return Invalid(
        _("I cannot read the code from a photo. Please write the figures under it."),
        _("Please write the code itself: the letters and figures beside the bars."),
    )


BARCODE = replace(TEXT, attached=_attached)
