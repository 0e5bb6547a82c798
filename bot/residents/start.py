"""Coming in: by the code of a poster, by a link that resumes, or with nothing but a greeting."""

from collections.abc import Callable, Mapping

from bot.residents import joining, team
from bot.residents.opening import not_open, open_now
from bot.talk import Done, Talk, says, show
from dialogs.ideas import TOO_YOUNG
from dialogs.text import Msg, Verbatim, _
from dialogs.turn import Reply
from storage import campaigns, sessions, tickets
from storage.campaigns import Campaign, State
from storage.tickets import Kind


def start(talk: Talk, code: str) -> Done:
    if not code:
        return greet(talk)
    kind = tickets.kind_of(code)
    if kind:
        return _TICKETS[kind](talk, code)
    found = campaigns.entered(talk.db, code)
    if found is None or found[0].state is State.DRAFT:
        return says(talk, open_now(talk, _unknown(code)))
    return enter(talk, *found)


_TICKETS: Mapping[Kind, Callable[[Talk, str], Done]] = {
    Kind.STAFF: team.invited,
    Kind.RESUME: joining.resume,
}


def _unknown(code: str) -> Msg:
    shown = Verbatim(code[:_LONGEST_CODE])
    return _("I do not know the code “{code}”. Please check it on the poster or in the link.", code=shown)


_LONGEST_CODE = 32


def greet(talk: Talk) -> Done:
    """Where they left off; else the one consultation that is open; else what there is to choose from."""
    stored = talk.stored
    if stored and stored.campaign.state is State.OPEN and stored.sent_at is None:
        return show(talk, stored)
    open_campaigns = campaigns.in_state(talk.db, State.OPEN)
    others = [one for one in open_campaigns if stored is None or one.id != stored.campaign.id]
    if not others and stored:
        return show(talk, stored)
    if len(others) == 1 and stored is None:
        return enter(talk, others[0], None)
    return says(talk, open_now(talk, _("Hello! This is {town}.", town=Verbatim(talk.house.town))))


def enter(talk: Talk, campaign: Campaign, source: int | None) -> Done:
    """The session that the respondent has there, else a new one; kind words where none can begin.

    An idea box takes one idea after the other: from the second on, nobody asks again what was told before.
    """
    pair = (talk.person.id, campaign.id)
    stored = sessions.newest(talk.db, [pair]).get(pair)
    if stored and not (campaign.kind == "ideas" and stored.sent_at):
        return show(talk, stored)
    if campaign.state is not State.OPEN:
        return says(talk, not_open(talk, campaign))
    if campaign.kind == "ideas" and sessions.under_age(talk.db, talk.person.id):
        return says(talk, Reply((TOO_YOUNG,), appends=True))
    new = sessions.New(
        respondent=talk.person.id,
        campaign=campaign,
        channel=talk.person.channel,
        source=source,
        language=talk.person.language,
        begun=stored is not None and stored.begun,
        hear_back=stored.hear_back if stored else None,
    )
    return show(talk, sessions.begin(talk.db, new, talk.now))
