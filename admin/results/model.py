"""Results as every surface gets them: what is hidden is already gone, so no surface can show it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dialogs.survey import Question
from dialogs.text import Text
from storage.results import Participation


class Missing(StrEnum):
    """Why a session that was started has no answer to a question, named as in `results.csv`."""

    REFUSED = "_refused"
    SKIPPED = "_skipped"
    NOT_ASKED = "_not_asked"
    NOT_REACHED = "_not_reached"


@dataclass(frozen=True, slots=True)
class Row:
    """One number of a table: of a choice, or of a kind of missing answer. None: hidden."""

    name: str
    count: int | None
    share: float | None = None
    """Of the base; None where hidden, of an empty base, and for what is missing."""
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of numbers. None: hidden."""

    mean: float | None
    median: float | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """Of a choice that was ranked: its mean place, and by how many it was. None: hidden, or of nobody."""

    name: str
    mean: float | None
    n: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """A question's answers by everyone (`name` is ""), or by those who chose `name` in another question."""

    name: str
    base: int | None
    """How many answered; None: hidden, and everything else with it."""
    unfinished: int | None
    """Of the base, those who never sent their answers; None: hidden."""
    rows: tuple[Row, ...]
    missing: tuple[Row, ...]
    figures: Figures | None = None
    """Of a question answered by numbers."""
    ranked: tuple[Ranked, ...] = ()
    """Of everyone's ranking; groups have none, since from their means those of others would follow."""


@dataclass(frozen=True, slots=True)
class Table:
    question: Question
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An entry point, and who came through it; `label` is empty for those who came without one."""

    label: str
    kind: str
    took_part: Participation | None
    """None: hidden."""


@dataclass(frozen=True, slots=True)
class Results:
    code: str
    title: Text
    at: datetime
    """When they were counted."""
    min_cell: int
    took_part: Participation
    sources: tuple[Source, ...]
    tables: tuple[Table, ...]
    by: Question | None = None
