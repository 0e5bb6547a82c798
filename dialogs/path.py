"""Where a respondent stands: which questions lie on their way, which are answered, what comes next.

Nothing of this is stored. It follows from the answers, so that back, correct, skip and resume are all
the same computation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from enum import StrEnum

from dialogs.filled import Filled, fill
from dialogs.questions import KINDS, Asked
from dialogs.survey import Question, Survey
from dialogs.turn import Answer, AnswerState, Session

CHOOSING = "?"
"""What `session.reopened` holds while the summary asks which answer to correct."""

CONFIRMED = (AnswerState.ANSWERED, AnswerState.REFUSED, AnswerState.SKIPPED)
_REFUSALS = ("nsp", "refused")


class Stage(StrEnum):
    NOTICE = "notice"
    ASKING = "asking"
    CHOOSING = "choosing"
    SUMMARY = "summary"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Path:
    """`questions` are those to be answered, in order; `notes` are only read."""

    session: Session
    filled: Filled
    today: date
    questions: tuple[Question, ...]
    notes: tuple[Question, ...]
    current: Question | None
    """The question being reopened, else the first without an answer; None when all are answered."""

    @property
    def survey(self) -> Survey:
        return self.filled.survey

    @property
    def stage(self) -> Stage:
        if not self.session.begun:
            return Stage.NOTICE
        if self.session.reopened == CHOOSING:
            return Stage.CHOOSING
        if self.current is not None:
            return Stage.ASKING
        return Stage.SENT if is_sent(self.session) else Stage.SUMMARY

    @property
    def answered(self) -> tuple[Question, ...]:
        return tuple(q for q in self.questions if stands(self.filled, q))

    @property
    def correctable(self) -> bool:
        """Before sending anything may be corrected; afterwards what the campaign allows."""
        return self.session.receipt is None or self.session.campaign.corrections

    def asked(self, question: Question) -> Asked:
        answer = self.session.answers.get(question.path)
        return Asked(question, self.filled, answer, self.session.id, self.today)

    def answer(self, question: Question) -> Answer | None:
        return self.session.answers.get(question.path)


def walk(survey: Survey, session: Session, now: datetime, zone: tzinfo, seed: int) -> Path:
    """The way through `survey` as the answers of `session` make it."""
    known = _of_this_person(survey, session)
    filled = fill(survey, known, now, zone, seed, session.language, waived=session.minor)
    shown = tuple(q for q in filled.shown if not (session.minor and KINDS[q.kind].personal))
    questions = tuple(q for q in shown if q.kind != "note")
    notes = tuple(q for q in shown if q.kind == "note")
    current = _current(session, filled, questions)
    return Path(session, filled, now.astimezone(zone).date(), questions, notes, current)


def again(path: Path, session: Session) -> Path:
    """The way anew, after `session` has changed."""
    scope = path.filled.scope
    return walk(path.survey, session, scope.now, scope.zone, scope.seed)


def _of_this_person(survey: Survey, session: Session) -> Mapping[str, Answer]:
    """The answers that count for the way: those to personal questions do not for somebody under 15."""
    if not session.minor:
        return session.answers
    personal = {q.path for q in survey.questions if KINDS[q.kind].personal}
    return {path: answer for path, answer in session.answers.items() if path not in personal}


def _current(session: Session, filled: Filled, questions: tuple[Question, ...]) -> Question | None:
    reopened = next((q for q in questions if q.path == session.reopened), None)
    if reopened or is_sent(session):
        return reopened
    return next((q for q in questions if not stands(filled, q)), None)


def is_sent(session: Session) -> bool:
    """Whether what stands is what was sent."""
    return session.receipt is not None and not session.changed


def stands(filled: Filled, question: Question) -> bool:
    """Whether a question on the way is answered: confirmed, still offered, still allowed."""
    answer = filled.answers.get(question.path)
    if answer is None or answer.state is AnswerState.DRAFT:
        return False
    value = filled.value(question.path)
    if not answer.value:
        return not filled.required(question)
    return bool(value) and filled.holds(question, value)


def state_of(question: Question, value: str) -> AnswerState:
    """How a confirmed value stands: a choice named `nsp` or `refused` is a refusal, a blank a skip."""
    if not value:
        return AnswerState.SKIPPED
    refused = question.choices is not None and value in _REFUSALS
    return AnswerState.REFUSED if refused else AnswerState.ANSWERED


def settled(path: Path) -> Mapping[str, Answer]:
    """The rows that must change because of others: hidden when off the way, back when on it again."""
    on_the_way = {q.path for q in path.questions}
    changed = {}
    for question in path.survey.questions:
        row = path.session.answers.get(question.path)
        if row is None or row.state is AnswerState.DRAFT or not question.asked:
            continue
        lives = question.path in on_the_way and (not row.value or path.filled.value(question.path) != "")
        state = state_of(question, row.value) if lives else AnswerState.HIDDEN
        if row.state is not state:
            changed[question.path] = replace(row, state=state)
    return changed


def computed(path: Path, *, every: bool) -> Mapping[str, Answer]:
    """The rows of what is computed, where they are missing or differ; blanks have none.

    `every` is for the moment of sending. Until then only what an author computes `once()` is kept, since
    that must not change any more.
    """
    rows = {}
    for question in path.survey.questions:
        lasts = question.calculation is not None and "once(" in question.calculation.source
        if question.asked or not (every or lasts):
            continue
        row, value = path.session.answers.get(question.path), path.filled.value(question.path)
        if value != (row.value if row else ""):
            rows[question.path] = Answer(value, AnswerState.ANSWERED if value else AnswerState.HIDDEN)
    return rows
