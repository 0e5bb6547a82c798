"""An area: three positions or more around it; it closes by itself."""

from dialogs.questions.kind import Invalid
from dialogs.questions.lines import Line
from dialogs.text import _

GEOSHAPE = Line(
    least=3,
    closed=True,
    too_few=Invalid(
        _("An area needs three positions at least. Please send the next one."),
        _("Send a position at each corner; then tap “Done”. The area closes by itself."),
    ),
).kind
