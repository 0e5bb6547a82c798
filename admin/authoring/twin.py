"""The YAML twin of a workbook: the same tables as lists of rows, each scalar kept as it was typed.

`yes`, `no`, dates and numbers stay text, so only the nodes of the document are read, never its values;
that also gives every cell its line and column.
"""

from collections.abc import Iterator
from typing import TypeAlias

import yaml

from admin.authoring.findings import Place, Unreadable
from admin.authoring.sheets import KNOWN_SHEETS, Cell, Row, Sheet, Workbook, tidy_header
from dialogs.text import Msg, _

Pairs: TypeAlias = "Iterator[tuple[yaml.ScalarNode, yaml.Node]]"


def read_yaml(text: str) -> Workbook:
    try:
        document = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark
        place = Place("yaml", mark.line + 1, str(mark.column + 1)) if mark else Place()
        raise Unreadable(
            "yaml",
            _(
                "Here the YAML breaks off ({detail}). Put the text between quotation marks.",
                detail=broken.problem or "",
            ),
            place,
        ) from broken
    except (yaml.YAMLError, RecursionError) as broken:
        raise Unreadable("yaml", _("The YAML cannot be read.")) from broken
    if not isinstance(document, yaml.MappingNode):
        raise Unreadable("yaml", _("The YAML file must have the tables survey, choices and settings."))
    tables = {key.value.strip().lower(): node for key, node in _pairs("yaml", document)}
    sheets = {name: _sheet(name, tables[name]) for name in KNOWN_SHEETS if name in tables}
    return Workbook(sheets, tuple(tables))


def _sheet(name: str, table: yaml.Node) -> Sheet:
    """`settings` may be a plain mapping; the others are lists of rows."""
    listed = table.value if isinstance(table, yaml.SequenceNode) else [table]
    rows = tuple(_row(name, row) for row in listed if not _blank(row))
    headers = {header: cell.place for row in rows for header, cell in row.cells.items()}
    return Sheet(name, tuple(Cell(header, place) for header, place in headers.items()), rows)


def _row(name: str, node: yaml.Node) -> Row:
    cells = {header: cell for header, cell in _cells(name, node) if cell.text}
    return Row(_place(name, node), cells)


def _cells(name: str, node: yaml.Node) -> Iterator[tuple[str, Cell]]:
    """A mapping in a cell is one text for each language, as `label: {fr: …, en: …}`."""
    for key, value in _pairs(name, node):
        header = tidy_header(key.value)
        if isinstance(value, yaml.MappingNode):
            for language, text in _pairs(name, value):
                yield f"{header}::{tidy_header(language.value)}", _cell(name, text)
        else:
            yield header, _cell(name, value)


def _cell(name: str, node: yaml.Node) -> Cell:
    if not isinstance(node, yaml.ScalarNode):
        raise _misplaced(name, node, _("A cell must hold a text: put it between quotation marks."))
    empty = node.style is None and node.value in ("~", "null")
    return Cell("" if empty else node.value.strip(), _place(name, node))


def _pairs(name: str, node: yaml.Node) -> Pairs:
    """Keys and values of a mapping; a key given twice would hide the first."""
    if not isinstance(node, yaml.MappingNode):
        raise _misplaced(name, node, _("A row must be written as “column: text”."))
    seen: set[str] = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _misplaced(name, key, _("A row must be written as “column: text”."))
        if key.value in seen:
            raise _misplaced(name, key, _("“{name}” stands here twice: remove one.", name=key.value))
        seen.add(key.value)
        yield key, value


def _misplaced(name: str, node: yaml.Node, message: Msg) -> Unreadable:
    return Unreadable("yaml", message, _place(name, node))


def _place(name: str, node: yaml.Node) -> Place:
    return Place(name, node.start_mark.line + 1, str(node.start_mark.column + 1))


def _blank(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value in ("", "~", "null")
