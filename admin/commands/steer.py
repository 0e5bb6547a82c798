"""What there is, and where it goes: list, pause, resume, close."""

from admin import campaigns
from admin.campaigns import UnknownCode
from admin.commands.choosing import MOST, which
from admin.commands.command import Asked, StaffCommand, button, said
from admin.commands.launch import ways_in
from admin.standing import standing, turnout
from dialogs.text import Msg, Text, _, ngettext
from dialogs.turn import Button, Reply
from storage import campaigns as stored
from storage.campaigns import Counted, State
from storage.staff import Role

_RUNNING = (State.SCHEDULED, State.OPEN, State.PAUSED)


def list_(asked: Asked) -> tuple[Reply, ...]:
    """`/campaigns`, `/campaigns CODE`."""
    return (_one(asked, asked.word),) if asked.word else (_all(asked),)


def _all(asked: Asked) -> Reply:
    found = stored.listed(asked.db)
    if not found:
        return said(_("There is no campaign yet. Make one with /launch."))
    running = sum(counted.campaign.state in _RUNNING for counted in found)
    count = ngettext("{n} campaign is running.", "{n} campaigns are running.", running)
    rows = tuple(
        (button(counted.campaign.title, "campaigns", counted.campaign.code),) for counted in found[:MOST]
    )
    return said(count, *map(_line, found[:MOST]), rows=rows)


def _line(counted: Counted) -> Text:
    campaign = counted.campaign
    return _(
        "{code} · {standing} · {turnout}",
        code=campaign.code,
        standing=standing(campaign),
        turnout=turnout(counted),
    )


def _one(asked: Asked, code: str) -> Reply:
    campaign = campaigns.find(asked.db, code)
    counted = next((one for one in stored.listed(asked.db) if one.campaign.id == campaign.id), None)
    if counted is None:
        raise UnknownCode(_("No campaign has the code {code}.", code=code))
    ways = ways_in(asked.town, campaign.code) if campaign.state in _RUNNING else ()
    return said(_line(counted), *ways, rows=_steps(asked, counted))


def _steps(asked: Asked, counted: Counted) -> tuple[tuple[Button, ...], ...]:
    """What this member may do with the campaign as it stands."""
    campaign = counted.campaign
    steps = STEPS[campaign.state] if asked.member.role.covers(Role.MANAGER) else ()
    figures = () if campaign.state is State.DRAFT else (("results", _("Results")), ("export", _("Export")))
    buttons = [button(label, name, campaign.code) for name, label in (*figures, *steps)]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


_CLOSE, _SOURCE = ("close", _("Close")), ("source", _("New link"))
STEPS: dict[State, tuple[tuple[str, Msg], ...]] = {
    State.DRAFT: (
        ("preview", _("See it as a resident")),
        ("launch", _("Launch")),
        ("close", _("Throw away")),
    ),
    State.SCHEDULED: (_SOURCE, _CLOSE),
    State.OPEN: (_SOURCE, ("pause", _("Pause")), _CLOSE),
    State.PAUSED: (("resume", _("Resume")), _CLOSE),
    State.CLOSED: (("broadcast", _("Thank those who took part")),),
}
"""What a manager can do with a campaign in each state: commands and how their buttons read."""


def pause(asked: Asked) -> tuple[Reply, ...]:
    """`/pause CODE`: nobody can answer until it is resumed."""
    if not asked.word:
        return (which(asked, "pause", _("Which campaign do you want to pause?"), (State.OPEN,)),)
    campaign = campaigns.steer(asked.db, asked.word, State.PAUSED, asked.member.actor, asked.now)
    return (said(standing(campaign), rows=((button(_("Resume"), "resume", campaign.code),),)),)


def resume(asked: Asked) -> tuple[Reply, ...]:
    """`/resume CODE`."""
    if not asked.word:
        return (which(asked, "resume", _("Which campaign do you want to resume?"), (State.PAUSED,)),)
    campaign = campaigns.steer(asked.db, asked.word, State.OPEN, asked.member.actor, asked.now)
    return (said(standing(campaign)),)


def close(asked: Asked) -> tuple[Reply, ...]:
    """`/close CODE`, and `/close CODE yes` once it is confirmed: what was closed stays closed."""
    if not asked.word:
        return (which(asked, "close", _("Which campaign do you want to close?"), (State.DRAFT, *_RUNNING)),)
    if asked.words[1:] != ("yes",):
        return (_sure(asked, asked.word),)
    campaign = campaigns.steer(asked.db, asked.word, State.CLOSED, asked.member.actor, asked.now)
    after = (("results", _("Results")), *STEPS[State.CLOSED])
    return (said(standing(campaign), rows=tuple((button(say, name, campaign.code),) for name, say in after)),)


def _sure(asked: Asked, code: str) -> Reply:
    campaign = campaigns.find(asked.db, code)
    if campaign.state is State.CLOSED:
        return said(standing(campaign))
    yes = button(_("Yes, close it"), "close", campaign.code, "yes")
    no = button(_("No"), "campaigns", campaign.code)
    question = _("Close “{title}” for good? Nobody can answer after that.", title=campaign.title)
    return said(question, rows=((yes, no),))


COMMANDS = (
    StaffCommand("campaigns", Role.ANALYST, _("all consultations, with their figures"), list_),
    StaffCommand("pause", Role.MANAGER, _("stop the answers for a while"), pause),
    StaffCommand("resume", Role.MANAGER, _("let people answer again"), resume),
    StaffCommand("close", Role.MANAGER, _("end a consultation for good"), close),
)
