"""What can be answered now, and why something cannot."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.talk import Talk, campaign_of, day_of
from dialogs import pause
from dialogs.text import Msg, _
from dialogs.turn import Button, Reply
from storage import campaigns
from storage.campaigns import Campaign, State

_MOST_OFFERED = 8


def open_now(talk: Talk, first: Msg) -> Reply:
    """`first`, and under it a button for each consultation that is open."""
    offered = campaigns.in_state(talk.db, State.OPEN)[:_MOST_OFFERED]
    invitation = _("You can take part in this now:") if offered else _("Nothing is open at the moment.")
    buttons = tuple((Button(one.title, f"/start {one.code}"),) for one in offered)
    return Reply((first, invitation), buttons=buttons, appends=True)


def not_open(talk: Talk, campaign: Campaign) -> Reply:
    """Why nobody can begin here, the results if there are some, and what can be answered instead."""
    reply = open_now(talk, _NOT_OPEN[campaign.state](campaign))
    return replace(reply, buttons=(*pause.results(campaign_of(talk, campaign)), *reply.buttons))


def _not_yet(campaign: Campaign) -> Msg:
    opens = day_of(campaign.opens_at, campaign)
    if opens is None:
        return _("“{title}” is not open yet. Please come back a little later.", title=campaign.title)
    return _("“{title}” is not open yet. It opens on {day}.", title=campaign.title, day=opens)


def _paused(campaign: Campaign) -> Msg:
    return _("“{title}” is paused for now. Please come back a little later.", title=campaign.title)


def _closed(campaign: Campaign) -> Msg:
    closed = day_of(campaign.closed_at or campaign.closes_at, campaign)
    if closed is None:
        return _("“{title}” is closed. Thank you for your interest.", title=campaign.title)
    return _("“{title}” closed on {day}. Thank you for your interest.", title=campaign.title, day=closed)


_NOT_OPEN: Mapping[State, Callable[[Campaign], Msg]] = {
    State.SCHEDULED: _not_yet,
    State.PAUSED: _paused,
    State.CLOSED: _closed,
}
"""Why nobody can begin, by the state of a campaign; a draft is known to nobody."""
