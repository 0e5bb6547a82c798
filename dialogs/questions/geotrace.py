"""A way: two positions or more, in their order."""

from dialogs.questions.kind import Invalid
from dialogs.questions.lines import Line
from dialogs.text import _

GEOTRACE = Line(
    least=2,
    closed=False,
    too_few=Invalid(
        _("A way needs two positions at least. Please send the next one."),
        _("Send a position, walk on, send another one; then tap “Done”."),
    ),
).kind
