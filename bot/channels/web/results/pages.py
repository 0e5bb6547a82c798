"""The page for each thing that may be told: what stands in it, from its title to the way back to the chat."""

from collections.abc import Iterator
from datetime import date, datetime
from html import escape

from admin.results import words
from bot.channels.web.results import tables
from bot.channels.web.results.hand import Hand, bar
from bot.channels.web.results.published import Box, Erased, Told, Totals, Waiting
from dialogs import ideas
from dialogs.text import Text, Verbatim, _, ngettext
from storage.campaigns import Campaign, State
from storage.results import Participation

RESULTS = _("Results")
OPEN_THE_CHAT = _("Open the conversation")
TAKE_PART = _("Take part")
NOT_FOUND = _("There are no results here")
_LONGEST_CODE = 32


def body(hand: Hand, told: Told) -> str:
    """What stands between the town's name and the languages."""
    match told:
        case Totals():
            parts = _totals(hand, told)
        case Box():
            parts = _box(hand, told)
        case Erased():
            parts = _erased(hand, told)
        case Waiting():
            parts = _waiting(hand, told)
    return "\n".join((*_title(hand, told.campaign), *parts))


def unknown(hand: Hand, code: str) -> str:
    shown = Verbatim(code[:_LONGEST_CODE])
    sentence = _("I do not know the code “{code}”. Please check it on the poster or in the link.", code=shown)
    parts = (hand.element("h1", NOT_FOUND), hand.paragraphs([sentence]), _way(hand, OPEN_THE_CHAT, "/"))
    return "\n".join(parts)


def _title(hand: Hand, campaign: Campaign) -> Iterator[str]:
    yield hand.element("p", RESULTS, 'class="section"')
    yield hand.element("h1", campaign.title)


# ---- a survey ------------------------------------------------------------------------------


def _totals(hand: Hand, told: Totals) -> Iterator[str]:
    found = told.results
    yield hand.paragraphs(took_part(found.took_part, found.min_cell))
    yield hand.paragraphs(_days(told), 'class="hint"')
    if found.took_part.started >= found.min_cell:
        yield hand.element("p", words.SELF_SELECTED, 'class="caution"')
        yield from (tables.card(hand, told, table, n) for n, table in enumerate(found.tables, 1))
        yield _method(hand, found.min_cell)
    yield _way(hand, OPEN_THE_CHAT, f"/c/{told.campaign.code}")


def took_part(people: Participation, k: int) -> Iterator[Text]:
    """How many, as far as that tells of no small group: not of those who gave up half-way either."""
    if people.started < k:
        yield _("Fewer than {k} people took part, so no results are shown.", k=k)
    elif people.complete < k:
        yield ngettext("{n} person began.", "{n} people began.", people.started)
    elif people.started - people.complete < k:
        yield ngettext("{n} person sent their answers.", "{n} people sent their answers.", people.complete)
    else:
        yield _(
            "{started} people began, and {sent} sent their answers.",
            started=people.started,
            sent=people.complete,
        )


def _days(told: Totals) -> Iterator[Text]:
    if told.campaign.closed_at:
        yield _("The consultation closed on {day}.", day=_day(told.campaign.closed_at, told.campaign))
    yield _("Counted on {day}.", day=_day(told.results.at, told.campaign))


def _method(hand: Hand, k: int) -> str:
    title = hand.element("h2", _("How to read these figures"), 'id="method"')
    texts = hand.paragraphs((words.hidden_means(k), words.INTERVAL))
    return f'<section aria-labelledby="method">\n{title}\n{texts}\n</section>'


def _erased(hand: Hand, told: Erased) -> Iterator[str]:
    sentence = _(
        "The answers were erased on {day}, as was promised. Their totals are not shown any more.",
        day=_day(told.at, told.campaign),
    )
    yield hand.paragraphs([sentence])
    yield _way(hand, OPEN_THE_CHAT, "/")


def _waiting(hand: Hand, told: Waiting) -> Iterator[str]:
    closes = told.campaign.closes_at
    yield hand.paragraphs([words.coming(_day(closes, told.campaign) if closes else None)])
    yield _way_in(hand, told.campaign)


# ---- an idea box ---------------------------------------------------------------------------


def _box(hand: Hand, told: Box) -> Iterator[str]:
    total = sum(told.themes.values())
    if total:
        yield hand.paragraphs([ngettext("{n} idea is published.", "{n} ideas are published.", total)])
        yield _themes(hand, told, total)
    else:
        yield hand.paragraphs([_("No idea has been published yet.")])
    yield _way_in(hand, told.campaign)


def _themes(hand: Hand, told: Box, total: int) -> str:
    labels = {name: ideas.theme(told.survey, name) or _("Without a theme") for name in told.themes}
    rows = "\n".join(
        f'<tr><th scope="row">{hand.element("span", labels[name])}{bar(n / total)}</th>'
        f"<td>{hand.number(n)}</td></tr>"
        for name, n in told.themes.items()
    )
    title = hand.element("h2", _("Ideas by theme"), 'id="themes"')
    head = "".join(f'<th scope="col">{hand.words(word)}</th>' for word in (_("Theme"), _("Number")))
    return (
        f'<section class="card" aria-labelledby="themes">\n{title}\n<table aria-labelledby="themes">\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>\n</section>"
    )


# ---- the way back --------------------------------------------------------------------------


def _way_in(hand: Hand, campaign: Campaign) -> str:
    label = TAKE_PART if campaign.state is State.OPEN else OPEN_THE_CHAT
    return _way(hand, label, f"/c/{campaign.code}")


def _way(hand: Hand, label: Text, link: str) -> str:
    return f'<p class="way"><a class="key" href="{escape(link)}">{hand.words(label)}</a></p>'


def _day(moment: datetime, campaign: Campaign) -> date:
    return moment.astimezone(campaign.zone).date()
