"""Staff in the conversation: `admin.commands` answers them where the engine answers a resident.

To whoever is no staff on this channel, or in a role that does not cover a command, it is unknown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from admin import commands
from admin.commands import launch
from admin.commands.command import Asked, Town
from bot import previews, telling
from bot.house import House
from bot.outbox import Promise
from bot.talk import Done, Talk, says
from dialogs.menu import Command
from dialogs.turn import Attached, Reply
from storage import staff
from storage.staff import Member, Role


def answer(talk: Talk, command: Command) -> Done | None:
    """What a staff command comes to; None for any other, and for everybody else."""
    member = _member(talk)
    if member is None:
        return None
    _wait_no_more(talk, member)
    if command.name == "preview" and member.role.covers(Role.MANAGER):
        return previews.begin(talk, command.argument)
    return _answer(talk, member, command)


def file(talk: Talk, sent: Attached) -> Done | None:
    """A survey that a manager sends, to be read; None for any other file, and from anybody else.

    A document sent in the middle of a survey is a resident's answer, whoever sends it.
    """
    answers = talk.stored is not None and not sent.title.lower().endswith(launch.WORKBOOKS)
    member = _member(talk) if sent.kind == "file" and sent.title and not answers else None
    if member is None or not member.role.covers(Role.MANAGER):
        return None
    _wait_no_more(talk, member)
    return says(talk, launch.received(sent.name, sent.title))


def complete(talk: Talk, text: str) -> Done | None:
    """Words typed by a member of whom a command waits for them; None if none does."""
    member = _member(talk)
    if member is None or not member.awaiting:
        return None
    _wait_no_more(talk, member)
    name, _space, argument = member.awaiting.partition(" ")
    with talk.db.begin_nested():
        return _answer(talk, member, Command(name, f"{argument} {text}".strip()))


def turn_away(talk: Talk) -> None:
    """A member did something else: what they type next completes nothing."""
    member = _member(talk)
    if member:
        _wait_no_more(talk, member)


def guidance(talk: Talk) -> tuple[Reply, ...]:
    """The commands that a member may use, for help."""
    member = _member(talk)
    if member is None:
        return ()
    language = talk.house.catalogue(talk.person.language).language
    return (Reply(commands.guidance(member.role, language), appends=True),)


@dataclass(slots=True)
class _Teller:
    """Collects what a command tells others, to be promised with its answer."""

    talk: Talk
    told: list[Promise] = field(default_factory=list)

    def tell(self, people: Sequence[int], reply: Reply) -> int:
        promised = telling.promises(self.talk.db, self.talk.house, people, reply, self.talk.now)
        self.told.extend(promised)
        return len(promised)


def _answer(talk: Talk, member: Member, command: Command) -> Done | None:
    teller = _Teller(talk)
    replies = commands.answer(_asked(talk, member, command.argument, teller), command.name)
    return None if replies is None else replace(says(talk, *replies), told=tuple(teller.told))


def _asked(talk: Talk, member: Member, argument: str, teller: _Teller) -> Asked:
    house = talk.house
    return Asked(
        db=talk.db,
        keys=house.keys,
        town=_town(house),
        member=member,
        words=tuple(argument.split()),
        text=argument,
        now=talk.now,
        language=house.catalogue(talk.person.language).language,
        survey=lambda version: house.versions.get(talk.db, version),
        tell=teller.tell,
    )


def _town(house: House) -> Town:
    return Town(
        name=house.town,
        public_url=house.public_url,
        telegram=house.telegram,
        zone=house.zone,
        default_language=house.default_language,
        min_cell=house.min_cell,
    )


def _member(talk: Talk) -> Member | None:
    """Only who is known to be staff is looked up."""
    if talk.person.role is None:
        return None
    return staff.member(talk.db, talk.person.id, talk.person.channel, talk.now)


def _wait_no_more(talk: Talk, member: Member) -> None:
    if member.awaiting:
        staff.await_words(talk.db, member.id, "")
