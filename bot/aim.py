"""What an inbound is aimed at: a session, a command, or the address that it came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.channel import Brought, Moved, Press, Reach, Rewritten
from dialogs import menu, press
from dialogs.menu import Command
from dialogs.turn import Edited, Pressed, Said, Typed
from storage.messages import Answering


@dataclass(frozen=True, slots=True)
class ToSession:
    """Something said in a session; None is the one that the respondent speaks to now."""

    said: Said
    session: int | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """Meant for somebody else, or for nothing that we know of: there is no answer."""


Aim: TypeAlias = ToSession | Command | Reach | Moved | Nothing


def aim(brought: Brought, bot: str, rewritten: Mapping[str, Answering]) -> Aim:
    """`bot` is our own name, where commands may name another; `rewritten` tells what messages answered."""
    match brought:
        case Press(written):
            return _pressed(written)
        case Typed(text):
            command = menu.command(text, bot)
            if command is None:
                return ToSession(brought)
            return Nothing() if command is menu.ELSEWHERE else command
        case Rewritten(message, text):
            answer = rewritten.get(message)
            return ToSession(Edited(answer.question, text), answer.session) if answer else Nothing()
        case Reach() | Moved():
            return brought
        case _:
            return ToSession(brought)


def _pressed(written: str) -> Aim:
    """A press that nobody wrote is taken as a wish to see where things stand."""
    read = press.read(written)
    if read is None:
        return ToSession(Pressed("resume"))
    return read if isinstance(read, Command) else ToSession(read.said, read.session)
