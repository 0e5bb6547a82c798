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
    Claire:   bonjour                anybody else by name: a person of their own, on the same channel
    Invite:   Claire moderator       a link of the team, which she follows
    Parvis to Claire: Bienvenue      a line shown to somebody who may not have spoken last

A line matches from end to end, and « … » in it stands for anything. What Parvis shows beside the lines that
are written is nobody's business here: a transcript says what matters, in the order in which it must come.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from player import Player
from town import Town

from storage import tickets
from storage.campaigns import Campaign, State

TRANSCRIPTS = Path(__file__).parent / "transcripts"
RESIDENT, PARVIS = "Resident", "Parvis"
_LINE = re.compile(r"(?:(\w+)(?: to (\w+))?:)?\s+(.*\S)\s*")
_STATES = {"open": State.OPEN, "pause": State.PAUSED, "close": State.CLOSED}


@dataclass(frozen=True)
class Act:
    """One line: who, what, and where it stands; `to` is whom it is shown to, "" for who spoke last.

    `goes_on` is a line below another of the same kind.
    """

    who: str
    what: str
    line: int
    to: str = ""
    goes_on: bool = False


def read(path: Path) -> Iterator[Act]:
    who = to = ""
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not text.strip() or text.startswith("#"):
            continue
        found = _LINE.fullmatch(text)
        assert found, f"{path.name}:{number}: {text}"
        who, to = (found[1], found[2] or "") if found[1] else (who, to)
        yield Act(who, found[3], number, to, goes_on=not found[1])


async def play(
    path: Path, town: Town, player: Player, another: Callable[[], Awaitable[Player]] | None = None
) -> None:
    """Acts it all; fails at the first line that is not shown. `another` brings whoever else has a part."""
    stage = _Stage(path, town, player, another)
    for act in read(path):
        await getattr(stage, act.who.lower(), stage.person)(act)


class _Stage:
    def __init__(
        self, path: Path, town: Town, player: Player, another: Callable[[], Awaitable[Player]] | None
    ) -> None:
        self.path, self.town, self.another = path, town, another
        self.people = {RESIDENT: player}
        self.campaigns: dict[str, Campaign] = {}
        self.unread: dict[str, list[str]] = {}
        self.last = RESIDENT

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

    async def invite(self, act: Act) -> None:
        who, role = act.what.split()
        code = await self.town.database.write(
            tickets.invite, self.town.house.keys, role, "host:test", self.town.clock()
        )
        await self.person(Act(who, f"/start {code}", act.line))

    async def person(self, act: Act) -> None:
        player = await self._player(act.who)
        self.last = act.who
        self.unread.pop(act.who, None)
        place = re.fullmatch(r"<(\S+) (\S+)>", act.what)
        if place:
            await player.shares(float(place[1]), float(place[2]))
        elif act.what.startswith("("):
            for label in re.findall(r"\(([^()]+)\)", act.what):
                await player.taps(label)
        else:
            await player.says(act.what)

    async def parvis(self, act: Act) -> None:
        who = act.to or self.last
        player = await self._player(who)
        if who != self.last and not act.goes_on:
            await player.looks()
            self.unread[who] = await player.sees()
        elif who not in self.unread:
            self.unread[who] = await player.sees()
        unread = self.unread[who]
        shown = list(unread)
        for line in _expected(act.what):
            found = next((n for n, seen in enumerate(unread) if _matches(line, seen)), None)
            assert found is not None, self._missing(act, line, shown)
            del unread[: found + 1]

    async def _player(self, who: str) -> Player:
        if who not in self.people:
            assert self.another, f"{self.path.name}: nobody plays {who}"
            self.people[who] = await self.another()
        return self.people[who]

    def _missing(self, act: Act, line: str, shown: Iterable[str]) -> str:
        return "\n".join([f"{self.path.name}:{act.line}: not shown: {line}", "what was shown:", *shown])


def _expected(text: str) -> list[str]:
    return re.findall(r"\[[^\]]+\]", text) if text.startswith("[") else [text]


def _matches(line: str, shown: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in line.split("…"))
    return re.fullmatch(pattern, _NO_BREAK.sub(" ", shown), re.DOTALL) is not None


_NO_BREAK = re.compile("[\u00a0\u202f]")
"""French sets them before : and ?, where a transcript is typed with plain spaces."""
