"""A picture of one question: horizontal bars, with the same figures as text for who cannot see it.

matplotlib is imported where it draws, since it takes long; and no other module imports it.
"""

from dataclasses import dataclass
from io import BytesIO
from textwrap import fill
from typing import Any

from admin.results import words
from admin.results.model import Group, Results, Row, Table
from dialogs.survey import Survey
from dialogs.text import Text, say
from locales import Catalogue

BAR = "#1f5f8b"
"""Told from white by lightness alone, so no kind of colour blindness matters."""

_INK = "#1a1a1a"
_LABEL = 28
"""Letters of a label in a line."""


@dataclass(frozen=True, slots=True)
class Picture:
    png: bytes
    alt: str


def drawable(table: Table) -> bool:
    """Whether there is a bar to draw."""
    return any(row.count is not None for row in table.groups[0].rows) and bool(table.groups[0].base)


def draw(survey: Survey, results: Results, table: Table, catalogue: Catalogue) -> Picture:
    """Everyone's answers to a question that is `drawable`."""
    group = table.groups[0]
    reader = Reader(survey, results, table, catalogue)
    return Picture(_png(reader, group, words.ordered(table, group)), reader.alt(group))


@dataclass(frozen=True, slots=True)
class Reader:
    """What the picture says, in one reader's words."""

    survey: Survey
    results: Results
    table: Table
    catalogue: Catalogue

    def say(self, text: Text) -> str:
        return say(text, self.catalogue, self.catalogue.language, self.survey.default_language)

    @property
    def title(self) -> str:
        return self.say(words.title_of(self.table.question))

    def base(self, group: Group) -> str:
        return self.say(words.base(group, self.results.min_cell))

    def label(self, row: Row) -> str:
        return self.say(words.label_of(self.survey, self.table.question, row.name))

    def figure(self, row: Row) -> str:
        """What stands at the end of a bar."""
        if row.count is None or row.share is None:
            return self.say(words.hidden(self.results.min_cell))
        return f"{self.say(words.percent(row.share))} ({self.catalogue.number(row.count)})"

    def alt(self, group: Group) -> str:
        lines = words.lines(self.survey, self.results, self.table, group)
        return "\n".join((self.title, self.base(group), *map(self.say, lines)))


def _png(reader: Reader, group: Group, rows: list[Row]) -> bytes:
    from matplotlib.figure import Figure

    labels = [fill(reader.label(row), _LABEL) for row in rows]
    shares = [row.share or 0.0 for row in rows]
    figure = Figure(figsize=(8, 1.6 + 0.55 * len(rows)), dpi=150, layout="constrained", facecolor="white")
    axes = figure.add_subplot()
    bars = axes.barh(range(len(rows)), shares, color=BAR, height=0.62)
    axes.bar_label(bars, [reader.figure(row) for row in rows], padding=4, color=_INK, fontsize=11)
    axes.set_yticks(range(len(rows)), labels, fontsize=11, color=_INK)
    axes.invert_yaxis()
    axes.set_xlim(0, max(1e-9, *shares) * 1.25)
    _bare(axes)
    axes.set_title(f"{fill(reader.title, 60)}\n{reader.base(group)}", loc="left", fontsize=12, color=_INK)
    out = BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


def _bare(axes: Any) -> None:
    """No frame and no scale: each bar bears its own number."""
    axes.xaxis.set_visible(False)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
