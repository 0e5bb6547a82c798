"""What goes into a turn of the talk and what comes out of it.

All of it is plain data: a turn can be written down, compared and played again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from dialogs.text import Text


class AnswerState(StrEnum):
    """`draft` holds boxes ticked but not confirmed: to every reader but the card it is no answer."""

    ANSWERED = "answered"
    REFUSED = "refused"
    SKIPPED = "skipped"
    HIDDEN = "hidden"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Answer:
    """A value and how it came to stand; `revision` rises when the question is confirmed or reopened."""

    value: str = ""
    state: AnswerState = AnswerState.ANSWERED
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Campaign:
    """What the talk may tell about the consultation it belongs to. Days are in the campaign's zone."""

    id: int
    code: str
    title: Text
    town: str
    min_cell: int = 5
    closes_on: date | None = None
    deletes_on: date | None = None
    web_link: str = ""
    results_link: str = ""
    """Of the page of results, once there are some."""
    contact: str = ""
    channel: str = "web"
    open: bool = True
    corrections: bool = True
    preview: bool = False
    ideas: bool = False
    """Whether the campaign is an idea box: what is sent becomes an idea, and may be sent again and again."""


@dataclass(frozen=True, slots=True)
class Session:
    """A respondent's way through one survey, so far. Where they are follows from the answers."""

    id: int
    campaign: Campaign
    answers: Mapping[str, Answer] = field(default_factory=dict)
    language: str | None = None
    begun: bool = False
    """The notice was shown and « Commencer » pressed."""
    minor: bool = False
    reopened: str | None = None
    """Path of the question being corrected; "?" while the summary asks which one to correct."""
    slips: int = 0
    """Slips in a row on the question now asked."""
    receipt: str | None = None
    """The code given when the answers were sent; kept through a later correction."""
    changed: bool = False
    """Corrected since it was sent, and not sent again."""
    hear_back: bool | None = None
    """Consent to hear back; None while it was not asked or answered."""


# ---- what was said -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Typed:
    text: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button of a question's card. `op` sets a state, so the same tap twice does nothing twice:
    `=name` choose, `+name` tick, `-name` untick, `done`, `skip`, `page:n`, `open` (correct this), `back`…
    The choice is named by its place in the whole list, as `=3`, counted from 0."""

    question: int
    revision: int
    op: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of the session that belongs to no question: `begin`, `minor`, `more`, `send`, `correct`,
    `later`, `yes`, `no` (consent to hear back), `lang:fr`."""

    op: str


@dataclass(frozen=True, slots=True)
class Placed:
    latitude: float
    longitude: float
    altitude: float = 0.0
    accuracy: float = 0.0


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that the channel has put, or will put, in the media store under `name`.

    kind: image, audio, video, file, sticker. `name` is "" where the file could not be kept; `title` is
    what the sender calls it.
    """

    kind: str
    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """A resident rewrote the message that had answered this question."""

    question: int
    text: str


Said: TypeAlias = Typed | Tapped | Pressed | Placed | Attached | Edited


# ---- what is said back ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Button:
    """`press` is what a tap says: a command (`/stop`), or a session's op as `dialogs.press` writes it."""

    label: Text
    press: str
    chosen: bool | None = None
    """Ticked or not, in a choice of several; None elsewhere."""
    primary: bool = False
    link: str = ""
    """An address to open instead of a press."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How the question is best answered otherwise than by a button; a channel shows what it can.

    kind: text, number, date, time, datetime, place, image, audio, video, file, search (type letters of a
    long list), survey (a file that staff send).
    lowest and highest are for number, range and date entries, "" where there is no bound.
    """

    kind: str
    lowest: str = ""
    highest: str = ""
    step: str = ""
    multiline: bool = False
    slider: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A question already answered, as it reads back: `label : value`, with the press that corrects it."""

    label: Text
    value: Text
    press: str = ""
    """"" where it cannot be corrected."""


@dataclass(frozen=True, slots=True)
class About:
    """The question a card asks: what an edit in place and a stale tap are judged by."""

    session: int
    question: int
    revision: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo that somebody sent, in the media store under `name`."""

    name: str
    title: Text


@dataclass(frozen=True, slots=True)
class Reply:
    """One message back: a question, its choices, nothing else. Channels show it as a card."""

    body: tuple[Text, ...]
    """Paragraphs; an author's text may hold light markup (bold, italic, links)."""
    head: Text | None = None
    """Where we are, as « 2 sur 6 »."""
    section: Text | None = None
    """The title of a section that begins here."""
    hint: Text | None = None
    done: tuple[Line, ...] = ()
    """What was answered just before, oldest first, three at most: a channel that edits in place shows
    them all, one that appends shows the newest."""
    lines: tuple[Line, ...] = ()
    """A summary's lines."""
    buttons: tuple[tuple[Button, ...], ...] = ()
    """Rows of buttons."""
    entry: Entry | None = None
    about: About | None = None
    notice: Text | None = None
    """A short word beside the card (a callback's own notice) when the card itself hardly changes."""
    appends: bool = False
    """Never to replace the card that was tapped: a receipt, an answer to a command."""
    work: str = ""
    """A file or picture that is made when this is sent: its recipe, as `export 7 csv`."""
    picture: Picture | None = None
    """A photo shown beside the words."""


# ---- what happened -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Begun:
    """« Commencer » was pressed under the notice of this version."""

    notice: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer row as it now stands; `was` is None when there was none."""

    path: str
    answer: Answer
    was: Answer | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The answers were sent (again): what stands now is what counts."""

    receipt: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class HearBack:
    """Consent to hear back, given or refused, under a text of this version."""

    given: bool
    text: str


@dataclass(frozen=True, slots=True)
class Paused:
    """« Plus tard »: the conversation makes a link to resume with."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """A language was chosen; the respondent keeps it beyond this session."""

    language: str


Fact: TypeAlias = Begun | Kept | Sent | HearBack | Paused | Spoke


@dataclass(frozen=True, slots=True)
class Turn:
    """The result of one step: the session as it now stands, what to say, what to record."""

    session: Session
    replies: tuple[Reply, ...] = ()
    facts: tuple[Fact, ...] = ()


class DialogError(Exception):
    """A rule of the talk was broken by the caller; carries ids, never words for a respondent."""
