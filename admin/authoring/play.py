"""Playing a survey without anyone there: steps in, what they make of the form out. Nothing is stored.

The result is plain data, so that the same scenario can be played through another engine and compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from admin.authoring.languages import tag
from dialogs.filled import Filled, fill
from dialogs.setting import given
from dialogs.survey import Group, Question, Survey
from dialogs.text import Msg, _
from dialogs.turn import Answer, AnswerState


class StepRefused(Exception):
    """A step cannot be taken in this survey."""

    def __init__(self, reason: Msg) -> None:
        super().__init__(reason.text)
        self.reason = reason


@dataclass(slots=True)
class _Played:
    survey: Survey
    language: str
    now: datetime
    zone: ZoneInfo
    answers: dict[str, Answer] = field(default_factory=dict)

    def filled(self) -> Filled:
        return fill(self.survey, self.answers, self.now, self.zone, language=self.language)


def play(
    survey: Survey, steps: object, now: datetime, zone: ZoneInfo, language: str | None = None
) -> dict[str, object]:
    """The state after all steps; raises StepRefused. `language` is a name or a tag of the survey's."""
    spoken = language_of(survey, language) if language else survey.default_language
    played = _Played(survey, spoken, now, zone)
    if not isinstance(steps, list):
        raise StepRefused(_("A scenario is a list of steps."))
    for step in steps:
        _take(played, step)
    return state(played.filled(), played.language)


def _take(played: _Played, step: object) -> None:
    match step:
        case [str(path), value]:
            _set(played, path, _answer(played.survey, path, value))
        case {"lang": str(name)}:
            played.language = language_of(played.survey, name)
        case {"add": str(path)} | {"remove": str(path)}:
            raise StepRefused(_("“{path}” is not a repeated group.", path=path))
        case _:
            raise StepRefused(_("This is not a step: {step}", step=str(step)))


def _set(played: _Played, path: str, answer: Answer, by: frozenset[str] = frozenset()) -> None:
    """An answer and what is set because of it, each question once: two may set one another."""
    before = played.filled()
    played.answers[path] = answer
    for other, value in given(before, played.filled(), path):
        if other.path not in by:
            _set(played, other.path, _answer(played.survey, other.path, value), by | {path})


def _answer(survey: Survey, path: str, value: object) -> Answer:
    """`null` clears: that is a skip, since no answer at all would read as the default."""
    if survey.question(path) is None:
        raise StepRefused(_("There is no question at “{path}”.", path=path))
    match value:
        case None | "" | []:
            return Answer("", AnswerState.SKIPPED)
        case str():
            return Answer(value)
        case list():
            return Answer(" ".join(map(str, value)))
        case _:
            raise StepRefused(_("The answer to “{path}” must be a text, a list or null.", path=path))


def language_of(survey: Survey, name: str) -> str:
    for language in survey.languages:
        if name in (language.name, language.key) or tag(name) == language.key:
            return language.key
    raise StepRefused(_("The survey has no language “{name}”.", name=name))


def state(filled: Filled, language: str) -> dict[str, object]:
    survey = filled.survey
    spoken = (language, survey.default_language)
    headed = [group for path, group in survey.groups.items() if filled.relevant(path)]
    nodes: list[Group | Question] = [*headed, *filled.shown]
    labels = {node.path: filled.label(node.label).pick(*spoken)[1] for node in nodes}
    return {
        "relevant": [question.path for question in filled.shown],
        "violations": _violations(filled),
        "values": {q.path: filled.value(q.path) for q in survey.questions if filled.relevant(q.path)},
        "choices": {q.path: [c.name for c in filled.offered(q)] for q in filled.shown if q.choices},
        "labels": {path: text for path, text in labels.items() if text},
    }


def _violations(filled: Filled) -> Sequence[tuple[str, str]]:
    found = []
    for question in filled.shown:
        value = filled.value(question.path)
        if not value and filled.required(question):
            found.append((question.path, "required"))
        elif not filled.holds(question, value):
            found.append((question.path, "constraint"))
    return found
