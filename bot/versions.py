"""Survey versions, compiled once and kept: a published version never changes."""

from collections import OrderedDict

from dialogs.survey import Survey
from dialogs.xform import read_xform
from storage import surveys
from storage.database import Db


class Versions:
    """The versions used last; compiling one again costs milliseconds, so the oldest may go."""

    def __init__(self, most: int = 64) -> None:
        self._most = most
        self._compiled: OrderedDict[int, Survey] = OrderedDict()

    def get(self, db: Db, version: int) -> Survey:
        survey = self._compiled.get(version)
        if survey is None:
            survey = read_xform(surveys.xform(db, version))
        self._compiled[version] = survey
        self._compiled.move_to_end(version)
        if len(self._compiled) > self._most:
            self._compiled.popitem(last=False)
        return survey
