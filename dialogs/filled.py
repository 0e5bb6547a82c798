"""What the answers make of a survey: what is relevant, computed, offered, and how it all reads.

Everything is worked out in one pass, in the survey's order, so that each expression meets what it reads
already settled. Nothing is kept from one turn to the next: a pass costs less than finding what changed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo

from dialogs.expressions import Expression, Scope
from dialogs.survey import Choice, Group, Label, Question, Survey
from dialogs.text import Localized
from dialogs.turn import Answer, AnswerState

_NOT_SAID = (AnswerState.DRAFT, AnswerState.SKIPPED)
_NUMERIC = ("integer", "decimal", "range")
_NEVER_REQUIRED = ("calculate", "hidden", "note")


@dataclass(frozen=True, slots=True)
class Filled:
    """A survey and what the answers make of it; `scope` is what its expressions may ask."""

    survey: Survey
    answers: Mapping[str, Answer]
    scope: Scope
    waived: bool
    values: Mapping[str, str]
    relevances: Mapping[str, bool]

    def value(self, path: str) -> str:
        """As expressions read it: "" when blank, skipped, a draft, irrelevant or no longer offered."""
        return self.values.get(path, "")

    def relevant(self, path: str) -> bool:
        """Of a question or a group, with all that it stands in."""
        return self.relevances.get(path, False)

    @property
    def shown(self) -> tuple[Question, ...]:
        """What a respondent meets, in document order."""
        return tuple(q for q in self.survey.questions if q.asked and self.relevances[q.path])

    def offered(self, question: Question) -> tuple[Choice, ...]:
        """What may be chosen now, in the author's order or in that of a seed."""
        return _offered(self.survey, question, self.scope)

    def required(self, question: Question) -> bool:
        """Whether a blank will not do. Of a list that is empty, its file missing, it is all there is."""
        if question.choices and not self.survey.listed(question):
            return False
        if self.waived or question.required is None or question.kind in _NEVER_REQUIRED:
            return False
        return question.required.true(self.scope)

    def holds(self, question: Question, value: str) -> bool:
        """Whether `value` meets the constraint. A blank always does: `required` is there for that."""
        if question.constraint is None or not value:
            return True
        read, here = self.scope.value, question.path
        return question.constraint.true(replace(self.scope, value=lambda p: value if p == here else read(p)))

    def label(self, label: Label, quote: Callable[[str], str] = str) -> Localized:
        """Every `${…}` filled in, in every language. `quote` is applied to what is filled in: a
        respondent's answer must not be read as an author's markup."""
        texts = ((key, self._written(parts, key, quote)) for key, parts in label.texts)
        return Localized(tuple((key, text) for key, text in texts if text))

    def _written(
        self, parts: tuple[str | Expression, ...], language: str, quote: Callable[[str], str]
    ) -> str:
        def filled_in(part: Expression) -> str:
            return quote(part.text(_speaking(self.scope, self.survey, language)))

        return "".join(part if isinstance(part, str) else filled_in(part) for part in parts)

    def choice_label(self, question: Question, value: str) -> Localized:
        """The label of the choice that is stored as `value`; empty if its list has none such."""
        found = _choice(self.survey, question, value)
        return self.label(found.label) if found else Localized(())


def fill(
    survey: Survey,
    answers: Mapping[str, Answer],
    now: datetime,
    zone: tzinfo,
    seed: int = 0,
    language: str | None = None,
    waived: bool = False,
) -> Filled:
    """`language`, a key of the survey's, is what calculations speak (`jr:choice-name`, months by name).
    `waived`: nothing is required of this respondent, who is under age."""
    going = _Pass(survey, answers)
    scope = Scope(going.read, now, zone, seed, survey.items)
    going.scope = _speaking(scope, survey, language or survey.default_language)
    for path in (*survey.order, *survey.groups, *survey.paths):
        going.relevant(path)
        going.read(path)
    return Filled(survey, answers, going.scope, waived, going.values, going.relevances)


