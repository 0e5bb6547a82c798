"""Inbound, Card, Outgoing: all that crosses a channel's edge.

A channel turns its own words into an `Inbound` and an `Outgoing` into its own words; the
conversation between them knows no channel.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from dialogs.turn import Attached, Edited, Placed, Typed

# ---- what a channel brings -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Press:
    """A button: its `press` as the card carried it. `card` is the channel's id of the message tapped."""

    press: str
    card: str = ""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A message sent earlier (`message`, the channel's id) now reads `text`."""

    message: str
    text: str


@dataclass(frozen=True, slots=True)
class Reach:
    """The address can or can no longer be reached (the bot was blocked, or is welcome again)."""

    reachable: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has a new address."""

    address: str


Brought: TypeAlias = Typed | Press | Placed | Attached | Rewritten | Edited | Reach | Moved


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing that arrived. `key` is unique for ever (`telegram:<bot>:<update_id>`, `web:<client's uuid>`):
    the same key again is dropped. `address` is `telegram:42` or `web:<cookie's secret>`."""

    key: str
    channel: str
    address: str
    brought: Brought
    at: datetime
    language: str | None = None
    """The channel's hint of the person's language, a BCP 47 tag."""
    message: str = ""
    """The channel's id of the resident's own message."""
    private: bool = True


# ---- what goes back ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one look."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    label: str
    press: str
    chosen: bool | None = None
    primary: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class CardEntry:
    kind: str
    lowest: str = ""
    highest: str = ""
    step: str = ""
    multiline: bool = False
    slider: bool = False
    prompt: str = ""
    """What the entry is called, for a label and a screen reader."""


@dataclass(frozen=True, slots=True)
class CardLine:
    label: str
    value: str
    press: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file to show or to hand over: in the media store under `name`; `mime` decides how it is shown."""

    name: str
    mime: str
    title: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A reply in the reader's words: what `bot.render` makes and every channel shows as it can.

    Kept as JSON in `outgoing`, so fields are only ever added, with a default.
    """

    lang: str
    dir: str
    body: tuple[tuple[Span, ...], ...] = ()
    """Paragraphs."""
    body_lang: str = ""
    """The language of the author's text where it differs from `lang`."""
    head: str = ""
    section: str = ""
    hint: str = ""
    done: tuple[CardLine, ...] = ()
    lines: tuple[CardLine, ...] = ()
    keys: tuple[tuple[Key, ...], ...] = ()
    entry: CardEntry | None = None
    about: str = ""
    """`session:question:revision`, "" where no question is asked."""
    notice: str = ""
    edits: str = ""
    """The channel's id of the message this card takes the place of; "" for a new message."""
    appends: bool = False
    file: File | None = None
    mine: bool = False
    """The resident's own words, kept so that a reload of the web page shows the same conversation."""
    work: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A card promised to a respondent, as stored; `seq` counts per respondent from 1 without gaps.

    `address` is open only where it is about to be sent to (`bot.outbox.claim`).
    """

    id: int
    respondent: int
    address: str
    seq: int
    card: Card
    address_id: int = 0
    attempts: int = 0
    """How often it was claimed for sending, this time included."""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Shows:
    """What a channel can do: edit a card that it has shown; show the conversation from the log by itself,
    so that nobody has to send its cards."""

    edits: bool = False
    keeps_log: bool = False


CHANNELS = {"telegram": Shows(edits=True), "web": Shows(keeps_log=True)}


class Channel(Protocol):
    """A way to reach people; `bot.sender` drives it (the web streams its rows itself)."""

    name: str

    async def send(self, outgoing: Outgoing) -> "Outcome": ...


@dataclass(frozen=True, slots=True)
class Delivered:
    message: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """The address refuses us."""


@dataclass(frozen=True, slots=True)
class Migrated:
    address: str


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """Not sent: the whole token waits so many seconds (429), or the call never left (`whole` False)."""

    seconds: float
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Refused:
    """The channel will never take this message (400): set aside with the reason's code."""

    reason: str


@dataclass(frozen=True, slots=True)
class Uncertain:
    """It may or may not have been sent."""


Outcome: TypeAlias = Delivered | Blocked | Migrated | RetryAfter | Refused | Uncertain
