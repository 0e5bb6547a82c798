"""Results in words: what must be said of a sample that chose itself, and the tables as lines of text.

No sampling design exists, so nothing here speaks of a margin of error or of all inhabitants.
"""

from collections.abc import Iterator
from datetime import date

from admin.results.model import Group, Missing, Ranked, Results, Row, Table
from admin.results.slots import RANKED, SCALE
from dialogs.survey import Question, Survey
from dialogs.text import Msg, Text, Verbatim, _, ngettext

SELF_SELECTED = _(
    "Open consultation: people chose to answer. These results describe those who answered,"
    " not all inhabitants."
)
INTERVAL = _(
    "Indicative interval, as if the answers had been drawn at random;"
    " it does not cover the fact that people chose to answer."
)
SEVERAL = _("Several choices were possible: the shares add up to more than 100%.")
METHOD = (SELF_SELECTED, INTERVAL)

MISSING: dict[str, Msg] = {
    Missing.REFUSED: _("preferred not to say"),
    Missing.SKIPPED: _("skipped"),
    Missing.NOT_ASKED: _("not asked"),
    Missing.NOT_REACHED: _("not reached"),
}


def percent(share: float) -> Msg:
    return _("{n}%", n=round(100 * share))


def hidden(k: int) -> Msg:
    """What stands in the place of a hidden number."""
    return _("< {k}", k=k)


def hidden_means(k: int) -> Msg:
    return _("“< {k}” stands for a number below {k}, or for one that would give such a number away.", k=k)


def coming(closes: date | None) -> Msg:
    """When the results of a consultation that is not closed will be public."""
    if closes is None:
        return _("The results are published once the consultation is closed.")
    return _("The consultation closes on {day}. Its results are published here then.", day=closes)


def label_of(survey: Survey, question: Question, name: str) -> Text:
    """A choice as its author worded it; a step of a scale, or a value of another version, as it is."""
    found = next((choice for choice in survey.listed(question) if choice.name == name), None)
    return found.label.plain if found and found.label.texts else Verbatim(name)


def title_of(question: Question) -> Text:
    return question.label.plain if question.label.texts else Verbatim(question.name)


def opening(results: Results) -> Text:
    started, complete = results.took_part.started, results.took_part.complete
    if not started:
        return _("{title}: nobody has answered yet.", title=results.title)
    return _(
        "{title} · {started} started, {complete} finished ({share})",
        title=results.title,
        started=started,
        complete=complete,
        share=percent(complete / started),
    )


def base(group: Group, k: int) -> Text:
    """Which answers a table is of; how many of them were never sent."""
    if group.base is None:
        return _("Base: fewer than {k} answers, nothing is shown.", k=k)
    if group.unfinished:
        return ngettext(
            "Base: {base} answers, {n} of them unfinished.",
            "Base: {base} answers, {n} of them unfinished.",
            group.unfinished,
            base=group.base,
        )
    return ngettext("Base: {n} answer.", "Base: {n} answers.", group.base)


def ordered(table: Table, group: Group) -> list[Row]:
    """The greatest first, hidden ones last; the steps of a scale as they are."""
    if table.question.kind == SCALE:
        return list(group.rows)
    return sorted(group.rows, key=lambda row: -1 if row.count is None else row.count, reverse=True)


def lines(survey: Survey, results: Results, table: Table, group: Group) -> Iterator[Text]:
    """One question in one group: a line for each choice, the greatest first unless the scale has an order."""
    shown = [row for row in ordered(table, group) if row.count is not None]
    first = _("Share of those who ranked it first:") if table.question.kind == RANKED and shown else None
    yield from (first,) if first else ()
    for row in shown:
        yield _choice(survey, table.question, row)
    if hushed := [label_of(survey, table.question, row.name) for row in group.rows if row.count is None]:
        yield _("{choices}: hidden, too few answers", choices=listed(hushed))
    yield from beside(survey, results, table, group)


def beside(survey: Survey, results: Results, table: Table, group: Group) -> Iterator[Text]:
    """What is told of a question's answers apart from its choices, a line for each."""
    yield from (_mean_place(survey, table.question, ranked) for ranked in group.ranked if ranked.mean)
    if group.figures and group.figures.mean is not None and group.figures.median is not None:
        yield _(
            "median {median}, mean {mean}",
            median=round(group.figures.median, 2),
            mean=round(group.figures.mean, 2),
        )
    if missing := list(_missing(group, results.min_cell)):
        yield _("No answer: {kinds}", kinds=listed(missing))


def _choice(survey: Survey, question: Question, row: Row) -> Text:
    label = label_of(survey, question, row.name)
    if row.share is None or row.interval is None:
        return _("{choice}: {count}", choice=label, count=row.count or 0)
    return _(
        "{choice}: {share} ({count}; {low} to {high})",
        choice=label,
        share=percent(row.share),
        count=row.count or 0,
        low=round(100 * row.interval[0]),
        high=percent(row.interval[1]),
    )


def _mean_place(survey: Survey, question: Question, ranked: Ranked) -> Text:
    return ngettext(
        "{choice}: mean place {mean}, ranked by {n} person",
        "{choice}: mean place {mean}, ranked by {n} people",
        ranked.n or 0,
        choice=label_of(survey, question, ranked.name),
        mean=round(ranked.mean or 0, 2),
    )


def _missing(group: Group, k: int) -> Iterator[Text]:
    for row in group.missing:
        if row.count != 0:
            count = hidden(k) if row.count is None else row.count
            yield _("{kind} {count}", kind=MISSING[row.name], count=count)


def listed(texts: list[Text]) -> Text:
    """Several texts in a row, parted by commas."""
    first, *others = texts
    for other in others:
        first = _("{first}, {other}", first=first, other=other)
    return first
