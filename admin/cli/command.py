"""What a command of the command line is: a name, a sentence, its arguments, and the function that runs it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from admin.settings import Settings


class CommandFailed(Exception):
    """The command cannot do what was asked; the one sentence is what the person reads."""


@dataclass(frozen=True, slots=True)
class Command:
    """`name` may be two words, as `source add`. `run` returns the exit status."""

    name: str
    help: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Settings], int]
