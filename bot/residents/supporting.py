"""Supporting an idea, once, and following what becomes of it."""

from collections.abc import Sequence

from bot.residents.browsing import BROWSE, GIVE, opening, unknown
from bot.residents.opening import not_open
from bot.talk import Done, Talk, says
from dialogs.ideas import IdeaState, Moderation, standing, supportable
from dialogs.text import Text, Verbatim, _, ngettext
from dialogs.turn import Button, Line, Reply
from storage import campaigns, endorsements, ideas
from storage.campaigns import State
from storage.ideas import Idea

MOST_LISTED = 8


def support(talk: Talk, reference: str) -> Done:
    """Sets a support that stands from then on: said again, it changes nothing."""
    idea = ideas.by_reference(talk.db, reference)
    if idea is None or idea.moderation != Moderation.PUBLISHED:
        return says(talk, unknown(reference))
    if idea.respondent_id == talk.person.id:
        return _only(talk, _("This idea is yours. You will hear what becomes of it."))
    if not supportable(IdeaState(idea.state), Moderation(idea.moderation)):
        return _only(talk, _("This idea can no longer be supported."))
    campaign = campaigns.load(talk.db, [idea.campaign_id])[idea.campaign_id]
    if campaign.state is not State.OPEN:
        return says(talk, not_open(talk, campaign))
    fresh = endorsements.endorse(talk.db, idea.id, talk.person.id, talk.now)
    return says(talk, _noted(talk, idea, fresh=fresh))


def _noted(talk: Talk, idea: Idea, *, fresh: bool) -> Reply:
    first = _("Noted, thank you!") if fresh else _("You support this idea already.")
    count = ngettext("{n} person supports it.", "{n} people support it.", idea.supports + fresh)
    told = () if talk.person.stopped else (_("We will tell you what becomes of it."),)
    stop = Button(_("Stop following"), f"/follow off {idea.reference}")
    return Reply((first, count, *told), buttons=((BROWSE, stop) if told else (BROWSE,),), appends=True)


def follow(talk: Talk, argument: str) -> Done:
    """`/follow`: my ideas, and those that I support; `/follow off REFERENCE` for no more news of one."""
    match argument.split():
        case ("off", reference):
            return _unfollow(talk, reference)
        case _:
            return _followed(talk)


def _unfollow(talk: Talk, reference: str) -> Done:
    idea = ideas.by_reference(talk.db, reference)
    if idea is None or idea.moderation != Moderation.PUBLISHED:
        return says(talk, unknown(reference))
    if idea.respondent_id == talk.person.id:
        return _only(talk, _("This idea is yours. To hear nothing more from us at all: /stop"))
    endorsements.follow(talk.db, idea.id, talk.person.id, follows=False)
    return _only(talk, _("Understood: no more news of this idea. Your support still counts."))


def _followed(talk: Talk) -> Done:
    own = ideas.of(talk.db, talk.person.id)[:MOST_LISTED]
    others = ideas.followed(talk.db, talk.person.id, MOST_LISTED)
    if not own and not others:
        nothing = _("You follow no idea yet.")
        return says(talk, Reply((nothing,), buttons=((BROWSE,), (GIVE,)), appends=True))
    mine = (_listed(_("Your ideas:"), own),) if own else ()
    theirs = (_listed(_("Ideas that you support:"), others),) if others else ()
    return says(talk, *mine, *theirs)


def _listed(first: Text, shown: Sequence[Idea]) -> Reply:
    lines = tuple(Line(Verbatim(idea.title), _standing(idea)) for idea in shown)
    buttons = tuple((opening(idea),) for idea in shown)
    return Reply((first,), lines=lines, buttons=buttons, appends=True)


def _standing(idea: Idea) -> Text:
    return standing(Moderation(idea.moderation), idea.reason, IdeaState(idea.state))


def _only(talk: Talk, words: Text) -> Done:
    return says(talk, Reply((words,), buttons=((BROWSE,),), appends=True))
