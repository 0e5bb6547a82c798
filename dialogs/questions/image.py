"""A photo."""

from dialogs.questions.files import asking_for
from dialogs.text import _

IMAGE = asking_for(
    "image",
    ("image",),
    _("A photo is asked here. Please send one from your phone."),
    _("Only a photo can answer this question. Take one, or choose one on your phone."),
    _("photo received"),
)
