"""From a node of the compiled form back to the row that its author wrote."""

import re
from collections.abc import Iterator, Mapping

from admin.authoring.findings import Place
from admin.authoring.sheets import Row, Sheet

BEGIN = re.compile(r"begin[ _](group|repeat|loop|lgroup|looped group)\b", re.IGNORECASE)
END = re.compile(r"end[ _](group|repeat|loop|lgroup|looped group)\b", re.IGNORECASE)


def rows_by_key(survey: Sheet) -> Mapping[str, Row]:
    """Rows by path without its root, which a setting may rename."""
    return dict(_keys(survey))


def place_of(path: str, part: str, rows: Mapping[str, Row]) -> Place:
    """The cell of `part` in the row of `path`, or in the nearest row that made the node.

    Nodes that pyxform adds stand under a known name (`q_other`), or in a group (`loop/choice/q`).
    """
    key = "/".join(path.split("/")[2:])
    for candidate in (key, key.removesuffix("_other")):
        if candidate in rows:
            return rows[candidate].at(part)
    name = key.rsplit("/", 1)[-1]
    alike = [row for known, row in rows.items() if known.rsplit("/", 1)[-1] == name]
    return alike[0].at(part) if alike else Place("survey", 1)


def _keys(survey: Sheet) -> Iterator[tuple[str, Row]]:
    groups: list[str] = []
    for row in survey.filled():
        kind, name = row.get("type"), row.get("name")
        if END.match(kind):
            del groups[-1:]
        elif name:
            yield "/".join((*groups, name)), row
        if BEGIN.match(kind):
            groups.append(name)
