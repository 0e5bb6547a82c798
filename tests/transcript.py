"""Conversations as text: read here, played by any `Player`.

    # What it shows, in a sentence
    Campaign: forum FORUM            a ready survey and the code it is asked under
    Resident: /start FORUM           said
    Resident: (Commencer)            tapped; several in a row, one after the other
    Resident: <44.84 -0.57>          a place, shared
    Parvis:   Bonjour ! Ici Valmont  a line shown since, word for word
              [Commencer] [English]  buttons shown under it, in this order
    Clock:    +1 day                 time goes by, and what is due is done
    Staff:    close FORUM            a campaign is steered: open, pause, close

A line matches from end to end, and « … » in it stands for anything. What Parvis shows beside the lines that
are written is nobody's business here: a transcript says what matters, in the order in which it must come.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from player import Player
from town import Town

from storage.campaigns import Campaign, State

TRANSCRIPTS = Path(__file__).parent / "transcripts"
_LINE = re.compile(r"(?:(\w+):)?\s+(.*\S)\s*")
_STATES = {"open": State.OPEN, "pause": State.PAUSED, "close": State.CLOSED}


@dataclass(frozen=True)
class Act:
    """One line: who, what, and where it stands."""

    who: str
    what: str
    line: int


def read(path: Path) -> Iterator[Act]:
    who = ""
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not text.strip() or text.startswith("#"):
            continue
        found = _LINE.fullmatch(text)
        assert found, f"{path.name}:{number}: {text}"
        who = found[1] or who
        yield Act(who, found[2], number)


async def play(path: Path, town: Town, player: Player) -> None:
    """Acts it all; fails at the first line that is not shown."""
    stage = _Stage(path, town, player)
    for act in read(path):
        await getattr(stage, act.who.lower())(act)


class _Stage:
    def __init__(self, path: Path, town: Town, player: Player) -> None:
        self.path, self.town, self.player = path, town, player
        self.campaigns: dict[str, Campaign] = {}
        self.unread: list[str] | None = None

    async def campaign(self, act: Act) -> None:
        survey, code = act.what.split()
        self.campaigns[code] = await self.town.asks(survey, code)

    async def staff(self, act: Act) -> None:
        step, code = act.what.split()
        await self.town.steers(self.campaigns[code], _STATES[step])

    async def clock(self, act: Act) -> None:
        amount, unit = act.what.split()
        self.town.clock.forward(**{f"{unit.removesuffix('s')}s": int(amount)})
        await self.town.due.tick()

    async def resident(self, act: Act) -> None:
        self.unread = None
        place = re.fullmatch(r"<(\S+) (\S+)>", act.what)
        if place:
            await self.player.shares(float(place[1]), float(place[2]))
        elif act.what.startswith("("):
            for label in re.findall(r"\(([^()]+)\)", act.what):
                await self.player.taps(label)
        else:
            await self.player.says(act.what)

    async def parvis(self, act: Act) -> None:
        if self.unread is None:
            self.unread = await self.player.sees()
        shown = list(self.unread)
        for line in _expected(act.what):
            found = next((n for n, seen in enumerate(self.unread) if _matches(line, seen)), None)
            assert found is not None, self._missing(act, line, shown)
            del self.unread[: found + 1]

    def _missing(self, act: Act, line: str, shown: Iterable[str]) -> str:
        return "\n".join([f"{self.path.name}:{act.line}: not shown: {line}", "what was shown:", *shown])


def _expected(text: str) -> list[str]:
    return re.findall(r"\[[^\]]+\]", text) if text.startswith("[") else [text]


def _matches(line: str, shown: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in line.split("…"))
    return re.fullmatch(pattern, _NO_BREAK.sub(" ", shown), re.DOTALL) is not None


_NO_BREAK = re.compile("[\u00a0\u202f]")
"""French sets them before : and ?, where a transcript is typed with plain spaces."""
