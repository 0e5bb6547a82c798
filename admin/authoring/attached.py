"""Files that a survey names: a CSV table or a map in GeoJSON, read into the rows of a list.

They are looked for once, when the survey is read; what was found goes into the stored form, which stays
the whole definition.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import StringIO
from pathlib import Path, PurePath
from typing import TypeAlias

Files: TypeAlias = Callable[[str], bytes | None]
"""A file's bytes by its name; None if it is not there."""

Rows: TypeAlias = "tuple[Mapping[str, str], ...]"

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 50_000
"""More than all the communes of a country."""

_COLUMN = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
"""What may name an element: a column called otherwise could not be asked for in any expression."""


class Broken(Exception):
    """The file is there and cannot be read."""


def no_files(name: str) -> bytes | None:
    """Where nothing was sent beside the survey."""
    return None


def beside(workbook: Path) -> Files:
    """Files in the folder of a workbook, and nowhere else."""

    def read(name: str) -> bytes | None:
        try:
            with (workbook.parent / PurePath(name).name).open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError:
            return None

    return read


def rows_of(data: bytes, name: str) -> Rows:
    """Raises Broken."""
    try:
        if len(data) > MAX_BYTES:
            raise ValueError
        text = data.decode("utf-8-sig")
        found = _features(text) if name.lower().endswith("json") else _lines(text)
        rows = tuple(found)
    except (ValueError, KeyError, TypeError, AttributeError, csv.Error, RecursionError) as error:
        raise Broken(name) from error
    if len(rows) > MAX_ROWS:
        raise Broken(name)
    return rows


def _lines(text: str) -> Iterator[Mapping[str, str]]:
    """Parted by commas, or by semicolons as spreadsheets write them in French."""
    first = text.partition("\n")[0]
    between = ";" if first.count(";") > first.count(",") else ","
    lines = csv.reader(StringIO(text, newline=""), delimiter=between)
    columns = [column.strip() for column in next(lines, [])]
    for line in lines:
        if line:
            yield _row(zip(columns, map(str.strip, line), strict=False))


def _features(text: str) -> Iterator[Mapping[str, str]]:
    """A place each: its properties, its `id`, and its `geometry` as an answer keeps one."""
    for feature in json.loads(text)["features"]:
        properties = {"id": feature.get("id"), **(feature.get("properties") or {})}
        known = {column: _text(value) for column, value in properties.items() if value is not None}
        yield _row((known | {"geometry": _geometry(feature.get("geometry") or {})}).items())


def _row(cells: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    return {column: value for column, value in cells if _COLUMN.fullmatch(column)}


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _geometry(geometry: Mapping[str, object]) -> str:
    """GeoJSON puts the longitude first, an answer the latitude."""
    match geometry:
        case {"type": "Point", "coordinates": [*point]}:
            points: list[object] = [point]
        case {"type": "LineString", "coordinates": [*points]}:
            pass
        case {"type": "Polygon", "coordinates": [[*points], *_holes]}:
            pass
        case _:
            points = []
    return ";".join(map(_point, points))


def _point(point: object) -> str:
    match point:
        case [longitude, latitude, *_rest]:
            return f"{latitude} {longitude} 0 0"
        case _:
            raise ValueError
