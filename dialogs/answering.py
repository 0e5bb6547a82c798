"""Answers as they change, and all that follows from a change. No words here: those are `dialogs.card`'s."""

from dataclasses import dataclass, replace

from dialogs.path import CHOOSING, Path, again, computed, settled, state_of
from dialogs.setting import given
from dialogs.survey import Question
from dialogs.turn import Answer, AnswerState, Fact, Kept


@dataclass(frozen=True, slots=True)
class Change:
    """The way as it now is, and what happened."""

    path: Path
    facts: tuple[Fact, ...] = ()


def confirm(path: Path, question: Question, value: str) -> Change:
    """`value` is the answer; "" is a skip. What was being reopened is closed, if it was this question."""
    was = path.answer(question)
    answer = Answer(value, state_of(question, value), _revision(was) + 1)
    closed = path.session.reopened in (question.path, CHOOSING)
    kept = _keep(path, question, answer)
    session = replace(kept.path.session, reopened=None) if closed else kept.path.session
    confirmed = Change(again(path, replace(session, slips=0)), kept.facts)
    return _settle(_set_others(path, confirmed, question))


def _set_others(before: Path, change: Change, question: Question) -> Change:
    """What the author sets when this answer changes. What is asked waits there to be kept or replaced."""
    path, facts = change.path, change.facts
    for other, value in given(before.filled, change.path.filled, question.path):
        was = path.answer(other)
        silent = AnswerState.ANSWERED if value else AnswerState.HIDDEN
        answer = Answer(value, AnswerState.DRAFT if other.asked else silent, _revision(was) + 1)
        kept = _keep(path, other, answer)
        path, facts = kept.path, facts + kept.facts
    return Change(again(path, path.session), facts)


def tick(path: Path, question: Question, value: str) -> Change:
    """Boxes as they now stand. On a question that is not the one being asked, this reopens it."""
    was = path.answer(question)
    asked_now = path.current is not None and path.current.path == question.path
    opened = path if asked_now else reopen(path, question).path
    answer = Answer(value, AnswerState.DRAFT, _revision(opened.answer(question)))
    kept = _keep(opened, question, answer, was)
    return _settle(Change(again(path, kept.path.session), kept.facts))


def reopen(path: Path, question: Question) -> Change:
    """Ask a question again; its answer stands until another is confirmed."""
    was = path.answer(question)
    session = replace(path.session, reopened=question.path, slips=0)
    if was is None:
        return Change(again(path, session))
    answer = replace(was, revision=was.revision + 1)
    session = replace(session, answers={**session.answers, question.path: answer})
    return Change(again(path, session), (Kept(question.path, answer, was),))


def _keep(path: Path, question: Question, answer: Answer, before: Answer | None = None) -> Change:
    was = before or path.answer(question)
    differs = was is None or (was.value, was.state) != (answer.value, answer.state)
    session = replace(
        path.session,
        answers={**path.session.answers, question.path: answer},
        changed=path.session.changed or (path.session.receipt is not None and differs),
    )
    return Change(replace(path, session=session), (Kept(question.path, answer, was),))


def _settle(change: Change, *, sending: bool = False) -> Change:
    """Hide what the change has made irrelevant, bring back what it has made relevant again."""
    path = change.path
    rows = {**settled(path), **computed(path, every=sending)}
    if not rows:
        return change
    kept = tuple(Kept(at, row, path.session.answers.get(at)) for at, row in rows.items())
    session = replace(path.session, answers={**path.session.answers, **rows})
    return Change(again(path, session), change.facts + kept)


def settle(path: Path, *, sending: bool = False) -> Change:
    """The way with every row as it must stand now: time, too, may have changed it."""
    return _settle(Change(path), sending=sending)


def _revision(answer: Answer | None) -> int:
    return answer.revision if answer else 0
