"""The ways out, and what is said when nothing more can be answered."""

from dialogs.card import session_button
from dialogs.path import Path
from dialogs.text import Text, _
from dialogs.turn import Button, Campaign, Reply


def paused(path: Path) -> Reply:
    """« Plus tard »."""
    go_on = session_button(path, _("Go on"), "resume", primary=True)
    return Reply((_("Your answers are kept."), _come_back(path.session.campaign)), buttons=((go_on,),))


def _come_back(campaign: Campaign) -> Text:
    if campaign.closes_on is None:
        return _("Come back whenever you like.")
    return _("Come back whenever you like, until {day}.", day=campaign.closes_on)


def stopped() -> Reply:
    """`/stop`, in every state."""
    body = (
        _("Understood: we will not write to you again."),
        _("Your answers are kept. To go on with them, write /start. To erase them, write /forget."),
    )
    return Reply(body, appends=True)


def closed(path: Path) -> Reply:
    """No answer is taken now: the consultation is over, or rests."""
    session = path.session
    first = _("“{title}” takes no answers at the moment.", title=session.campaign.title)
    buttons = results(session.campaign)
    if session.receipt:
        yours = _("Yours were received. Your code: {code}", code=session.receipt)
        return Reply((first, yours), buttons=buttons)
    if path.answered:
        return Reply((first, _("What you have answered so far is kept. Thank you!")), buttons=buttons)
    return Reply((first, _("Thank you for your interest.")), buttons=buttons)


def results(campaign: Campaign) -> tuple[tuple[Button, ...], ...]:
    """The way to the results, once there are some."""
    if not campaign.results_link:
        return ()
    return ((Button(_("See the results"), "", link=campaign.results_link),),)
