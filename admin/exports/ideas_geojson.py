"""`ideas.geojson`: published ideas for a map; one without a place that may be shown has no geometry."""

import json
from pathlib import Path

from admin.exports.format import Wanted
from admin.exports.ideas import Point, published, rounded, shown_points
from admin.exports.ideas_csv import theme_label
from storage.database import Db
from storage.ideas import Idea


def write(db: Db, wanted: Wanted, path: Path) -> None:
    shown = shown_points(db, wanted.campaign)
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write('{"type": "FeatureCollection", "features": [')
        for number, idea in enumerate(published(db, wanted.campaign)):
            feature = json.dumps(_feature(idea, wanted, shown), ensure_ascii=False)
            out.write(f"{',' if number else ''}\n{feature}")
        out.write("\n]}\n")


def _feature(idea: Idea, wanted: Wanted, shown: frozenset[Point]) -> dict[str, object]:
    point = rounded(idea)
    created = idea.created_at.astimezone(wanted.campaign.zone)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [point[1], point[0]]}
        if point in shown and point
        else None,
        "properties": {
            "reference": idea.reference,
            "title": idea.title,
            "state": idea.state,
            "topic": theme_label(wanted.survey, idea.theme, wanted.survey.default_language),
            "votes": idea.supports,
            "created_month": f"{created:%Y-%m}",
            "url": None,
        },
    }
