"""`ideas.csv`: published ideas in the columns of Decidim's export of proposals, in its order."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from admin.exports import sheet
from admin.exports.format import Wanted
from admin.exports.ideas import TO_DECIDIM, Point, published, rounded, shown_points
from dialogs.survey import Survey
from storage.database import Db
from storage.ideas import Idea

COLUMNS = (
    "id",
    "author/id",
    "author/name",
    "author/url",
    "taxonomies/id",
    "taxonomies/name",
    "participatory_space/id",
    "participatory_space/url",
    "component/id",
    "title/*",
    "body/*",
    "address",
    "latitude",
    "longitude",
    "state",
    "state_published_at",
    "reference",
    "answer/*",
    "answered_at",
    "votes",
    "likes/total_count",
    "likes/user_endorsements",
    "comments",
    "attachments",
    "follows_count",
    "published_at",
    "url",
    "meeting_urls",
    "related_proposals",
    "is_amend",
    "original_proposal/title",
    "original_proposal/url",
    "withdrawn",
    "withdrawn_at",
    "created_at",
    "updated_at",
    "created_in_meeting",
    "coauthorships_count",
    "cost",
    "cost_report",
    "execution_period",
)
"""`*` stands for each language that an idea is written in, or that the town answers in."""


def write(db: Db, wanted: Wanted, path: Path) -> None:
    own = wanted.survey.default_language
    languages = sorted({idea.language or own for idea in published(db, wanted.campaign)} | {own})
    header = [name for column in COLUMNS for name in _named(column, languages)]
    shown = shown_points(db, wanted.campaign)
    rows = (_row(idea, wanted, shown, header) for idea in published(db, wanted.campaign))
    sheet.write(path, header, rows, separator=";")


def _named(column: str, languages: list[str]) -> Iterator[str]:
    yield from (column.replace("*", language) for language in languages) if "*" in column else (column,)


def _row(idea: Idea, wanted: Wanted, shown: frozenset[Point], header: list[str]) -> tuple[sheet.Cell, ...]:
    cells = _cells(idea, wanted, shown)
    return tuple(cells.get(name) for name in header)


def _cells(idea: Idea, wanted: Wanted, shown: frozenset[Point]) -> Mapping[str, sheet.Cell]:
    """What we know of an idea; no author, and days instead of times."""
    own = wanted.survey.default_language
    language = idea.language or own
    point = rounded(idea)
    latitude, longitude = point if point in shown and point else (None, None)
    return {
        "id": idea.id,
        "taxonomies/name": theme_label(wanted.survey, idea.theme, own),
        f"title/{language}": idea.title,
        f"body/{language}": idea.text,
        "latitude": latitude,
        "longitude": longitude,
        "state": TO_DECIDIM.get(idea.state, idea.state),
        "state_published_at": _day(idea.answered_at, wanted),
        "reference": idea.reference,
        f"answer/{own}": idea.official_answer,
        "answered_at": _day(idea.answered_at, wanted),
        "votes": idea.supports,
        "published_at": _day(idea.published_at, wanted),
        "created_at": _day(idea.created_at, wanted),
        "withdrawn": "true" if idea.state in ("withdrawn", "merged") else "false",
    }


def theme_label(survey: Survey, name: str, language: str) -> str:
    """A theme as the author of the idea box worded it."""
    found = (choice for choices in survey.lists.values() for choice in choices if choice.name == name)
    return next((choice.label.plain.pick(language)[1] for choice in found), name)


def _day(moment: datetime | None, wanted: Wanted) -> str | None:
    return moment.astimezone(wanted.campaign.zone).date().isoformat() if moment else None
