"""Results as they stand now: the one function that the command line, the chat and all exports share."""

from datetime import datetime

from admin.results import slots
from admin.results.masks import hidden_choices
from admin.results.model import Results, Source
from admin.results.suppression import in_line, small
from admin.results.table import Told, table
from dialogs.survey import Question, Survey
from storage import results as counts
from storage.campaigns import Campaign
from storage.database import Db
from storage.results import Entry


class CannotBreakDown(Exception):
    """Results can be broken down only by a single choice of this survey."""


def results(db: Db, campaign: Campaign, survey: Survey, at: datetime, by: Question | None = None) -> Results:
    """Every question of the campaign, by group if there is a `by`; `at` is the time of the count."""
    slotted = slots.read(db, campaign.id, survey, by)
    told = [
        _told(db, campaign.id, survey, question, slotted[question.path], by)
        for question in slots.told(survey)
        if by is None or question.path != by.path
    ]
    known: frozenset[str] = frozenset()
    if by is not None:
        whole = slotted[by.path][slots.EVERYONE]
        known = hidden_choices(_names(survey, by, whole), whole, campaign.min_cell)
    return Results(
        code=campaign.code,
        title=campaign.title,
        at=at,
        min_cell=campaign.min_cell,
        took_part=counts.participation(db, campaign.id),
        sources=_sources(counts.by_source(db, campaign.id), campaign.min_cell),
        tables=tuple(table(each, known, campaign.min_cell) for each in told),
        by=by,
    )


def to_break_down_by(survey: Survey, name: str) -> Question:
    """The question of that key (`g/q`) or of that name, if only one bears it; raises CannotBreakDown."""
    found = [q for q in slots.told(survey) if name in (q.key, q.path)]
    found = found or [q for q in slots.told(survey) if q.name == name]
    if len(found) == 1 and found[0].kind == slots.ONE_OF:
        return found[0]
    raise CannotBreakDown(name)


def _told(
    db: Db,
    campaign_id: int,
    survey: Survey,
    question: Question,
    held: dict[str, slots.Slots],
    by: Question | None,
) -> Told:
    figures = {}
    if question.kind in slots.NUMBERS:
        figures = counts.figures(db, campaign_id, question.path)
        if by is not None:
            figures |= counts.figures(db, campaign_id, question.path, by.path)
    return Told(question, _names(survey, question, held[slots.EVERYONE]), held, figures)


def _names(survey: Survey, question: Question, whole: slots.Slots) -> tuple[str, ...]:
    """What answers are counted by; values that this version does not list come last."""
    listed = slots.names(survey, question)
    return (*listed, *sorted(whole.chosen.keys() - set(listed))) if question.kind != slots.SCALE else listed


def _sources(entries: list[Entry], k: int) -> tuple[Source, ...]:
    """Entry points; the smallest are counted, but how many came through them is not told."""
    started = {place: entry.took_part.started for place, entry in enumerate(entries)}
    hidden = in_line(started, {place for place, n in started.items() if small(n, k)}, k)
    return tuple(
        Source(entry.label, entry.kind, None if place in hidden else entry.took_part)
        for place, entry in enumerate(entries)
    )
