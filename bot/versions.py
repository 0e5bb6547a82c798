"""Survey versions, compiled once and kept: a published version never changes."""

from collections import OrderedDict
from threading import Lock

from dialogs.survey import Survey
from dialogs.xform import read_xform
from storage import surveys
from storage.database import Db


class Versions:
    """The versions used last; compiling one again costs milliseconds, so the oldest may go.

    The writer's thread and the readers share them.
    """

    def __init__(self, most: int = 64) -> None:
        self._most = most
        self._compiled: OrderedDict[int, Survey] = OrderedDict()
        self._turn = Lock()

    def get(self, db: Db, version: int) -> Survey:
        survey = self._compiled.get(version) or read_xform(surveys.xform(db, version))
        with self._turn:
            self._compiled[version] = survey
            self._compiled.move_to_end(version)
            if len(self._compiled) > self._most:
                self._compiled.popitem(last=False)
        return survey
