"""Ideas in the hands of staff: publish or decline with a reason, then give the town's official answer.

Whoever is concerned is told in the same transaction: the author always, and those who follow the idea
when it is answered.
"""

from dataclasses import replace

from admin.commands.command import Asked, StaffCommand, button, said
from dialogs.ideas import ANSWERABLE, REASONS, STATES, IdeaState, Moderation, may_become, needs_words, theme
from dialogs.text import Msg, Text, Verbatim, _, ngettext
from dialogs.turn import Button, Picture, Reply
from storage import campaigns, endorsements, ideas, staff
from storage.ideas import Idea
from storage.staff import Role

SHOWN = 8
LONGEST_ANSWER = 1500


def moderate(asked: Asked) -> tuple[Reply, ...]:
    """`/moderate`, `/moderate publish REF`, `/moderate decline REF [REASON]`."""
    match asked.words:
        case ("publish", reference):
            return _publish(asked, reference)
        case ("decline", reference):
            return (_why(reference),)
        case ("decline", reference, reason) if reason in REASONS:
            return _decline(asked, reference, reason)
        case _:
            return (_next(asked),)


def _next(asked: Asked) -> Reply:
    """The idea that has waited longest, with how many wait behind it."""
    waiting = ideas.waiting(asked.db)
    if not waiting:
        return said(_("No idea is waiting. Well done."))
    idea, left = waiting[0], ideas.count_waiting(asked.db)
    choices = (
        button(_("Publish"), "moderate", "publish", idea.reference, primary=True),
        button(_("Decline…"), "moderate", "decline", idea.reference),
    )
    count = ngettext("{n} idea is waiting.", "{n} ideas are waiting.", left)
    words = said(count, *_lines(asked, idea), rows=(choices,))
    return replace(words, picture=Picture(idea.photo, _("Photo of the place")) if idea.photo else None)


def _lines(asked: Asked, idea: Idea) -> tuple[Text, ...]:
    """An idea as staff read it: its words, and what came with them."""
    title = _("**{title}** ({reference})", title=Verbatim(idea.title), reference=idea.reference)
    with_it: list[Text] = [about] if (about := _theme(asked, idea)) else []
    with_it += [_("With a place.")] if idea.latitude is not None else []
    return (title, *([Verbatim(idea.text)] if idea.text else []), *with_it)


def _theme(asked: Asked, idea: Idea) -> Msg | None:
    campaign = campaigns.load(asked.db, [idea.campaign_id])[idea.campaign_id]
    label = theme(asked.survey(campaign.version_id), idea.theme)
    return _("Theme: {theme}", theme=label) if label else None


def _publish(asked: Asked, reference: str) -> tuple[Reply, ...]:
    idea = ideas.by_reference(asked.db, reference)
    if idea is None:
        return (_unknown(reference),)
    if not ideas.publish(asked.db, idea.id, asked.now):
        return (_already(), _next(asked))
    asked.note("publish", f"idea:{idea.id}")
    told = asked.tell(
        _author(idea),
        said(
            _("Your idea “{title}” is published. Thank you!", title=Verbatim(idea.title)),
            _("We will tell you what becomes of it."),
            rows=((button(_("See the idea"), "ideas", idea.reference),),),
        ),
    )
    words = _("Published. Its author is told.") if told else _("Published. Its author cannot be told.")
    return (said(words), _next(asked))


def _author(idea: Idea) -> tuple[int, ...]:
    """Nobody, once they are forgotten."""
    return (idea.respondent_id,) if idea.respondent_id else ()


def _why(reference: str) -> Reply:
    rows = tuple((button(words, "moderate", "decline", reference, name),) for name, words in REASONS.items())
    return said(_("Why not? The author will read this reason."), rows=rows)


