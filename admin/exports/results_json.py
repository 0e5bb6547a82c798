"""`results.json`: the rows of `results.csv` with what is needed to read them."""

import json
from dataclasses import asdict
from pathlib import Path

from admin.exports.format import Wanted
from admin.results import words
from admin.results.live import results
from admin.results.model import Results
from admin.results.rows import rows
from dialogs.text import say
from locales import Catalogue
from storage.database import Db


def write(db: Db, wanted: Wanted, path: Path) -> None:
    found = results(db, wanted.campaign, wanted.survey, wanted.now, wanted.by)
    path.write_text(f"{whole(found, wanted.words)}\n", encoding="utf-8")


def whole(found: Results, catalogue: Catalogue) -> str:
    """The results with their campaign, their method and the time of the count."""
    about = {
        "campaign": found.code,
        "title": say(found.title, catalogue, catalogue.language),
        "counted_at": found.at.isoformat(timespec="seconds"),
        "started": found.took_part.started,
        "complete": found.took_part.complete,
        "min_cell": found.min_cell,
        "by": found.by.key if found.by else None,
        "method": [say(sentence, catalogue) for sentence in words.METHOD],
    }
    return f'{json.dumps(about, ensure_ascii=False, indent=1)[:-2]},\n "rows": {array(found, " ")}\n}}'


def array(found: Results, margin: str = "") -> str:
    """The rows as a JSON array, a line each."""
    lines = (json.dumps(asdict(row), ensure_ascii=False) for row in rows(found))
    return "[\n" + ",\n".join(f"{margin} {line}" for line in lines) + f"\n{margin}]"
