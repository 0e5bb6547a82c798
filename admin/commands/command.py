"""What a staff command is: a name, a role, a sentence, and the function that answers it.

It runs inside the turn of the conversation, in its transaction, and answers as the engine does: with
replies, whose buttons are further commands. What takes long is named by a reply's `work`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from dialogs.survey import Survey
from dialogs.text import Msg, Text
from dialogs.turn import Button, Reply
from storage import audit
from storage.database import Db
from storage.keys import Keys
from storage.staff import Member, Role


@dataclass(frozen=True, slots=True)
class Town:
    """What staff commands know of the house. `telegram` is the bot's name there, "" without one."""

    name: str
    public_url: str
    telegram: str
    zone: ZoneInfo
    default_language: str
    min_cell: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A command as it was asked: by whom, with which words after its name, and what it may use."""

    db: Db
    keys: Keys
    town: Town
    member: Member
    words: tuple[str, ...]
    text: str
    """The same words as they were typed."""
    now: datetime
    language: str
    survey: Callable[[int], Survey]
    """A survey version by its number."""
    tell: Callable[[Sequence[int], Reply], int]
    """Promises a reply to respondents who did not just write, at an hour when people are up; how many of
    them can be reached, and want to be."""

    @property
    def word(self) -> str:
        return self.words[0] if self.words else ""

    def rest(self, skip: int) -> str:
        """What was typed after the first `skip` words, as it was typed."""
        parts = self.text.split(maxsplit=skip)
        return parts[skip] if len(parts) > skip else ""

    def note(self, action: str, subject: str, detail: str = "") -> None:
        """An audit entry of this member's."""
        audit.add(self.db, self.member.actor, action, subject, self.now, detail)


Answer: TypeAlias = Callable[[Asked], tuple[Reply, ...]]


@dataclass(frozen=True, slots=True)
class StaffCommand:
    """`name` is the English word in `dialogs.menu.WORDS`, or one that only buttons say."""

    name: str
    role: Role
    help: Msg
    answer: Answer


def said(*body: Text, rows: tuple[tuple[Button, ...], ...] = (), work: str = "") -> Reply:
    """A reply to staff: figures first, short, a message of its own."""
    return Reply(body=body, buttons=rows, appends=True, work=work)


def button(label: Text, *words: object, primary: bool = False) -> Button:
    """A button that says a command: `button(_("Close"), "close", "HALLES")`."""
    return Button(label, "/" + " ".join(str(word) for word in words), primary=primary)
