"""« Commencer », and the shorter way for those under 15: nothing that could tell who they are is asked."""

from dataclasses import replace

from dialogs import card, notice, privacy
from dialogs.answering import settle
from dialogs.ideas import TOO_YOUNG
from dialogs.path import Path, again, is_sent
from dialogs.screen import here, stay
from dialogs.text import Msg, _
from dialogs.turn import Begun, Reply, Turn


def begin(path: Path, argument: str) -> Turn:
    begun = again(path, replace(path.session, begun=True))
    return Turn(begun.session, here(begun), (Begun(notice.VERSION),))


def minor(path: Path, argument: str) -> Turn:
    """Said at any time before sending; what must not be known of a child is hidden from then on."""
    if path.session.minor or is_sent(path.session):
        return stay(path)
    young = again(path, replace(path.session, begun=True, minor=True))
    if path.session.campaign.ideas:
        return _sorry(path, TOO_YOUNG)
    if not young.questions:
        return _sorry(path, _("There is no question for people under 15 here. Thank you for coming!"))
    change = settle(young)
    first, *rest = here(change.path)
    promise = _("Welcome! We only ask questions that do not show who you are.")
    replies = (replace(first, body=(promise, *first.body)), *rest)
    return Turn(change.path.session, replies, (Begun(notice.VERSION, minor=True), *change.facts))


def _sorry(path: Path, word: Msg) -> Turn:
    return Turn(path.session, (Reply((word,)),))


def more(path: Path, argument: str) -> Turn:
    """« Plus d'infos »."""
    campaign = path.session.campaign
    go_on = ("resume", _("Go on")) if path.session.begun else ("begin", _("Begin"))
    begin_ = card.session_button(path, go_on[1], go_on[0], primary=True)
    points = privacy.points(campaign.town, campaign.contact, campaign)
    return Turn(path.session, (Reply(points, buttons=((begin_,),), appends=True),))
