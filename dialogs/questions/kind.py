"""What every kind of question answers for: what it accepts, how it asks, how it reads back.

A slip is a value here (`Invalid`, `Unsure`), never an exception: people slip all the time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from dialogs import press
from dialogs.filled import Filled
from dialogs.survey import Choice, Question
from dialogs.text import Text, _
from dialogs.turn import Answer, AnswerState, Attached, Button, Entry, Placed, Tapped


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands for one respondent at one moment."""

    question: Question
    filled: Filled
    answer: Answer | None
    session: int
    today: date

    @property
    def revision(self) -> int:
        return self.answer.revision if self.answer else 0

    @property
    def value(self) -> str:
        """What stands: the ticks so far, the answer, or the author's default."""
        if self.answer and self.answer.state is AnswerState.DRAFT:
            return self.answer.value
        return self.filled.value(self.question.path)

    @property
    def now(self) -> datetime:
        """The moment, on the survey's own clock."""
        return self.filled.scope.now.astimezone(self.filled.scope.zone)

    @property
    def offered(self) -> tuple[Choice, ...]:
        return self.filled.offered(self.question)

    @property
    def listed(self) -> tuple[Choice, ...]:
        """The whole list: a button names its choice by the place in it."""
        return self.filled.survey.listed(self.question)

    def press(self, op: str) -> str:
        return press.write(self.session, Tapped(self.question.index, self.revision, op))


# ---- what was understood -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Took:
    """A whole answer, canonical; "" is the wish to give none."""

    value: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """Boxes as they now stand, not confirmed yet."""

    value: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Turned:
    """Another page of a long list."""

    page: int


@dataclass(frozen=True, slots=True)
class Invalid:
    """A slip: `message` helps with an example, `again` says it in other words the second time."""

    message: Text
    again: Text


@dataclass(frozen=True, slots=True)
class Unsure:
    """Nearly an answer: `message` asks which of the `guesses` (label, op) was meant."""

    message: Text
    guesses: tuple[tuple[Text, str], ...]


Heard: TypeAlias = Took | Ticked | Turned | Invalid | Unsure


@dataclass(frozen=True, slots=True)
class Form:
    """What a card offers to answer with; `shows` says whether its buttons show the value that stands."""

    buttons: tuple[tuple[Button, ...], ...] = ()
    entry: Entry | None = None
    shows: bool = False
    so_far: Text | None = None
    """What was given so far, where no button shows it."""


# ---- the entry of the table ----------------------------------------------------------------


def _nothing_to_tap(asked: Asked, op: str) -> Heard | None:
    return None


def _no_place(asked: Asked, placed: Placed) -> Heard:
    return Invalid(
        _("Thank you, but no place is asked here. Please answer the question above."),
        _("A position does not answer this question. Please write or tap your answer."),
    )


_FILES = {
    "sticker": _("Thank you for the sticker! Here I can only read words."),
    "audio": _("I cannot listen to messages. Please write your answer."),
    "voice": _("I cannot listen to messages. Please write your answer."),
    "image": _("Thank you, but no photo is asked here. Please write or tap your answer."),
    "video": _("I cannot watch videos. Please write your answer."),
}


def no_file(asked: Asked, attached: Attached) -> Heard:
    message = _FILES.get(attached.kind, _("I cannot read files here. Please write or tap your answer."))
    return Invalid(message, _("Only a tap or written words can answer this question."))


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of question. `tapped` gives None for an operation that it does not know."""

    typed: Callable[[Asked, str], Heard]
    asks: Callable[[Asked, int], Form]
    """Of the question and the page of its list."""
    reads_back: Callable[[Asked, str], Text]
    tapped: Callable[[Asked, str], Heard | None] = _nothing_to_tap
    placed: Callable[[Asked, Placed], Heard] = _no_place
    attached: Callable[[Asked, Attached], Heard] = no_file
    personal: bool = False
    """Free text, media, a place or a date: not asked of those under 15."""
    free: bool = False
    """Any text is an answer, so that only a shown button is heard as anything else."""
