"""Becoming staff: a link of the team leads to a button, and the button makes its bearer one of them.

A link preview follows the link and no further, so it uses nothing up.
"""

from dataclasses import replace

from admin import commands
from admin.commands.people import ROLES
from bot.residents.opening import open_now
from bot.talk import Done, Talk, says
from dialogs.text import _
from dialogs.turn import Button, Reply
from storage import audit, staff, tickets
from storage.staff import Member, Role
from storage.tickets import Kind, Ticket

_EXPIRED = _("This invitation was used already, or is older than a day. Ask for another.")

_MORE_ALREADY = Reply((_("You are in the team already, and may do more than this."),), appends=True)


def invited(talk: Talk, code: str) -> Done:
    """What the invitation is for, with the button that takes it."""
    ticket = tickets.peek(talk.db, talk.house.keys, code, talk.now)
    if ticket is None or ticket.role is None:
        return says(talk, open_now(talk, _EXPIRED))
    body = (
        _("You are invited to the team of {town}.", town=talk.house.town),
        ROLES[Role(ticket.role)],
    )
    join_ = Button(_("Join the team"), f"/join {code}", primary=True)
    return says(talk, Reply(body, buttons=((join_,),), appends=True))


def join(talk: Talk, code: str) -> Done:
    """The first who taps is staff here from now on; a wider role that they have stays theirs."""
    has = staff.member(talk.db, talk.person.id, talk.person.channel, talk.now)
    offered = tickets.peek(talk.db, talk.house.keys, code, talk.now)
    if offered is None or offered.kind is not Kind.STAFF or offered.role is None:
        return says(talk, open_now(talk, _EXPIRED))
    role = Role(offered.role)
    if has and has.role is not role and has.role.covers(role):
        return says(talk, _MORE_ALREADY)
    ticket = tickets.use(talk.db, talk.house.keys, code, talk.now)
    return _joined(talk, ticket, role) if ticket else says(talk, open_now(talk, _EXPIRED))


def _joined(talk: Talk, ticket: Ticket, role: Role) -> Done:
    person = talk.person
    member = staff.sign_in(talk.db, person.id, person.channel, role, talk.now)
    audit.add(talk.db, member.actor, "join", f"role:{role}", talk.now, f"invited by {ticket.created_by}")
    return replace(says(talk, _welcome(talk, member)), person=replace(person, role=role))


def _welcome(talk: Talk, member: Member) -> Reply:
    language = talk.house.catalogue(talk.person.language).language
    body = (_("Welcome to the team!"), ROLES[member.role], *commands.guidance(member.role, language))
    return Reply(body, appends=True)
