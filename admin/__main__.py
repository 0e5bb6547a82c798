"""`python -m admin`: the commands of staff and operators, from the table below."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from dotenv import load_dotenv

from admin import settings
from admin.cli import backup, campaigns, database, results, sources, staff, survey
from admin.cli.command import Command, CommandFailed

COMMANDS: tuple[Command, ...] = (
    *survey.COMMANDS,
    *campaigns.COMMANDS,
    *sources.COMMANDS,
    *results.COMMANDS,
    *staff.COMMANDS,
    *database.COMMANDS,
    *backup.COMMANDS,
)


def main(arguments: Sequence[str] | None = None, commands: tuple[Command, ...] = COMMANDS) -> int:
    """Runs one command; errors that a person can mend are one line on standard error, and exit status 1."""
    parser = _parser(commands)
    given = parser.parse_args(arguments)
    load_dotenv(".env")  # what the environment says already stands
    try:
        status: int = given.command.run(given, settings.read(os.environ))
    except (CommandFailed, settings.SettingRefused) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return status


def _parser(commands: tuple[Command, ...]) -> ArgumentParser:
    """A parser with a sub-parser for each command; a name of two words is a sub-parser of a sub-parser."""
    parser = ArgumentParser(
        prog="parvis", description="Parvis: consultations in chat, from the command line."
    )
    tree = {"": parser.add_subparsers(metavar="COMMAND", required=True)}
    for command in commands:
        group, _, name = command.name.rpartition(" ")
        if group not in tree:
            nested = tree[""].add_parser(group, help=command.help)
            tree[group] = nested.add_subparsers(metavar="COMMAND", required=True)
        sub = tree[group].add_parser(name, help=command.help, description=command.help)
        command.arguments(sub)
        sub.set_defaults(command=command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
