"""Where to go from here: help, results, and an answer to what nobody understands."""

from dataclasses import replace

from admin.results import words
from bot import staff
from bot.residents.opening import open_now
from bot.talk import Done, Talk, campaign_of, day_of, has_results, says, step
from dialogs import guide, pause
from dialogs.menu import Command
from dialogs.text import _
from dialogs.turn import Button, Pressed, Reply
from storage.campaigns import Campaign


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
    if not has_results(campaign):
        return Reply((words.coming(day_of(campaign.closes_at, campaign)),), appends=True)
    here = _("Here are the results of “{title}”.", title=campaign.title)
    return Reply((here,), buttons=pause.results(campaign_of(talk, campaign)), appends=True)
