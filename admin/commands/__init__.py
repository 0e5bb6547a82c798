"""What staff say in chat: a table of commands, one file for each subject.

The conversation asks here before it asks the engine. Whatever is no command of this member's role is
answered as to any resident: it is unknown.
"""

from collections.abc import Mapping

from admin.campaigns import CampaignTrouble
from admin.commands import broadcast, exports, ideas, launch, people, results, sources, steer
from admin.commands.command import Asked, StaffCommand, said
from dialogs.menu import WORDS, spelling
from dialogs.text import Msg, Text, _
from dialogs.turn import Reply
from storage.staff import Role

COMMANDS: Mapping[str, StaffCommand] = {
    command.name: command
    for subject in (results, exports, steer, launch, sources, broadcast, ideas, people)
    for command in subject.COMMANDS
}


def answer(asked: Asked, name: str) -> tuple[Reply, ...] | None:
    """What the command says; None where there is none of this name for this member.

    What a campaign cannot do is undone and said.
    """
    command = COMMANDS.get(name)
    if command is None or not asked.member.role.covers(command.role):
        return None
    try:
        with asked.db.begin_nested():
            return command.answer(asked)
    except CampaignTrouble as trouble:
        return (said(trouble.sentence),)


def guidance(role: Role, language: str) -> tuple[Text, ...]:
    """The commands of a role, each with what it does, as they are typed in `language`."""
    theirs = (COMMANDS[name] for name in _TYPED if name in COMMANDS and role.covers(COMMANDS[name].role))
    return (_("As staff, you can also write:"), *(_line(command, language) for command in theirs))


def _line(command: StaffCommand, language: str) -> Msg:
    return _("/{word}: {help}", word=spelling(command.name, language), help=command.help)


_TYPED = [name for group in WORDS.values() for name in group]
"""The commands that have a word of their own, the narrowest role's first."""
