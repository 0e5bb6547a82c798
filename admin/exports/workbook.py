"""`results.xlsx`: the results, charts that a spreadsheet draws itself, and the codebook.

Rows are written as they come and not kept (`constant_memory`). Every cell is written with its type:
a text that begins with = stays a text. A hidden number is a text too, so no chart can draw it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from admin.exports.format import Wanted
from admin.results import words
from admin.results.live import results
from admin.results.model import Group, Results, Row, Table
from admin.results.slots import told
from dialogs.text import Text, Verbatim, _, say
from storage.database import Db

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_A4 = 9
_LINE = 15
"""Points that a line of text is high; a text is wrapped where it is longer than _LETTERS."""
_LETTERS = 100
_WIDTHS = (60, 32, 22, 12, 10, 10, 10, 10)
_CODE_WIDTHS = (20, 60, 18, 20, 44)
_GROUP = 2
_CHART_ROWS = 18
"""Rows of the sheet that a chart covers; two charts make a printed page."""


@dataclass(frozen=True, slots=True)
class Block:
    """Where the numbers of one question in one group stand, for its chart."""

    title: str
    first: int
    last: int


def write(db: Db, wanted: Wanted, path: Path) -> None:
    found = results(db, wanted.campaign, wanted.survey, wanted.now, wanted.by)
    with Workbook(str(path), _OPTIONS) as book:
        Writer(book, wanted, found).write()


class Writer:
    """The sheets, one after another; with `constant_memory`, each row is written once and in order."""

    def __init__(self, book: Any, wanted: Wanted, found: Results) -> None:
        self._book, self._wanted, self._found = book, wanted, found
        self._bold = book.add_format({"bold": True})
        self._percent = book.add_format({"num_format": "0.0%"})
        self._wrapped = book.add_format({"text_wrap": True})
        self._right = book.add_format({"align": "right"})

    def write(self) -> None:
        self._about()
        blocks = list(self._results())
        self._charts(blocks)
        self._codebook()

    def _say(self, text: Text) -> str:
        return say(
            text, self._wanted.words, self._wanted.words.language, self._wanted.survey.default_language
        )

    def _add_sheet(self, title: Text) -> Any:
        """Printed, it is as wide as the paper."""
        sheet = self._book.add_worksheet(self._say(title))
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _about(self) -> None:
        sheet = self._add_sheet(_("About"))
        sheet.set_column(0, 0, _LETTERS)
        local = self._found.at.astimezone(self._wanted.campaign.zone)
        sentences: tuple[Text, ...] = (
            words.opening(self._found),
            _("Counted on {moment}.", moment=local),
            _("Groups smaller than {k} are hidden, and as many others as it takes.", k=self._found.min_cell),
            *words.METHOD,
            words.SEVERAL,
        )
        for row, sentence in enumerate(map(self._say, sentences)):
            sheet.set_row(row, _LINE * (1 + len(sentence) // _LETTERS))
            sheet.write_string(row, 0, sentence, self._wrapped)

    def _results(self) -> Iterator[Block]:
        sheet = self._sheet = self._add_sheet(_("Results"))
        header = (
            _("Question"),
            _("Choice"),
            _("Group"),
            _("Answers"),
            _("Share"),
            _("From"),
            _("To"),
            _("Base"),
        )
        for column, (title, width) in enumerate(zip(header, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width, None, {"hidden": column == _GROUP and not self._found.by})
            sheet.write_string(0, column, self._say(title), self._bold)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        at = 1
        for table in self._found.tables:
            for group in table.groups:
                if bool(group.name) == bool(self._found.by):
                    block, at = self._group(table, group, at)
                    if block:
                        yield block

    def _group(self, table: Table, group: Group, at: int) -> tuple[Block | None, int]:
        """Writes a group from row `at` on; where its chart's numbers are, and the row after."""
        question = self._say(words.title_of(table.question))
        by = self._found.by
        name = self._say(words.label_of(self._wanted.survey, by, group.name)) if by else ""
        for offset, row in enumerate(group.rows):
            choice = self._say(words.label_of(self._wanted.survey, table.question, row.name))
            self._row(at + offset, (question, choice, name), row, group)
        after = at + len(group.rows)
        for label, figure in self._figures(group):
            self._texts(after, (question, label, name))
            self._number(after, 3, figure)
            self._number(after, 7, group.base)
            after += 1
        for ranked in group.ranked:
            choice = self._say(words.label_of(self._wanted.survey, table.question, ranked.name))
            self._texts(
                after, (question, self._say(_("mean place of {choice}", choice=Verbatim(choice))), name)
            )
            self._number(after, 3, ranked.mean)
            self._number(after, 7, ranked.n)
            after += 1
        for row in group.missing:
            self._row(after, (question, self._say(words.MISSING[row.name]), name), row, group)
            after += 1
        title = f"{question} · {name}" if name else question
        drawable = group.base and any(row.count is not None for row in group.rows)
        base = self._say(words.base(group, self._found.min_cell))
        return (Block(f"{title}\n{base}", at, at + len(group.rows) - 1) if drawable else None), after

    def _figures(self, group: Group) -> Iterator[tuple[str, float | None]]:
        if group.figures is not None and group.base != 0:
            yield self._say(_("mean")), group.figures.mean
            yield self._say(_("median")), group.figures.median
        if group.figures is None and not group.rows:
            yield self._say(_("answers")), group.base

    def _row(self, at: int, texts: tuple[str, ...], row: Row, group: Group) -> None:
        self._texts(at, texts)
        self._number(at, 3, row.count)
        if row.share is not None and row.interval is not None:
            for column, share in enumerate((row.share, *row.interval), 4):
                self._sheet.write_number(at, column, share, self._percent)
        self._number(at, 7, group.base)

    def _texts(self, at: int, texts: tuple[str, ...]) -> None:
        for column, text in enumerate(texts):
            self._sheet.write_string(at, column, text)

    def _number(self, at: int, column: int, number: float | None) -> None:
        if number is None:
            self._sheet.write_string(at, column, self._say(words.hidden(self._found.min_cell)), self._right)
        else:
            self._sheet.write_number(at, column, number)

    def _charts(self, blocks: list[Block]) -> None:
        numbers, sheet = self._sheet.get_name(), self._add_sheet(_("Charts"))
        sheet.set_portrait()
        sheet.set_h_pagebreaks(range(2 * _CHART_ROWS, len(blocks) * _CHART_ROWS, 2 * _CHART_ROWS))
        for place, block in enumerate(blocks):
            chart = self._book.add_chart({"type": "bar"})
            chart.add_series(
                {
                    "name": block.title,
                    "categories": [numbers, block.first, 1, block.last, 1],
                    "values": [numbers, block.first, 3, block.last, 3],
                    "data_labels": {"value": True},
                    "fill": {"color": "#1f5f8b"},
                }
            )
            chart.set_title({"name": block.title, "name_font": {"size": 11}})
            chart.set_legend({"none": True})
            chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
            chart.set_y_axis({"reverse": True, "line": {"none": True}})
            chart.set_size({"width": 720, "height": 340})
            sheet.insert_chart(place * _CHART_ROWS, 0, chart, {"description": block.title})

    def _codebook(self) -> None:
        sheet = self._add_sheet(_("Codebook"))
        for column, width in enumerate(_CODE_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        header = (_("Question"), _("Wording"), _("Kind"), _("Choice"), _("Wording of the choice"))
        rows = [tuple(self._say(title) for title in header), *self._codes()]
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(at, column, text, None if at else self._bold)

    def _codes(self) -> Iterator[tuple[str, ...]]:
        survey = self._wanted.survey
        for question in told(survey):
            first = (question.key, self._say(words.title_of(question)), question.kind)
            choices = survey.listed(question)
            for choice in choices:
                yield *first, choice.name, self._say(words.label_of(survey, question, choice.name))
            if not choices:
                yield *first, "", ""
