"""New entry points: a link and a QR code for an event, a partner or a poster, counted apart."""

from admin import campaigns
from admin.commands.choosing import which
from admin.commands.command import Asked, StaffCommand, button, said
from admin.commands.launch import ways_in
from dialogs.text import Msg, Verbatim, _
from dialogs.turn import Reply
from storage import staff
from storage.campaigns import State
from storage.staff import Role

KINDS: dict[str, Msg] = {
    "event": _("An event"),
    "partner": _("A partner"),
    "poster": _("A poster"),
    "link": _("Another link"),
}
"""Those that staff make by hand, as their buttons read."""
LONGEST_LABEL = 80


def source(asked: Asked) -> tuple[Reply, ...]:
    """`/source CODE [KIND [LABEL…]]`."""
    match asked.words:
        case ():
            entered = (State.SCHEDULED, State.OPEN, State.PAUSED)
            return (which(asked, "source", _("For which campaign?"), entered),)
        case (code, kind) if kind in KINDS:
            campaigns.find(asked.db, code)
            return (_name_it(asked, code, kind),)
        case (code, kind, *_label) if kind in KINDS:
            return (_add(asked, code, kind, " ".join(asked.rest(2).split())),)
        case (code, *_others):
            return (_which_kind(asked, code),)
        case _:
            return ()


def _which_kind(asked: Asked, code: str) -> Reply:
    campaign = campaigns.find(asked.db, code)
    choices = [button(label, "source", campaign.code, kind) for kind, label in KINDS.items()]
    question = _("What is the new link to “{title}” for?", title=campaign.title)
    return said(question, rows=(tuple(choices[:2]), tuple(choices[2:])))


def _name_it(asked: Asked, code: str, kind: str) -> Reply:
    staff.await_words(asked.db, asked.member.id, f"source {code} {kind}")
    return said(_("How shall the results name it? For example: Forum of 12 March."))


def _add(asked: Asked, code: str, kind: str, label: str) -> Reply:
    if len(label) > LONGEST_LABEL:
        staff.await_words(asked.db, asked.member.id, f"source {code} {kind}")
        return said(_("That is too long: {most} letters at most.", most=LONGEST_LABEL))
    made = campaigns.add_source(asked.db, code, kind, label, asked.member.actor, asked.now)
    ready = _("“{label}” has its own link now.", label=Verbatim(made.label))
    return said(ready, *ways_in(asked.town, made.code), work=f"qr {made.code}")


COMMANDS = (StaffCommand("source", Role.MANAGER, _("a link and a QR code of its own, for an event"), source),)
