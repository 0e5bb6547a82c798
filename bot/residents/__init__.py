"""What residents may say at any moment: a table of commands, one file for each subject.

A command is a function of the talk and its argument. Some are the engine's business in the session that is
spoken to (back, skip, correct…): here they only find it.
"""

from collections.abc import Callable, Mapping

from bot.residents import (
    browsing,
    data,
    guidance,
    languages,
    leaving,
    proposing,
    session,
    start,
    supporting,
    team,
)
from bot.talk import Done, Talk
from dialogs.menu import Command

COMMANDS: Mapping[str, Callable[[Talk, str], Done]] = {
    "start": start.start,
    "join": team.join,
    "help": guidance.help_,
    "language": languages.language,
    "idea": proposing.idea,
    "ideas": browsing.browse,
    "support": supporting.support,
    "follow": supporting.follow,
    "results": guidance.results,
    "correct": session.correct,
    "back": session.back,
    "skip": session.skip,
    "later": session.later,
    "stop": leaving.stop,
    "privacy": data.privacy,
    "mydata": data.mydata,
    "forget": leaving.forget,
}


def answer(talk: Talk, command: Command) -> Done:
    """What the command does; any other, staff's included, is unknown to a resident."""
    found = COMMANDS.get(command.name)
    return found(talk, command.argument) if found else guidance.unknown(talk, command)
