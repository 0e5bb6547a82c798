"""Results in chat: who took part first, then each question, masked as everywhere, with a chart picture."""

from collections.abc import Iterator

from admin import campaigns
from admin.commands.choosing import which
from admin.commands.command import Asked, StaffCommand, button, said
from admin.results import words
from admin.results.chart import drawable
from admin.results.live import CannotBreakDown, results, to_break_down_by
from admin.results.model import Group, Results, Table
from admin.results.slots import ONE_OF, SCALE
from dialogs.survey import Question, Survey
from dialogs.text import Text, _
from dialogs.turn import Button, Reply
from storage.campaigns import Campaign
from storage.staff import Role

GREATEST = 3
"""Choices of a question that the overview tells."""
_IN_A_ROW = 3


def show(asked: Asked) -> tuple[Reply, ...]:
    """`/results CODE`, `/results CODE NUMBER`, `/results CODE NUMBER by [NUMBER]`."""
    if not asked.word:
        return (which(asked, "results", _("The results of which campaign?")),)
    campaign = campaigns.find(asked.db, asked.word)
    survey = asked.survey(campaign.version_id)
    match [_question(survey, word) or word for word in asked.words[1:]]:
        case [Question() as question]:
            return (_question_alone(asked, campaign, survey, question),)
        case [Question() as question, "by"]:
            return (_by_what(campaign, survey, question),)
        case [Question() as question, "by", Question() as by]:
            return (_broken_down(asked, campaign, survey, question, by),)
        case _:
            return (_overview(asked, campaign, survey),)


def _question(survey: Survey, word: str) -> Question | None:
    """A question by its number, as buttons name it."""
    place = int(word) if word.isascii() and word.isdecimal() else -1
    return next((question for question in survey.questions if question.index == place), None)


# ---- all of it -----------------------------------------------------------------------------


def _overview(asked: Asked, campaign: Campaign, survey: Survey) -> Reply:
    found = results(asked.db, campaign, survey, asked.now)
    if not found.took_part.started:
        return said(words.opening(found))
    tables = [
        line for number, table in enumerate(found.tables, 1) for line in _brief(survey, found, table, number)
    ]
    first = next((table for table in found.tables if drawable(table)), None)
    return said(
        words.opening(found),
        *tables,
        words.SELF_SELECTED,
        rows=(*_numbers(campaign, found), (button(_("Export"), "export", campaign.code),)),
        work=f"chart {campaign.code} {first.question.index}" if first else "",
    )


def _brief(survey: Survey, found: Results, table: Table, number: int) -> Iterator[Text]:
    """A question in two lines: its base, and its greatest choices, or all steps of a scale."""
    group = table.groups[0]
    title = words.title_of(table.question)
    yield _(
        "**{number}. {question}** {base}",
        number=number,
        question=title,
        base=words.base(group, found.min_cell),
    )
    if group.base is None:
        return
    scale = table.question.kind == SCALE
    shown = [row for row in words.ordered(table, group) if row.count]
    texts: list[Text] = [
        _(
            "{choice}: {share} ({count})",
            choice=words.label_of(survey, table.question, row.name),
            share=words.percent(row.share or 0),
            count=row.count or 0,
        )
        for row in (shown if scale else shown[:GREATEST])
    ]
    if any(row.count is None for row in group.rows):
        texts.append(_("others hidden, too few") if texts else _("hidden, too few answers"))
    if group.figures and group.figures.median is not None:
        texts.append(_("median {median}", median=round(group.figures.median, 2)))
    if texts:
        yield words.listed(texts)


def _numbers(campaign: Campaign, found: Results) -> Iterator[tuple[Button, ...]]:
    """A button for each question."""
    buttons = [
        button(_("Question {number}", number=number), "results", campaign.code, table.question.index)
        for number, table in enumerate(found.tables, 1)
    ]
    yield from (tuple(buttons[at : at + _IN_A_ROW]) for at in range(0, len(buttons), _IN_A_ROW))


# ---- one question --------------------------------------------------------------------------


def _question_alone(asked: Asked, campaign: Campaign, survey: Survey, question: Question) -> Reply:
    found = results(asked.db, campaign, survey, asked.now)
    table = next((table for table in found.tables if table.question is question), None)
    if table is None:
        return _overview(asked, campaign, survey)
    rows = (
        (button(_("Break down by…"), "results", campaign.code, question.index, "by"),),
        (button(_("All questions"), "results", campaign.code),),
    )
    return said(
        _("**{title}**", title=words.title_of(question)),
        *_table(survey, found, table, table.groups[0]),
        *((words.INTERVAL,) if drawable(table) else ()),
        rows=rows,
        work=f"chart {campaign.code} {question.index}" if drawable(table) else "",
    )


def _by_what(campaign: Campaign, survey: Survey, question: Question) -> Reply:
    """Only a single choice makes groups."""
    others = [other for other in survey.questions if other.kind == ONE_OF and other is not question]
    if not others:
        return said(_("No other question makes groups: that takes a single choice."))
    rows = tuple(
        (button(words.title_of(other), "results", campaign.code, question.index, "by", other.index),)
        for other in others
    )
    return said(_("By the answers to which question?"), rows=rows)


def _broken_down(asked: Asked, campaign: Campaign, survey: Survey, question: Question, by: Question) -> Reply:
    try:
        found = results(asked.db, campaign, survey, asked.now, to_break_down_by(survey, by.path))
    except CannotBreakDown:
        return _by_what(campaign, survey, question)
    table = next((table for table in found.tables if table.question is question), None)
    if table is None:
        return _by_what(campaign, survey, question)
    lines = [
        line
        for group in table.groups
        if group.name
        for line in (
            _("**{title}**", title=words.label_of(survey, by, group.name)),
            *_table(survey, found, table, group),
        )
    ]
    back = button(_("All questions"), "results", campaign.code)
    return said(
        _("{question} · by: {by}", question=words.title_of(question), by=words.title_of(by)),
        *lines,
        rows=((back,),),
    )


def _table(survey: Survey, found: Results, table: Table, group: Group) -> Iterator[Text]:
    yield words.base(group, found.min_cell)
    if group.base is not None:
        yield from words.lines(survey, found, table, group)


COMMANDS = (StaffCommand("results", Role.ANALYST, _("what people answered so far"), show),)
