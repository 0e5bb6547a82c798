"""The kinds of question, one file each: what a kind accepts, how it asks, how it reads back."""

from collections.abc import Mapping

from dialogs.questions.acknowledge import ACKNOWLEDGE
from dialogs.questions.audio import AUDIO
from dialogs.questions.barcode import BARCODE
from dialogs.questions.date import DATE
from dialogs.questions.decimals import DECIMAL
from dialogs.questions.file import FILE
from dialogs.questions.geopoint import GEOPOINT
from dialogs.questions.geoshape import GEOSHAPE
from dialogs.questions.geotrace import GEOTRACE
from dialogs.questions.image import IMAGE
from dialogs.questions.integer import INTEGER
from dialogs.questions.kind import Asked, Form, Heard, Invalid, Kind, Ticked, Took, Turned, Unsure
from dialogs.questions.moment import MOMENT
from dialogs.questions.range import RANGE
from dialogs.questions.rank import RANK
from dialogs.questions.select_multiple import SELECT_MULTIPLE
from dialogs.questions.select_one import SELECT_ONE
from dialogs.questions.silent import CALCULATE, HIDDEN, NOTE
from dialogs.questions.text import TEXT
from dialogs.questions.time_of_day import TIME
from dialogs.questions.video import VIDEO

__all__ = ["KINDS", "Asked", "Form", "Heard", "Invalid", "Kind", "Ticked", "Took", "Turned", "Unsure"]

KINDS: Mapping[str, Kind] = {
    "select_one": SELECT_ONE,
    "select_multiple": SELECT_MULTIPLE,
    "rank": RANK,
    "text": TEXT,
    "integer": INTEGER,
    "decimal": DECIMAL,
    "range": RANGE,
    "date": DATE,
    "time": TIME,
    "dateTime": MOMENT,
    "acknowledge": ACKNOWLEDGE,
    "geopoint": GEOPOINT,
    "geotrace": GEOTRACE,
    "geoshape": GEOSHAPE,
    "barcode": BARCODE,
    "image": IMAGE,
    "audio": AUDIO,
    "video": VIDEO,
    "file": FILE,
    "note": NOTE,
    "calculate": CALCULATE,
    "hidden": HIDDEN,
}
"""By the name that `Question.kind` bears."""
