"""Thanks and results to those who agreed to hear back, once a campaign is closed.

Staff see first how many would get it, who is left out and why, and the very message. It leaves after a
second yes, once for each campaign; then the same command tells how far it is.
"""

from collections.abc import Iterator

from admin import broadcasts as texts
from admin import campaigns
from admin.broadcasts import KIND, LONGEST, Thanks
from admin.commands.choosing import which
from admin.commands.command import Asked, StaffCommand, button, said
from admin.dispositions import left_out, outcomes, reached, receivers, waiting
from admin.standing import standing
from dialogs.hours import awake
from dialogs.text import Localized, Msg, Text, Verbatim, _, ngettext
from dialogs.turn import Button, Reply
from locales import own_name
from storage import broadcasts, staff
from storage.broadcasts import Broadcast
from storage.campaigns import Campaign, State
from storage.staff import Role


def broadcast(asked: Asked) -> tuple[Reply, ...]:
    """`/broadcast`, `/broadcast CODE`, `… words [WORDS]`, `… plain`, `… send`, `… send NUMBER`."""
    if not asked.word:
        question = _("Which consultation is it about? It must be closed.")
        return (which(asked, "broadcast", question, (State.CLOSED,)),)
    campaign = campaigns.find(asked.db, asked.word)
    if campaign.state is not State.CLOSED:
        return (said(standing(campaign), _("Thanks can be sent once it is closed.")),)
    kept = broadcasts.find(asked.db, campaign.id, KIND)
    if kept and kept.state is not broadcasts.State.DRAFT:
        return (_progress(asked, campaign, kept),)
    return _unsent(asked, campaign, texts.read(kept.text).words if kept else texts.NO_WORDS)


def _unsent(asked: Asked, campaign: Campaign, words: Localized) -> tuple[Reply, ...]:
    match asked.words[1:]:
        case ("words",):
            return (_asks_words(asked, campaign),)
        case ("words", *_more):
            return _reworded(asked, campaign, asked.rest(2).strip())
        case ("plain",):
            return _with_words(asked, campaign, texts.NO_WORDS)
        case ("send",):
            return (_sure(asked, campaign),)
        case ("send", number) if number == str(_reached(asked, campaign)):
            return (_sent(asked, campaign, words),)
        case _:
            return _offered(asked, campaign, texts.thanks(asked.db, campaign, words))


# ---- before it leaves ------------------------------------------------------------------------


def _offered(asked: Asked, campaign: Campaign, thanks: Thanks) -> tuple[Reply, ...]:
    """Who gets it and who does not, the message itself, and what can be done."""
    reach = broadcasts.reach(asked.db, campaign.id)
    title = _("“{title}”", title=campaign.title)
    overview = said(title, *receivers(reach), *left_out(reach), *_tonight(asked, campaign))
    if not reached(reach):
        return (overview,)
    return (
        overview,
        texts.reply(thanks, campaign, asked.town.public_url),
        said(_("This is the message."), rows=_choices(campaign.code, reached(reach), thanks)),
    )


def _choices(code: str, n: int, thanks: Thanks) -> tuple[tuple[Button, ...], ...]:
    send = button(
        ngettext("Send to {n} person", "Send to {n} people", n), "broadcast", code, "send", primary=True
    )
    if not thanks.words.texts:
        return ((send,), (button(_("Add a sentence"), "broadcast", code, "words"),))
    other = button(_("Change the sentence"), "broadcast", code, "words")
    none = button(_("Leave the sentence out"), "broadcast", code, "plain")
    return ((send,), (other, none))


def _tonight(asked: Asked, campaign: Campaign) -> Iterator[Msg]:
    """When it would leave, if not at once."""
    due = awake(asked.now, campaign.zone)
    if due > asked.now:
        yield _("People sleep now: it leaves on {moment}.", moment=due)


def _reached(asked: Asked, campaign: Campaign) -> int:
    return reached(broadcasts.reach(asked.db, campaign.id))


# ---- a sentence of their own -----------------------------------------------------------------


def _asks_words(asked: Asked, campaign: Campaign) -> Reply:
    staff.await_words(asked.db, asked.member.id, f"broadcast {campaign.code} words")
    survey = asked.survey(campaign.version_id)
    others = [one.key for one in survey.languages if one.key != survey.default_language]
    body: list[Text] = [_("Write one sentence, for example what the town does next.")]
    if others:
        body.append(
            _(
                "In several languages: a line for each, as “{other}: …”. A line without is in {language}.",
                other=Verbatim(others[0]),
                language=own_name(survey.default_language),
            )
        )
    return said(*body)


def _reworded(asked: Asked, campaign: Campaign, text: str) -> tuple[Reply, ...]:
    if len(text) > LONGEST:
        too_long = said(_("That is too long: {most} letters at most.", most=LONGEST))
        return (too_long, _asks_words(asked, campaign))
    return _with_words(asked, campaign, texts.own_words(text, asked.survey(campaign.version_id)))


def _with_words(asked: Asked, campaign: Campaign, words: Localized) -> tuple[Reply, ...]:
    thanks = texts.thanks(asked.db, campaign, words)
    broadcasts.draft(asked.db, campaign.id, KIND, texts.write(thanks), asked.member.actor, asked.now)
    return _offered(asked, campaign, thanks)


# ---- when it leaves, and afterwards ----------------------------------------------------------


def _sure(asked: Asked, campaign: Campaign) -> Reply:
    """The second yes names how many: if that has changed meanwhile, it is asked again."""
    n = _reached(asked, campaign)
    question = ngettext(
        "Send it to {n} person? It cannot be taken back.",
        "Send it to {n} people? It cannot be taken back.",
        n,
    )
    yes = button(_("Yes, send it"), "broadcast", campaign.code, "send", n)
    no = button(_("No"), "broadcast", campaign.code)
    return said(question, rows=((yes, no),))


def _sent(asked: Asked, campaign: Campaign, words: Localized) -> Reply:
    text = texts.write(texts.thanks(asked.db, campaign, words))
    due = awake(asked.now, campaign.zone)
    n = broadcasts.send(asked.db, campaign.id, KIND, text, asked.member.actor, due, asked.now)
    if n is None:
        return said(_("A colleague was quicker. Nothing was changed."))
    asked.note("broadcast", f"campaign:{campaign.id}", f"{n} deliveries")
    leaves = list(_tonight(asked, campaign)) or [_("It is on its way.")]
    count = ngettext("Thanks to {n} person.", "Thanks to {n} people.", n)
    return said(count, *leaves, rows=((_how_far(campaign),),))


def _progress(asked: Asked, campaign: Campaign, kept: Broadcast) -> Reply:
    progress = broadcasts.progress(asked.db, kept.id)
    thanks = _("Thanks for “{title}”:", title=campaign.title)
    held = _tonight(asked, campaign) if waiting(progress) else ()
    again = ((_how_far(campaign),),) if waiting(progress) else ()
    return said(thanks, *outcomes(progress), *held, rows=again)


def _how_far(campaign: Campaign) -> Button:
    return button(_("How far is it?"), "broadcast", campaign.code)


COMMANDS = (
    StaffCommand(
        "broadcast", Role.MANAGER, _("thank those who agreed to hear back, with the results"), broadcast
    ),
)
