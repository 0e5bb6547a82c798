"""The life of an idea: moderated once, then answered by the town, whose word may change as the work goes on.

States are Decidim's tokens and two of ours, so that its files can be read and written as they are.
"""

from enum import StrEnum
from types import MappingProxyType

from dialogs.text import Msg, _


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


def needs_words(state: IdeaState) -> bool:
    """Whether the town must say why: a decision without a reason is what residents resent most."""
    return state in (IdeaState.ACCEPTED, IdeaState.REJECTED)


def may_become(state: IdeaState, moderation: Moderation) -> tuple[IdeaState, ...]:
    """The states that an official answer may give an idea now; an idea out of sight gets none."""
    if moderation is not Moderation.PUBLISHED or state in (IdeaState.WITHDRAWN, IdeaState.MERGED):
        return ()
    return ANSWERABLE
