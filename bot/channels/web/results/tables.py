"""Each question as a card: its base, a table whose rows bear bars, and what is told beside it.

The figures are those of `admin.results`, where what must be hidden is gone already.
"""

from collections.abc import Iterator

from admin.results import words
from admin.results.model import Group, Row, Table
from admin.results.slots import RANKED, SEVERAL_OF
from bot.channels.web.results.hand import Hand, bar
from bot.channels.web.results.published import Totals
from dialogs.text import Text, _

FIRST_PLACE = _("Share of those who ranked it first:")
ONLY_COUNTED = _("These answers are only counted here, they are not shown.")


def card(hand: Hand, told: Totals, table: Table, place: int) -> str:
    """A question, for everyone who answered it."""
    group = table.groups[0]
    name = f"q{place}"
    parts = (
        hand.element("h2", words.title_of(table.question), f'id="{name}"'),
        hand.element("p", words.base(group, told.results.min_cell), 'class="hint"'),
        *(_answers(hand, told, table, group, name) if group.base else ()),
    )
    return "\n".join((f'<section class="card" aria-labelledby="{name}">', *parts, "</section>"))


def _answers(hand: Hand, told: Totals, table: Table, group: Group, name: str) -> Iterator[str]:
    if table.question.kind == RANKED:
        yield hand.element("p", FIRST_PLACE, 'class="hint"')
    if group.rows:
        yield _table(hand, told, table, group, name)
    elif group.figures is None:
        yield hand.element("p", ONLY_COUNTED, 'class="hint"')
    if table.question.kind == SEVERAL_OF:
        yield hand.element("p", words.SEVERAL, 'class="hint"')
    yield hand.paragraphs(words.beside(told.survey, told.results, table, group), 'class="hint"')


def _table(hand: Hand, told: Totals, table: Table, group: Group, name: str) -> str:
    way = hand.direction(words.title_of(table.question))
    head = (
        f'<th scope="col"><span class="spoken">{hand.words(_("Answer"))}</span></th>'
        f'<th scope="col">{hand.words(_("Share"))}</th><th scope="col">{hand.words(_("Number"))}</th>'
    )
    rows = "\n".join(_row(hand, told, table, row) for row in words.ordered(table, group))
    return (
        f'<table dir="{way}" aria-labelledby="{name}">\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody></table>"
    )


def _row(hand: Hand, told: Totals, table: Table, row: Row) -> str:
    label = words.label_of(told.survey, table.question, row.name)
    if row.count is None or row.share is None:
        hidden = hand.words(words.hidden(told.results.min_cell))
        return f'<tr class="masked">{_label(hand, label)}<td colspan="2"><bdi>{hidden}</bdi></td></tr>'
    share = f"<bdi>{hand.words(words.percent(row.share))}</bdi>{_interval(hand, row)}"
    drawn = _label(hand, label, bar(row.share))
    return f"<tr>{drawn}<td>{share}</td><td>{hand.number(row.count)}</td></tr>"


def _label(hand: Hand, label: Text, drawn: str = "") -> str:
    return f'<th scope="row">{hand.element("span", label)}{drawn}</th>'


def _interval(hand: Hand, row: Row) -> str:
    if row.interval is None:
        return ""
    low, high = row.interval
    between = _("{low} to {high}", low=round(100 * low), high=words.percent(high))
    return f" <small><bdi>{hand.words(between)}</bdi></small>"
