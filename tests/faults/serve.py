"""The bot, to be killed often: what it imports is imported once, and each of its lives is a fork.

A line of JSON on standard input begins a life. Its process number is printed at once, and how it ended when
it did. A life may die by itself, before or after a commit of its own: production code knows nothing of it.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite  # noqa: F401 - the same
import alembic.command  # noqa: F401 - imported by a start, which is to be quick here
import asyncpg  # noqa: F401 - the same

import bot.channels.telegram.broadcast
import bot.channels.telegram.connect  # noqa: F401 - the same
from admin.__main__ import main
from bot import app, foundation
from bot.__main__ import SERVE
from bot.pace import Pace
from storage import leases
from storage.database import Database

FAST = {"per_second": 5000.0, "chat_gap": 0.0}
"""The pace has tests of its own."""


def serve() -> None:
    for line in sys.stdin:
        life = json.loads(line)
        number = os.fork()
        if number == 0:
            _live(life["environment"], life["death"])
        _tell(number)
        _tell(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]))


def _tell(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _live(environment: dict[str, str], death: dict[str, Any] | None) -> None:
    """`python -m bot --demo`. On either database it is alone: to wait until the lease of a dead one runs out
    is another test's business. What it prints goes with its log: this process tells of lives and deaths."""
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    os.environ.update(environment)
    app.Pace = partial(Pace, **FAST)  # type: ignore[assignment,misc]
    app._alone = lambda database: database.write(leases.vacate, app.now())
    if death:
        foundation.Database = _mortal(**death)  # type: ignore[misc]
    os._exit(main(["serve", "--demo"], (SERVE,)))


def _mortal(work: str, moment: str, nth: int) -> type[Database]:
    """A database that kills its process at the nth commit of a function called `work`."""
    left = nth

    class Mortal(Database):
        async def write(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            nonlocal left
            left -= getattr(fn, "__name__", "") == work
            if left:
                return await super().write(fn, *args, **kwargs)

            def last(db: Any) -> Any:
                value = fn(db, *args, **kwargs)
                if moment == "before":
                    _die()
                return value

            value = await super().write(last)
            _die()
            return value

    return Mortal


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    serve()
