"""Published ideas, to be read by everybody: a list by support, and one idea as a card."""

from bot.talk import Done, Talk, says
from dialogs.ideas import IdeaState, Moderation, standing, supportable, theme
from dialogs.text import Msg, Text, Verbatim, _, ngettext
from dialogs.turn import Button, Picture, Reply
from storage import campaigns, endorsements, ideas
from storage.campaigns import State
from storage.ideas import Idea

PAGE = 5
_LONGEST_NUMBER = 4

GIVE = Button(_("Suggest an idea"), "/idea")
BROWSE = Button(_("All ideas"), "/ideas")


def browse(talk: Talk, argument: str) -> Done:
    """`/ideas`, `/ideas page N`, `/ideas REFERENCE`."""
    match argument.split():
        case ("page", number) if number.isdecimal():
            return says(talk, _page(talk, int(number[:_LONGEST_NUMBER])))
        case (reference,):
            return says(talk, _one(talk, reference))
        case _:
            return says(talk, _page(talk, 0))


def unknown(reference: str) -> Reply:
    words = _("There is no idea {reference}.", reference=Verbatim(reference[:24]))
    return Reply((words,), buttons=((BROWSE,),), appends=True)


def opening(idea: Idea) -> Button:
    """A button that leads to an idea."""
    label = ngettext(
        "{title} · {n} support", "{title} · {n} supports", idea.supports, title=Verbatim(idea.title)
    )
    return Button(label, f"/ideas {idea.reference}")


# ---- the list ------------------------------------------------------------------------------


def _page(talk: Talk, page: int) -> Reply:
    total = ideas.count_published(talk.db)
    if total == 0:
        body = (_("No idea has been published yet. Yours may be the first."),)
        return Reply(body, buttons=((GIVE,),), appends=True)
    shown = ideas.published(talk.db, None, page * PAGE, PAGE)
    count = ngettext("{n} idea is published.", "{n} ideas are published.", total)
    order = (_("The most supported come first."),) if total > 1 else ()
    rows = (*((opening(idea),) for idea in shown), _pages(page, total), (GIVE,))
    return Reply((count, *order), buttons=tuple(row for row in rows if row), appends=True)


def _pages(page: int, total: int) -> tuple[Button, ...]:
    before = (Button(_("Previous"), f"/ideas page {page - 1}"),) if page else ()
    more = (Button(_("Next"), f"/ideas page {page + 1}"),) if (page + 1) * PAGE < total else ()
    return (*before, *more)


# ---- one idea ------------------------------------------------------------------------------


def _one(talk: Talk, reference: str) -> Reply:
    """Of an idea that is not published, only its author may know."""
    idea = ideas.by_reference(talk.db, reference)
    if idea is None or not _visible(talk, idea):
        return unknown(reference)
    picture = Picture(idea.photo, _("Photo of the place")) if idea.photo else None
    return Reply(_body(talk, idea), buttons=_buttons(talk, idea), appends=True, picture=picture)


def _visible(talk: Talk, idea: Idea) -> bool:
    return idea.moderation == Moderation.PUBLISHED or idea.respondent_id == talk.person.id


def _body(talk: Talk, idea: Idea) -> tuple[Text, ...]:
    title = _("**{title}** ({reference})", title=Verbatim(idea.title), reference=idea.reference)
    words = (Verbatim(idea.text),) if idea.text else ()
    return (title, *words, *_theme(talk, idea), *_support(talk, idea), *_town(talk, idea))


def _theme(talk: Talk, idea: Idea) -> tuple[Msg, ...]:
    campaign = campaigns.load(talk.db, [idea.campaign_id])[idea.campaign_id]
    label = theme(talk.house.versions.get(talk.db, campaign.version_id), idea.theme)
    return (_("Theme: {theme}", theme=label),) if label else ()


def _support(talk: Talk, idea: Idea) -> tuple[Msg, ...]:
    if idea.moderation != Moderation.PUBLISHED:
        return ()
    if idea.supports == 0:
        return (_("Nobody has supported it yet."),)
    count = ngettext("{n} person supports it.", "{n} people support it.", idea.supports)
    return (count, _("You are one of them.")) if _supports(talk, idea) else (count,)


def _supports(talk: Talk, idea: Idea) -> bool:
    return bool(endorsements.supported(talk.db, talk.person.id, [idea.id]))


def _town(talk: Talk, idea: Idea) -> tuple[Msg, ...]:
    """Where it stands, and what the town says of it."""
    stands = standing(Moderation(idea.moderation), idea.reason, IdeaState(idea.state))
    answer = _("“{words}” {town}", words=Verbatim(idea.official_answer), town=talk.house.town)
    return (_("Now: {state}", state=stands), *((answer,) if idea.official_answer else ()))


def _buttons(talk: Talk, idea: Idea) -> tuple[tuple[Button, ...], ...]:
    further = ideas.after(talk.db, idea) if idea.moderation == Moderation.PUBLISHED else None
    on = (Button(_("Next idea"), f"/ideas {further.reference}"),) if further else ()
    support = Button(_("Support this idea"), f"/support {idea.reference}", primary=True)
    return (*(((support,),) if _may_support(talk, idea) else ()), (*on, BROWSE))


def _may_support(talk: Talk, idea: Idea) -> bool:
    campaign = campaigns.load(talk.db, [idea.campaign_id])[idea.campaign_id]
    shown = supportable(IdeaState(idea.state), Moderation(idea.moderation))
    others = idea.respondent_id != talk.person.id and not _supports(talk, idea)
    return shown and others and campaign.state is State.OPEN
