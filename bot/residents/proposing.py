"""Giving an idea: the way into the idea box, what becomes of what was sent, and the way back.

`/idea` in the middle of a survey leaves it there. Once the idea is sent the survey goes on, with a line
that says so.
"""

from dataclasses import asdict, replace
from datetime import timedelta

from bot.residents.opening import open_now
from bot.residents.start import enter
from bot.talk import Done, Talk, says, show
from dialogs.ideas import drafted
from dialogs.text import _
from dialogs.turn import Button, Reply, Sent
from storage import campaigns, ideas, sessions
from storage.campaigns import Campaign, State

RECENT = timedelta(days=1)
"""A survey that was left longer ago is not taken up again by itself."""

_NONE_OPEN = _("Ideas are not being collected at the moment.")
_SETTLED = Reply(
    (_("Your idea has been read already, so it stays as you sent it first. To give another: /idea"),),
    appends=True,
)


def idea(talk: Talk, code: str) -> Done:
    """`/idea`, `/idea CODE`: into the box that is spoken to, that is named, or that is the only one."""
    boxes = [box for box in campaigns.in_state(talk.db, State.OPEN) if box.kind == "ideas"]
    here = [box for box in boxes if box.code == code or (talk.stored and box.id == talk.stored.campaign.id)]
    if len(here or boxes) == 1:
        return enter(talk, (here or boxes)[0], None)
    return says(talk, _which(boxes) if boxes else open_now(talk, _NONE_OPEN))


def _which(boxes: list[Campaign]) -> Reply:
    buttons = tuple((Button(box.title, f"/idea {box.code}"),) for box in boxes)
    return Reply((_("What is your idea about?"),), buttons=buttons, appends=True)


def sent(talk: Talk, done: Done, fact: Sent) -> Done:
    """What was sent waits in the queue as an idea; once it was read there, it stays as it is."""
    if done.stored is None or done.turn is None:
        return done
    session, survey = done.turn.session, talk.survey(done.stored)
    draft = drafted(survey, session.answers)
    if draft is None:
        return done
    new = ideas.New(
        campaign_id=done.stored.campaign.id,
        session_id=done.stored.id,
        respondent_id=done.stored.respondent,
        reference=fact.receipt,
        language=session.language or survey.default_language,
        **asdict(draft),
    )
    taken = ideas.submit(talk.db, new, talk.now)
    return done if taken else replace(done, replies=(*done.replies, _SETTLED))


def back(talk: Talk, done: Done) -> Done:
    """On with the survey that was left for the idea, if there is one."""
    left = sessions.unfinished(talk.db, done.person.id, talk.now - RECENT)
    if left is None:
        return done
    there = show(replace(talk, person=done.person), left)
    line = Reply((_("Now back to “{title}”, where you were.", title=left.campaign.title),), appends=True)
    return replace(done, person=there.person, then=replace(there, replies=(line, *there.replies)))
