"""Where a campaign stands, in a sentence: the same on the command line and in the chat."""

from collections.abc import Callable
from datetime import datetime

from admin.results.words import percent
from dialogs.text import Msg, _
from storage.campaigns import Campaign, Counted, State


def standing(campaign: Campaign) -> Msg:
    """Its title and its state, with the moment that comes next."""
    return _STANDINGS[campaign.state](campaign)


def turnout(counted: Counted) -> Msg:
    """How many gave a first answer, and how many of them sent their answers."""
    started, sent = counted.started, counted.sent
    if not started:
        return _("nobody has answered yet")
    return _(
        "{started} started, {sent} sent ({share})", started=started, sent=sent, share=percent(sent / started)
    )


def _ends(campaign: Campaign) -> datetime:
    return (campaign.closes_at or campaign.created_at).astimezone(campaign.zone)


def _starts(campaign: Campaign) -> datetime:
    return (campaign.opens_at or campaign.created_at).astimezone(campaign.zone)


_STANDINGS: dict[State, Callable[[Campaign], Msg]] = {
    State.DRAFT: lambda c: _("“{title}” is a draft", title=c.title),
    State.SCHEDULED: lambda c: _(
        "“{title}” opens on {start}, until {end}", title=c.title, start=_starts(c), end=_ends(c)
    ),
    State.OPEN: lambda c: _("“{title}” is open until {end}", title=c.title, end=_ends(c)),
    State.PAUSED: lambda c: _("“{title}” is paused; it ends on {end}", title=c.title, end=_ends(c)),
    State.CLOSED: lambda c: _("“{title}” is closed", title=c.title),
}
