"""Who runs campaigns: invite, end, see who did what, and sign in elsewhere."""

from admin.commands.command import Asked, StaffCommand, button, said
from dialogs.text import Msg, Verbatim, _, ngettext
from dialogs.turn import Reply
from storage import audit, staff, tickets
from storage.staff import Member, Role

ROLES: dict[Role, Msg] = {
    Role.ANALYST: _("Analyst: results and exports"),
    Role.MODERATOR: _("Moderator: ideas too"),
    Role.MANAGER: _("Manager: campaigns too"),
    Role.OWNER: _("Owner: everything"),
}

ENTRIES = 15


def team(asked: Asked) -> tuple[Reply, ...]:
    """`/staff`, `/staff invite ROLE`, `/staff end NUMBER`."""
    match asked.words:
        case ("invite", role) if role in ROLES:
            return _invite(asked, Role(role))
        case ("end", number) if number.isdecimal():
            return _end(asked, int(number))
        case _:
            return _listed(asked)


def _listed(asked: Asked) -> tuple[Reply, ...]:
    members = staff.listed(asked.db, asked.now)
    lines = [_("{number}. {role}, {channel}", **_named(member)) for member in members]
    ends = tuple(
        (button(_("End the role of number {number}", number=str(one.id)), "staff", "end", one.id),)
        for one in members
        if one.id != asked.member.id
    )
    invites = tuple((button(label, "staff", "invite", role),) for role, label in ROLES.items())
    count = ngettext("{n} person is staff.", "{n} people are staff.", len(members))
    return (said(count, *lines, rows=ends), said(_("Whom do you want to invite?"), rows=invites))


def _named(member: Member) -> dict[str, str | Msg]:
    return {"number": str(member.id), "role": ROLES[member.role], "channel": member.channel}


def _invite(asked: Asked, role: Role) -> tuple[Reply, ...]:
    code = tickets.invite(asked.db, asked.keys, role, asked.member.actor, asked.now)
    asked.note("invite", f"role:{role}")
    return (
        said(
            _("Send one of these links to one person. It works once, for 24 hours."),
            *(Verbatim(link) for link in links(asked, code)),
        ),
    )


def links(asked: Asked, code: str) -> tuple[str, ...]:
    """Where a code is followed: in the web chat, and in Telegram if the bot has a name there."""
    web = f"{asked.town.public_url}/c/{code}"
    if not asked.town.telegram:
        return (web,)
    return (web, f"https://t.me/{asked.town.telegram}?start={code}")


def _end(asked: Asked, number: int) -> tuple[Reply, ...]:
    """An owner cannot end their own role: somebody must be left to invite others."""
    if number == asked.member.id:
        return (said(_("You cannot end your own role. Ask another owner.")),)
    if not staff.end(asked.db, number, asked.now):
        return (said(_("There is no number {number} among the staff.", number=str(number))),)
    asked.note("end", f"staff:{number}")
    return (said(_("Number {number} is no longer staff.", number=str(number))),)


def journal(asked: Asked) -> tuple[Reply, ...]:
    """`/audit`: the newest entries, the latest first."""
    entries = audit.newest(asked.db, ENTRIES)
    if not entries:
        return (said(_("Nothing has been done yet.")),)
    lines = [
        _(
            "{at} · {actor} · {action} {subject} {detail}",
            at=entry.at.astimezone(asked.town.zone),
            actor=entry.actor,
            action=entry.action,
            subject=entry.subject,
            detail=entry.detail,
        )
        for entry in entries
    ]
    return (said(*lines),)


def sign_in_elsewhere(asked: Asked) -> tuple[Reply, ...]:
    """`/signin`: a link that makes another browser, or another chat, this member's as well."""
    code = tickets.invite(asked.db, asked.keys, asked.member.role, asked.member.actor, asked.now)
    asked.note("signin", asked.member.actor)
    return (
        said(
            _("Open one of these links where you want to work. It works once, for 24 hours."),
            *(Verbatim(link) for link in links(asked, code)),
        ),
    )


COMMANDS = (
    StaffCommand("staff", Role.OWNER, _("who runs campaigns; invite someone"), team),
    StaffCommand("audit", Role.OWNER, _("who did what, and when"), journal),
    StaffCommand("signin", Role.ANALYST, _("a link to sign in on another device"), sign_in_elsewhere),
)
