"""From a node of the compiled form back to the row that its author wrote."""

import re
from collections.abc import Iterator, Mapping

from admin.authoring.findings import Place
from admin.authoring.sheets import Row, Sheet

BEGIN = re.compile(r"begin[ _](group|repeat|loop|lgroup|looped group)\b", re.IGNORECASE)
END = re.compile(r"end[ _](group|repeat|loop|lgroup|looped group)\b", re.IGNORECASE)


def rows_by_path(survey: Sheet) -> Mapping[str, Row]:
    return dict(_paths(survey))


def place_of(path: str, part: str, rows: Mapping[str, Row]) -> Place:
    """The cell of `part` in the row of `path`, or in the nearest row that made the node.

    Nodes that pyxform adds stand under a known name (`q_other`), or in a group (`loop/choice/q`).
    """
    for candidate in _candidates(path):
        if candidate in rows:
            return rows[candidate].at(part)
    name = path.rsplit("/", 1)[-1]
    alike = [row for known, row in rows.items() if known.endswith(f"/{name}")]
    if len(alike) == 1:
        return alike[0].at(part)
    parent = path.rpartition("/")[0]
    return place_of(parent, "name", rows) if parent else Place("survey", 1)


def _candidates(path: str) -> tuple[str, ...]:
    return path, path.removesuffix("_other")


def _paths(survey: Sheet) -> Iterator[tuple[str, Row]]:
    path = ["/data"]
    for row in survey.filled():
        kind, name = row.get("type"), row.get("name")
        if END.match(kind):
            path = path[:-1] or path
        elif name:
            yield f"{'/'.join(path)}/{name}", row
        if BEGIN.match(kind):
            path = [*path, name]
