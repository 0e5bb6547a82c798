"""What is found in an author's file: how grave it is, where it stands, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum

from dialogs.text import Msg, _

FILE = "file"
"""The sheet of a finding about the file as a whole."""


class Severity(StrEnum):
    """An error stops the file; a warning asks for a second look; information says what will happen."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an author looks: a sheet, its row as numbered there, the column's letter.

    In a YAML file the sheet is the table, `row` the line and `column` the line's column.
    """

    sheet: str = FILE
    row: int = 0
    column: str = "-"


@dataclass(frozen=True, slots=True)
class Finding:
    severity: Severity
    sheet: str
    row: int
    column: str
    message: Msg
    character: int | None = None
    """Counted from 1, within the cell."""
    code: str = ""

    @property
    def sentence(self) -> Msg:
        """The message, with the character it is about."""
        if self.character is None:
            return self.message
        return _("character {character}: {message}", character=str(self.character), message=self.message)


class Unreadable(Exception):
    """The file holds no survey that can be read; the finding says why."""

    def __init__(self, code: str, message: Msg, place: Place = Place()) -> None:
        super().__init__(code)
        self.finding = error(code, place, message)


def error(code: str, place: Place, message: Msg, character: int | None = None) -> Finding:
    return _finding(Severity.ERROR, code, place, message, character)


def warning(code: str, place: Place, message: Msg, character: int | None = None) -> Finding:
    return _finding(Severity.WARNING, code, place, message, character)


def info(code: str, place: Place, message: Msg, character: int | None = None) -> Finding:
    return _finding(Severity.INFO, code, place, message, character)


def _finding(severity: Severity, code: str, at: Place, message: Msg, character: int | None) -> Finding:
    return Finding(severity, at.sheet, at.row, at.column, message, character, code)
