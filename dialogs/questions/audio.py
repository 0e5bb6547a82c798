"""A recording: a voice message, or a file of sound."""

from dialogs.questions.files import asking_for
from dialogs.text import _

AUDIO = asking_for(
    "audio",
    ("audio",),
    _("A recording is asked here. Please send a voice message."),
    _("Only a recording can answer this question: a voice message, or a sound file of at most 20 MB."),
    _("recording received"),
)
