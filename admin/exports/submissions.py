"""`submissions.csv`: every submission a row, its columns named as Kobo names them.

This is no aggregate: it is for owners alone. Numbers are drawn anew for each campaign, the time is
cut to its day, and no address, language or device stands in it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from admin.exports import sheet
from admin.exports.format import Wanted
from dialogs.survey import Question, Survey
from dialogs.xform import read_xform
from storage import submissions, surveys
from storage.database import Db
from storage.submissions import Submission

SYSTEM = (
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "__version__",
    "_tags",
    "_index",
)
_NUMBERS = ("integer", "decimal", "range", "geopoint", "geotrace", "geoshape")
_EACH = 10_000
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the question it reads, and what it makes of an answer."""

    name: str
    path: str
    cell: Callable[[str], sheet.Cell]


def write(db: Db, wanted: Wanted, path: Path) -> None:
    others = [v for v in submissions.versions(db, wanted.campaign.id) if v != wanted.campaign.version_id]
    versions = {version: read_xform(surveys.xform(db, version)) for version in others}
    versions[wanted.campaign.version_id] = wanted.survey
    columns = columns_of(wanted.survey, *versions.values())
    header = (*(column.name for column in columns), *SYSTEM)
    sheet.write(path, header, _rows(db, wanted, columns, versions))


def columns_of(*surveys: Survey) -> tuple[Column, ...]:
    """Every column of these versions, each once."""
    found: dict[str, Column] = {}
    for survey in surveys:
        for question in survey.questions:
            if question.kind != "note":
                for column in _columns(survey, question):
                    found.setdefault(column.name, column)
    return tuple(found.values())


def _columns(survey: Survey, question: Question) -> Iterator[Column]:
    group, _, name = question.key.rpartition("/")
    if question.kind == "geopoint":
        # Kobo's column of a place leaves its groups out, those of its parts do not
        yield Column(name, question.path, sheet.Plain)
        for part, title in enumerate(("latitude", "longitude", "altitude", "precision")):
            own = f"_{name}_{title}"
            yield Column(f"{group}/{own}" if group else own, question.path, _part(part))
        return
    whole = _computed if not question.asked else sheet.Plain if question.kind in _NUMBERS else str
    yield Column(question.key, question.path, whole)
    if question.kind == "select_multiple":
        for choice in survey.listed(question):
            yield Column(f"{question.key}/{choice.name}", question.path, _ticked(choice.name))


def _computed(value: str) -> sheet.Cell:
    """A calculation tells by its value what it is; a moment is cut to its day like every other here."""
    if _MOMENT.match(value):
        return value[:10]
    return sheet.Plain(value) if _NUMBER.fullmatch(value) else value


def _part(number: int) -> Callable[[str], sheet.Cell]:
    def part(value: str) -> sheet.Cell:
        parts = value.split()
        return sheet.Plain(parts[number]) if number < len(parts) else ""

    return part


def _ticked(name: str) -> Callable[[str], sheet.Cell]:
    return lambda value: 1 if name in value.split() else 0


def _rows(
    db: Db, wanted: Wanted, columns: tuple[Column, ...], versions: Mapping[int, Survey]
) -> Iterator[tuple[sheet.Cell, ...]]:
    for index, submission in enumerate(submissions.stream(db, wanted.campaign.id), 1):
        answers = submission.answers
        # an unanswered choice of several is empty in every column, not 0
        cells = (column.cell(answers[column.path]) if answers.get(column.path) else "" for column in columns)
        yield (*cells, *_system(submission, wanted, versions[submission.version].version, index))
        if index % _EACH == 0:
            wanted.progress(index)


def _system(submission: Submission, wanted: Wanted, version: str, index: int) -> tuple[sheet.Cell, ...]:
    drawn = sha256(f"{wanted.campaign.id}:{submission.seed}".encode()).digest()
    return (
        int.from_bytes(drawn[16:22], "big"),
        str(UUID(bytes=drawn[:16], version=4)),
        submission.sent_at.astimezone(wanted.campaign.zone).date().isoformat(),
        "",
        "",
        "submitted_via_web",
        "",
        version,
        "",
        index,
    )
