"""A command without its campaign: the campaigns it could be meant for, as buttons."""

from collections.abc import Collection

from admin.commands.command import Asked, button, said
from dialogs.text import Msg, _
from dialogs.turn import Reply
from storage import campaigns
from storage.campaigns import Campaign, State

MOST = 10
LAUNCHED = frozenset(State) - {State.DRAFT}


def which(asked: Asked, command: str, question: Msg, states: Collection[State] = LAUNCHED) -> Reply:
    """Asks which campaign is meant, of those in these states; the newest come first."""
    listed = (counted.campaign for counted in campaigns.listed(asked.db))
    found = [campaign for campaign in listed if campaign.state in states][:MOST]
    if not found:
        return said(_("There is no campaign for this now."))
    return said(question, rows=tuple((button(_named(one), command, one.code),) for one in found))


def _named(campaign: Campaign) -> Msg:
    return _("{code} · {title}", code=campaign.code, title=campaign.title)
