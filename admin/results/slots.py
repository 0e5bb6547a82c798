"""The state of every question for every session that was started, before anything is hidden.

Answered, refused, skipped, not asked and not reached add up to the sessions started. The last two
have no row of their own: where a sent session has none, the question was not asked; an unfinished
one did not reach it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from admin.results.model import Missing
from dialogs.survey import Question, Survey
from storage import results as counts
from storage.database import Db
from storage.results import Participation, Tally

EVERYONE = ""
OUTSIDE = "?"
"""The group of those who did not answer the question that results are broken down by; never shown."""

REFUSALS = ("nsp", "refused")
"""Choices by which a resident declines to answer: they are no part of the base."""

ONE_OF = "select_one"
SEVERAL_OF = "select_multiple"
RANKED = "rank"
SCALE = "range"
NUMBERS = ("integer", "decimal", SCALE)

LONGEST_SCALE = 11
"""Steps of a scale that are counted one by one."""


NOBODY = Participation(0, 0)


@dataclass(slots=True)
class Slots:
    """One question in one group: how many answered, what they chose, and what is missing why."""

    base: int = 0
    unfinished: int = 0
    chosen: Counter[str] = field(default_factory=Counter)
    """Of ranked choices, by how many ranked each first."""
    places: dict[str, Counter[int]] = field(default_factory=dict)
    """Of ranked choices, by how many put each in which place."""
    missing: Counter[Missing] = field(default_factory=Counter)
    seen: Participation = NOBODY
    """Sessions with a row, whatever it says."""

    def choose(self, value: str, n: int) -> None:
        """`n` people chose `value`, or ranked the choices named in it."""
        ranked = value.split()
        self.chosen[ranked[0] if len(ranked) > 1 else value] += n
        for place, name in enumerate(ranked, 1):
            self.places.setdefault(name, Counter())[place] += n

    def less(self, others: "list[Slots]") -> "Slots":
        """What is left when the groups are taken away."""
        left = Slots(self.base, self.unfinished, Counter(self.chosen), missing=Counter(self.missing))
        for other in others:
            left.base -= other.base
            left.unfinished -= other.unfinished
            left.chosen.subtract(other.chosen)
            left.missing.subtract(other.missing)
        return left


Slotted: TypeAlias = dict[str, dict[str, Slots]]
"""By the path of the question, then by group."""


def told(survey: Survey) -> tuple[Question, ...]:
    """The questions that results tell of."""
    return tuple(question for question in survey.questions if question.asked and question.kind != "note")


def names(survey: Survey, question: Question) -> tuple[str, ...]:
    """What answers are counted by, in the author's order: the choices, or the steps of a scale."""
    if question.kind == SCALE:
        return _steps(question)
    return tuple(choice.name for choice in survey.listed(question) if choice.name not in REFUSALS)


def _steps(question: Question) -> tuple[str, ...]:
    if question.bounds is None:
        return ()
    start, end, step = (
        Decimal(text) for text in (question.bounds.start, question.bounds.end, question.bounds.step)
    )
    number = int((end - start) / step) + 1 if step else 0
    return (
        tuple(f"{(start + step * i).normalize():f}" for i in range(number)) if number <= LONGEST_SCALE else ()
    )


def read(db: Db, campaign_id: int, survey: Survey, by: Question | None) -> Slotted:
    """Every question's slots: everyone's, and each group's and the rest's if there is a `by`."""
    took_part = counts.participation(db, campaign_id)
    slotted: Slotted = {question.path: {EVERYONE: Slots()} for question in told(survey)}
    _fill(db, campaign_id, survey, None, slotted)
    _add_unseen(slotted, {EVERYONE: took_part})
    if by is not None:
        _read_groups(db, campaign_id, survey, by, slotted)
    return slotted


def _read_groups(db: Db, campaign_id: int, survey: Survey, by: Question, slotted: Slotted) -> None:
    found = {
        tally.value: Participation(tally.n, tally.n - tally.unfinished)
        for tally in counts.values(db, campaign_id, [by.path])
        if tally.state == counts.ANSWERED
    }
    order = [*names(survey, by), *sorted(found.keys() - set(names(survey, by)))]
    groups = {name: found.get(name, NOBODY) for name in order}
    for by_group in slotted.values():
        by_group.update({name: Slots() for name in groups})
    _fill(db, campaign_id, survey, by.path, slotted)
    _add_unseen(slotted, groups)
    for by_group in slotted.values():
        by_group[OUTSIDE] = by_group[EVERYONE].less([by_group[name] for name in groups])


def _fill(db: Db, campaign_id: int, survey: Survey, by: str | None, slotted: Slotted) -> None:
    valued = [question.path for question in told(survey) if question.kind in (ONE_OF, RANKED, SCALE)]
    several = [question.path for question in told(survey) if question.kind == SEVERAL_OF]
    others = [path for path in slotted if path not in valued]
    in_states = counts.states(db, campaign_id, others, by)
    in_values = counts.values(db, campaign_id, valued, by)
    for tally in [*in_states, *in_values]:
        if slots := _slots(slotted, tally):
            _add_state(slots, tally)
    for tally in [*in_values, *counts.choices(db, campaign_id, several, by)]:
        chosen = tally.state == counts.ANSWERED and tally.value not in REFUSALS
        if chosen and (slots := _slots(slotted, tally)):
            slots.choose(tally.value, tally.n)


def _slots(slotted: Slotted, tally: Tally) -> Slots | None:
    """Where a tally belongs; nowhere if its question is not in this version of the survey."""
    return slotted.get(tally.path, {}).get(tally.group)


def _add_state(slots: Slots, tally: Tally) -> None:
    sent = tally.n - tally.unfinished
    slots.seen = Participation(slots.seen.started + tally.n, slots.seen.complete + sent)
    if tally.state == counts.ANSWERED:
        slots.base += tally.n
        slots.unfinished += tally.unfinished
    else:
        slots.missing[_MISSING[tally.state]] += tally.n


_MISSING: Mapping[str, Missing] = {
    "refused": Missing.REFUSED,
    "skipped": Missing.SKIPPED,
    "hidden": Missing.NOT_ASKED,
}


def _add_unseen(slotted: Slotted, groups: Mapping[str, Participation]) -> None:
    """Those without a row: not asked if they sent their answers, not reached if they did not."""
    for by_group in slotted.values():
        for name, took_part in groups.items():
            slots = by_group[name]
            unfinished = took_part.started - took_part.complete
            slots.missing[Missing.NOT_ASKED] += took_part.complete - slots.seen.complete
            slots.missing[Missing.NOT_REACHED] += unfinished - (slots.seen.started - slots.seen.complete)
