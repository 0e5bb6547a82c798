"""Files that leave the house: one module for each format, one table of them all."""

from admin.exports import ideas_csv, ideas_geojson, results_csv, results_json, submissions, workbook
from admin.exports.format import Format, Wanted
from storage.staff import Role

__all__ = ["FORMATS", "Format", "Wanted"]

FORMATS: dict[str, Format] = {
    "csv": Format("results.csv", "text/csv", results_csv.write),
    "json": Format("results.json", "application/json", results_json.write),
    "xlsx": Format(
        "results.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook.write
    ),
    "submissions": Format("submissions.csv", "text/csv", submissions.write, role=Role.OWNER),
    "ideas": Format("ideas.csv", "text/csv", ideas_csv.write, kind="ideas"),
    "geojson": Format("ideas.geojson", "application/geo+json", ideas_geojson.write, kind="ideas"),
}
