"""What becomes of a respondent's data: the notice, and a copy of all of it."""

from bot.talk import Done, Talk, campaign_of, says
from dialogs import privacy as notice
from dialogs.text import _
from dialogs.turn import Reply


def privacy(talk: Talk, argument: str) -> Done:
    """The nine points, of the consultation that they speak to if there is one."""
    campaign = campaign_of(talk, talk.stored.campaign) if talk.stored else None
    return says(talk, notice.card(talk.house.town, talk.house.contact, campaign))


def mydata(talk: Talk, argument: str) -> Done:
    """A file, made when there is time: it may hold years of answers."""
    words = _("I am gathering your data. The file follows in a moment.")
    return says(talk, Reply((words,), appends=True, work=f"mydata {talk.person.id}"))
