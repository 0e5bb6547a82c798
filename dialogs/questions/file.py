"""Any file: a document, a picture, a recording."""

from dialogs.questions.files import asking_for
from dialogs.text import _

FILE = asking_for(
    "file",
    ("file", "image", "audio", "video"),
    _("A file is asked here. Please send a document, a photo or a recording."),
    _("Only a file can answer this question: a PDF, a text, a table, a photo, of at most 20 MB."),
    _("file received"),
)
