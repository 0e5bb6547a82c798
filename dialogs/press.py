"""A button's press, as a channel carries it: at most 64 bytes, written and read here only.

`s12.3.2.=4`: in session 12, question 3 as it stood at revision 2, choose 4. `s12.send`: an
operation of the session. `/stop`: a command.
"""

import re
from dataclasses import dataclass

from dialogs.menu import Command, command
from dialogs.turn import Pressed, Tapped

MOST_BYTES = 64

_PRESS = re.compile(r"s([0-9]{1,18})\.(?:([0-9]{1,9})\.([0-9]{1,9})\.)?(.{1,64})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Aimed:
    """What was pressed, and in which session."""

    session: int
    said: Tapped | Pressed


def write(session: int, said: Tapped | Pressed) -> str:
    """`said` as a press. A language of a very long name is cut: the engine knows it by its beginning."""
    place = f"{said.question}.{said.revision}." if isinstance(said, Tapped) else ""
    return f"s{session}.{place}{said.op}".encode()[:MOST_BYTES].decode(errors="ignore")


def read(press: str) -> Aimed | Command | None:
    """What a press says; None if it is none of ours."""
    if press.startswith("/"):
        return command(press)
    found = _PRESS.fullmatch(press)
    if not found:
        return None
    session, question, revision, op = found.groups()
    if question is None:
        return Aimed(int(session), Pressed(op))
    return Aimed(int(session), Tapped(int(question), int(revision), op))