@dataclass(slots=True)
class _Pass:
    """One pass over a survey. What is asked for before its turn is settled on demand; what asks for
    itself finds a blank, so that even a cycle comes to an end."""

    survey: Survey
    answers: Mapping[str, Answer]
    scope: Scope = field(init=False)
    values: dict[str, str] = field(default_factory=dict)
    relevances: dict[str, bool] = field(default_factory=dict)

    def read(self, path: str) -> str | None:
        """A path's text; None where the survey has no such question or group."""
        if path in self.values:
            return self.values[path]
        question = self.survey.question(path)
        if question is None:
            return "" if path in self.survey.groups else None
        self.values[path] = self._kept(question)  # what `once()` looks at
        self.values[path] = self._value(question) if self.relevant(path) else ""
        return self.values[path]

    def relevant(self, path: str) -> bool:
        """Itself, and all that it stands in."""
        if path not in self.relevances:
            self.relevances[path] = False
            self.relevances[path] = self._relevant(path)
        return self.relevances[path]

    def _relevant(self, path: str) -> bool:
        outer = path.rpartition("/")[0]
        if outer and not self.relevant(outer):
            return False
        bearer: Question | Group | None = self.survey.question(path) or self.survey.groups.get(path)
        return bearer is None or bearer.relevant is None or bearer.relevant.true(self.scope)

    def _kept(self, question: Question) -> str:
        """What was answered; what the author presets while there is no answer."""
        answer = self.answers.get(question.path)
        if answer is None:
            return question.default if question.preset is None else question.preset.text(self.scope)
        return "" if answer.state in _NOT_SAID else answer.value

    def _value(self, question: Question) -> str:
        computed = question.calculation
        value = self.values[question.path] if computed is None else computed.text(self.scope)
        if not value:
            return ""
        if question.kind in _NUMERIC:
            return canonical(value)
        return self._chosen(question, value) if question.choices else value

    def _chosen(self, question: Question, value: str) -> str:
        """The chosen names that are still offered; of several, in the order of the author's list even
        where a seed shows another; of ranked ones, as they were ranked."""
        offered = {choice.name for choice in _offered(self.survey, question, self.scope)}
        if question.kind == "rank":
            return " ".join(dict.fromkeys(name for name in value.split() if name in offered))
        if question.kind != "select_multiple":
            return value if value in offered else ""
        chosen = offered.intersection(value.split())
        listed = (choice.name for choice in self.survey.listed(question))
        return " ".join(dict.fromkeys(name for name in listed if name in chosen))


def canonical(number: str) -> str:
    """`2.50` as `2.5` and `007` as `7`, digit by digit: a long number keeps all of its figures."""
    sign, digits = ("-", number[1:]) if number.startswith("-") else ("", number)
    whole, _, fraction = digits.partition(".")
    if not (whole + fraction).isdecimal():
        return number
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    shown = f"{whole}.{fraction}" if fraction else whole
    return shown if shown == "0" else sign + shown


def _choice(survey: Survey, question: Question, value: str) -> Choice | None:
    return next((choice for choice in survey.listed(question) if choice.name == value), None)


def _offered(survey: Survey, question: Question, scope: Scope) -> tuple[Choice, ...]:
    listed = survey.listed(question)
    if question.choices is None or question.choices.offered is None:
        return listed
    # Two choices may bear one name, each for another town: a row is told by its identity.
    places = {id(row): place for place, row in enumerate(question.choices.offered.items(scope))}
    rows = survey.items.get(question.choices.list_name, ())
    found = [(places[id(row)], choice) for row, choice in zip(rows, listed, strict=True) if id(row) in places]
    return tuple(choice for _, choice in sorted(found, key=lambda placed: placed[0]))


def _speaking(scope: Scope, survey: Survey, language: str) -> Scope:
    """The scope, with labels and texts in `language`. What a label holds of `${…}` stays blank in there:
    a label that asks for itself would never end."""

    def said(label: Label) -> str:
        return label.plain.pick(language, survey.default_language)[1]

    def choice_label(value: str, path: str) -> str:
        question = survey.question(path)
        found = _choice(survey, question, value) if question else None
        return said(found.label) if found else ""

    def text(text_id: str) -> str:
        return said(survey.texts[text_id]) if text_id in survey.texts else ""

    return replace(scope, language=language, choice_label=choice_label, text=text)