def _decline(asked: Asked, reference: str, reason: str) -> tuple[Reply, ...]:
    idea = ideas.by_reference(asked.db, reference)
    if idea is None:
        return (_unknown(reference),)
    if not ideas.decline(asked.db, idea.id, reason, ""):
        return (_already(), _next(asked))
    asked.note("decline", f"idea:{idea.id}", reason)
    told = asked.tell(
        _author(idea),
        said(
            _("Your idea “{title}” will not be published.", title=Verbatim(idea.title)),
            REASONS[reason],
            _("You may send it again in other words: /idea"),
        ),
    )
    words = _("Declined. Its author is told why.") if told else _("Declined. Its author cannot be told.")
    return (said(words), _next(asked))


def answer(asked: Asked) -> tuple[Reply, ...]:
    """`/answer`, `/answer REF`, `/answer REF STATE [WORDS…]`."""
    if not asked.word:
        return (_unanswered(asked),)
    idea = ideas.by_reference(asked.db, asked.word)
    if idea is None:
        return (_unknown(asked.word),)
    open_to = may_become(IdeaState(idea.state), Moderation(idea.moderation))
    if not open_to:
        return (said(_("This idea is not published, so it gets no official answer.")),)
    if len(asked.words) < 2 or asked.words[1] not in open_to:
        return (_states(asked, idea),)
    return _answered(asked, idea, IdeaState(asked.words[1]), asked.rest(2).strip())


def _unanswered(asked: Asked) -> Reply:
    waiting = ideas.unanswered(asked.db, None, SHOWN)
    if not waiting:
        return said(_("Every published idea has its answer."))
    rows = tuple((button(_numbered(idea), "answer", idea.reference),) for idea in waiting)
    return said(_("Which idea do you want to answer?"), rows=rows)


def _numbered(idea: Idea) -> Msg:
    return ngettext(
        "{title} · {n} support", "{title} · {n} supports", idea.supports, title=Verbatim(idea.title)
    )


def _states(asked: Asked, idea: Idea) -> Reply:
    rows: tuple[tuple[Button, ...], ...] = tuple(
        (button(STATES[state], "answer", idea.reference, state),) for state in ANSWERABLE
    )
    stands = _("Now: {state}", state=STATES[IdeaState(idea.state)])
    return said(*_lines(asked, idea), stands, _("What does the town say?"), rows=rows)


def _answered(asked: Asked, idea: Idea, state: IdeaState, words: str) -> tuple[Reply, ...]:
    if len(words) > LONGEST_ANSWER:
        return (said(_("That is too long: {most} letters at most.", most=LONGEST_ANSWER)),)
    if not words and needs_words(state):
        staff.await_words(asked.db, asked.member.id, f"answer {idea.reference} {state}")
        return (said(_("Write the answer in one message: the reason, and what comes next.")),)
    if not ideas.answer(asked.db, idea.id, state, words, asked.now):
        return (said(_("That is what stands already. Nobody was told again.")),)
    asked.note("answer", f"idea:{idea.id}", state)
    concerned = (*_author(idea), *endorsements.followers(asked.db, idea.id))
    told = asked.tell(concerned, _news(asked, idea, state, words))
    return (said(ngettext("Kept. {n} person is told.", "Kept. {n} people are told.", told)),)


def _news(asked: Asked, idea: Idea, state: IdeaState, words: str) -> Reply:
    said_by = _("“{words}” {town}", words=Verbatim(words), town=asked.town.name)
    return said(
        _("News of an idea that you follow: “{title}”.", title=Verbatim(idea.title)),
        STATES[state],
        *((said_by,) if words else ()),
        rows=(
            (button(_("See the idea"), "ideas", idea.reference),),
            (button(_("Stop following"), "follow", "off", idea.reference),),
        ),
    )


def _unknown(reference: str) -> Reply:
    return said(_("There is no idea {reference}.", reference=Verbatim(reference)))


def _already() -> Reply:
    return said(_("A colleague was quicker. Nothing was changed."))


COMMANDS = (
    StaffCommand("moderate", Role.MODERATOR, _("ideas that wait to be published"), moderate),
    StaffCommand("answer", Role.MODERATOR, _("give an idea the town’s official answer"), answer),
)
