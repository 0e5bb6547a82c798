"""What a format of files is: a name, the file it gives, who may have it, and the function that writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dialogs.survey import Question, Survey
from locales import Catalogue
from storage.campaigns import Campaign
from storage.database import Db
from storage.staff import Role


@dataclass(frozen=True, slots=True)
class Wanted:
    """An export as it is asked for; `words` are the reader's, `now` is the time of the count."""

    campaign: Campaign
    survey: Survey
    words: Catalogue
    now: datetime
    by: Question | None = None
    progress: Callable[[int], None] = lambda done: None
    """Told, now and then, how many submissions or ideas are written."""


@dataclass(frozen=True, slots=True)
class Format:
    """`write` puts the whole file at a path, reading as it writes."""

    file: str
    mime: str
    write: Callable[[Db, Wanted, Path], None]
    role: Role = Role.ANALYST
    kind: str = ""
    """The kind of campaign that has such a file; "" for all."""

    @property
    def raw(self) -> bool:
        """Whether it holds what single persons answered."""
        return self.role is Role.OWNER
