"""A survey as residents will see it, answered by staff: outside every count, and deleted at its end."""

from dataclasses import replace

from admin import campaigns
from admin.commands.command import button, said
from bot.talk import Done, Talk, says, show
from dialogs.text import _
from dialogs.turn import Reply, Sent
from storage import sessions
from storage.campaigns import Campaign, State


def begin(talk: Talk, code: str) -> Done:
    """`/preview CODE`: the notice, and all that follows it."""
    try:
        campaign = campaigns.find(talk.db, code)
    except campaigns.UnknownCode as unknown:
        return says(talk, said(unknown.sentence))
    new = sessions.New(
        respondent=talk.person.id,
        campaign=campaign,
        channel=talk.person.channel,
        language=talk.person.language,
        preview=True,
    )
    return show(talk, sessions.begin(talk.db, new, talk.now))


def ended(done: Done) -> bool:
    """Whether a preview was sent just now."""
    facts = done.turn.facts if done.turn else ()
    return done.stored is not None and done.stored.preview and any(isinstance(fact, Sent) for fact in facts)


def end(talk: Talk, done: Done) -> Done:
    """The receipt, which leads nowhere, and what comes next; of the answers nothing is left."""
    if done.stored is None:
        return done
    sessions.erase(talk.db, [done.stored.id])
    receipt = (replace(reply, buttons=()) for reply in done.replies)
    over = _over(done.stored.campaign)
    return Done(replace(done.person, focus=None), (*receipt, over), files=done.files)


def _over(campaign: Campaign) -> Reply:
    again = button(_("See it again"), "preview", campaign.code)
    launch = button(_("Launch"), "launch", campaign.code, primary=True)
    rows = ((again, launch),) if campaign.state is State.DRAFT else ((again,),)
    return said(_("This was the preview. What you answered is deleted."), rows=rows)
