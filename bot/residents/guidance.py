"""Where to go from here: help, results, and an answer to what nobody understands."""

from dataclasses import replace

from bot import staff
from bot.residents.opening import open_now
from bot.talk import Done, Talk, day_of, says, step
from dialogs import guide
from dialogs.menu import Command
from dialogs.text import _
from dialogs.turn import Button, Pressed, Reply
from storage.campaigns import Campaign, State


def help_(talk: Talk, argument: str) -> Done:
    """In a session, with its way back into it; for staff, with what they may do beside."""
    if talk.stored:
        helped = step(talk, talk.stored, Pressed("help"))
    else:
        helped = says(talk, Reply(guide.guidance(), appends=True))
    return replace(helped, replies=(*helped.replies, *staff.guidance(talk)))


def unknown(talk: Talk, command: Command) -> Done:
    return says(talk, UNKNOWN)


UNKNOWN = Reply(
    (_("I do not know this command."),),
    buttons=((Button(_("Help"), "/help"), Button(_("Go on"), "/start")),),
    appends=True,
)


def results(talk: Talk, argument: str) -> Done:
    """When they come, or where they are."""
    if talk.stored is None:
        return says(talk, open_now(talk, _("You have not taken part in anything here yet.")))
    return says(talk, _results(talk, talk.stored.campaign))


def _results(talk: Talk, campaign: Campaign) -> Reply:
    if campaign.state is State.CLOSED:
        page = f"{talk.house.public_url}/r/{campaign.code}"
        words = _("Here are the results of “{title}”.", title=campaign.title)
        return Reply((words,), buttons=((Button(_("See the results"), "", link=page),),), appends=True)
    day = day_of(campaign.closes_at, campaign)
    if day is None:
        return Reply((_("The results are published once the consultation is closed."),), appends=True)
    words = _("The consultation closes on {day}. Its results are published here then.", day=day)
    return Reply((words,), appends=True)
