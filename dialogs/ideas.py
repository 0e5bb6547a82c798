"""The life of an idea: moderated once, then answered by the town, whose word may change as the work goes on.

States are Decidim's tokens and two of ours, so that its files can be read and written as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from dialogs.survey import Survey
from dialogs.text import Localized, Msg, _
from dialogs.turn import Answer, AnswerState


class Moderation(StrEnum):
    PENDING = "pending"
    PUBLISHED = "published"
    DECLINED = "declined"


class IdeaState(StrEnum):
    NOT_ANSWERED = "not_answered"
    EVALUATING = "evaluating"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IMPLEMENTED = "implemented"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


STATES: MappingProxyType[IdeaState, Msg] = MappingProxyType(
    {
        IdeaState.NOT_ANSWERED: _("Awaiting an answer"),
        IdeaState.EVALUATING: _("Being evaluated"),
        IdeaState.ACCEPTED: _("Accepted"),
        IdeaState.REJECTED: _("Not accepted"),
        IdeaState.IMPLEMENTED: _("Carried out"),
        IdeaState.WITHDRAWN: _("Withdrawn"),
        IdeaState.MERGED: _("Merged"),
    }
)

ANSWERABLE = (IdeaState.EVALUATING, IdeaState.ACCEPTED, IdeaState.REJECTED, IdeaState.IMPLEMENTED)
"""The states that staff may give with an official answer."""

REASONS: MappingProxyType[str, Msg] = MappingProxyType(
    {
        "does_not_belong": _("It is not about this consultation."),
        "personal_data": _("It names a person or gives private details."),
        "offensive": _("Its words may hurt someone."),
        "duplicate": _("The same idea has been published already."),
        "spam": _("It is an advertisement, or not an idea."),
    }
)
"""Why an idea is not published, in the words that its author reads."""


TOO_YOUNG = _("You must be 15 to send an idea. An adult can write it with you.")

_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Draft:
    """What the answers in an idea box say of one idea; `theme` is the name of a choice."""

    title: str
    text: str = ""
    theme: str = ""
    photo: str = ""
    latitude: float | None = None
    longitude: float | None = None


def drafted(survey: Survey, answers: Mapping[str, Answer]) -> Draft | None:
    """The idea that was told, its parts being the questions of these names; None if nothing was.

    Without a title it is known by the beginning of its text.
    """
    said = {q.name: _said(answers.get(q.path)) for q in survey.questions}
    text = said.get("text", "")
    title = said.get("title") or text[:_LONGEST_TITLE]
    if not title:
        return None
    latitude, longitude = _place(said.get("place", ""))
    return Draft(title, text, said.get("theme", ""), said.get("photo", ""), latitude, longitude)


def _said(answer: Answer | None) -> str:
    return answer.value if answer and answer.state is AnswerState.ANSWERED else ""


def _place(value: str) -> tuple[float, float] | tuple[None, None]:
    numbers = value.split()
    return (float(numbers[0]), float(numbers[1])) if len(numbers) >= 2 else (None, None)


def theme(survey: Survey, name: str) -> Localized | None:
    """The label of a theme, as the survey of its campaign words it."""
    themes = (choice for q in survey.questions if q.name == "theme" for choice in survey.listed(q))
    return next((choice.label.plain for choice in themes if choice.name == name), None)


def standing(moderation: Moderation, reason: str, state: IdeaState) -> Msg:
    """Where an idea stands, as its author reads it."""
    if moderation is Moderation.PENDING:
        return _("Waiting to be read by the town")
    if moderation is Moderation.DECLINED:
        return _("Not published. {reason}", reason=REASONS.get(reason, _("The town did not say why.")))
    return STATES[state]


def supportable(state: IdeaState, moderation: Moderation) -> bool:
    """Whether an idea can be supported: it is shown, and was not taken back or merged with another."""
    return moderation is Moderation.PUBLISHED and state not in _AT_REST


def needs_words(state: IdeaState) -> bool:
    """Whether the town must say why: a decision without a reason is what residents resent most."""
    return state in (IdeaState.ACCEPTED, IdeaState.REJECTED)


def may_become(state: IdeaState, moderation: Moderation) -> tuple[IdeaState, ...]:
    """The states that an official answer may give an idea now; an idea out of sight gets none."""
    return ANSWERABLE if supportable(state, moderation) else ()


_AT_REST = (IdeaState.WITHDRAWN, IdeaState.MERGED)
