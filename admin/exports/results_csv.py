"""`results.csv`: every number of the results, a row each; a hidden one is empty and says so."""

from pathlib import Path

from admin.exports import sheet
from admin.exports.format import Wanted
from admin.results.live import results
from admin.results.rows import COLUMNS, FlatRow, rows
from storage.database import Db


def write(db: Db, wanted: Wanted, path: Path) -> None:
    found = results(db, wanted.campaign, wanted.survey, wanted.now, wanted.by)
    sheet.write(path, COLUMNS, map(_cells, rows(found)))


def _cells(row: FlatRow) -> tuple[sheet.Cell, ...]:
    return (
        row.question,
        row.choice,
        row.by,
        row.group,
        row.count,
        None if row.share is None else sheet.Plain(f"{row.share:.4f}"),
        row.base,
        "true" if row.suppressed else "false",
    )
