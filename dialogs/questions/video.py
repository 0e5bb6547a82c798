"""A film."""

from dialogs.questions.files import asking_for
from dialogs.text import _

VIDEO = asking_for(
    "video",
    ("video",),
    _("A video is asked here. Please send a short one from your phone."),
    _("Only a video can answer this question, of at most 20 MB: about half a minute."),
    _("video received"),
)
