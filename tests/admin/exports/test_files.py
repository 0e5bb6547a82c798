"""The files that leave the house, as their readers find them."""

import csv
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import factories
import openpyxl
import pytest

from admin.exports import FORMATS, Wanted
from admin.results.rows import COLUMNS
from dialogs.survey import Survey
from locales import catalogue
from storage import campaigns
from storage.database import Database, Db
from storage.staff import Role

SURVEY = factories.survey(
    factories.question("place", "select_one", ["north", "south"]),
    factories.question("many", "select_multiple", ["trees", "cars"]),
    factories.question("age", "integer"),
    factories.question("spot", "geopoint"),
    factories.question("say", "text"),
    factories.question("hello", "note"),
)

SYSTEM = "_id,_uuid,_submission_time,_validation_status,_notes,_status,_submitted_by,__version__,_tags,_index"


def fill(db: Db) -> int:
    campaign = factories.campaign(db, code="HALLES")
    for n in range(12):
        given = {
            "/data/place": "north" if n < 7 else "south",
            "/data/many": ["trees", "cars"] if n % 2 else ["trees"],
            "/data/age": str(n - 1),
            "/data/spot": "-1.25 44.5 0 10",
            "/data/say": '=HYPERLINK("http://evil")',
        }
        factories.answered(db, campaign, given)
    factories.answered(db, campaign, {"/data/place": "north", "/data/many": None})
    factories.answered(db, campaign, {"/data/place": "north"}, sent=False)
    factories.answered(db, campaign, {"/data/place": "north"}, preview=True)
    return campaign


async def export(
    database: Database, folder: Path, name: str, filler: Callable[[Db], int] = fill, survey: Survey = SURVEY
) -> Path:
    campaign = await database.write(filler)
    found = (await database.read(campaigns.load, [campaign]))[campaign]
    wanted = Wanted(found, survey, catalogue("fr"), factories.AT)
    path = folder / FORMATS[name].file
    await database.read(FORMATS[name].write, wanted, path)
    return path


def table(path: Path, separator: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.reader(text, delimiter=separator))


async def test_results_csv_has_its_columns_for_ever(database: Database, tmp_path: Path) -> None:
    path = await export(database, tmp_path, "csv")
    assert path.read_bytes().startswith(b"question,choice,by,group,count,share,base,suppressed\n")
    assert table(path)[1:10] == [
        ["place", "north", "", "", "9", "0.6429", "14", "false"],
        ["place", "south", "", "", "5", "0.3571", "14", "false"],
        ["place", "_refused", "", "", "0", "", "14", "false"],
        ["place", "_skipped", "", "", "0", "", "14", "false"],
        ["place", "_not_asked", "", "", "0", "", "14", "false"],
        ["place", "_not_reached", "", "", "0", "", "14", "false"],
        ["many", "trees", "", "", "12", "1.0000", "12", "false"],
        ["many", "cars", "", "", "6", "0.5000", "12", "false"],
        ["many", "_refused", "", "", "0", "", "12", "false"],
    ]


async def test_submissions_have_kobos_columns(database: Database, tmp_path: Path) -> None:
    header, *rows = table(await export(database, tmp_path, "submissions"))
    assert ",".join(header) == (
        "place,many,many/trees,many/cars,age,"
        "spot,_spot_latitude,_spot_longitude,_spot_altitude,_spot_precision,say," + SYSTEM
    )
    assert len(rows) == 13, "sent ones only, no preview"
    first = dict(zip(header, rows[0], strict=True))
    assert first["many/trees"] == "1"
    assert first["many/cars"] == "0"
    assert first["age"] == "-1", "a number is no formula"
    assert first["_spot_latitude"] == "-1.25"
    assert first["say"] == '\'=HYPERLINK("http://evil")'
    assert first["_submission_time"] == "2026-03-12", "the day only"
    last = dict(zip(header, rows[12], strict=True))
    assert last["many"] == last["many/trees"] == last["many/cars"] == "", "unanswered is blank, not 0"
    assert len({row[header.index("_uuid")] for row in rows}) == 13


async def test_what_is_computed_is_there_and_its_moments_are_days(database: Database, tmp_path: Path) -> None:
    computed = (factories.question(name, "calculate") for name in ("start", "sum", "who"))
    survey = factories.survey(factories.question("a"), *computed)

    def fill(db: Db) -> int:
        campaign = factories.campaign(db, code="HALLES")
        given = {"start": "2026-03-12T10:04:31.000+01:00", "sum": "-3.5", "who": "-x"}
        factories.answered(db, campaign, {f"/data/{name}": value for name, value in given.items()})
        return campaign

    header, row = table(await export(database, tmp_path, "submissions", fill, survey))
    assert header[:4] == ["a", "start", "sum", "who"]
    assert row[:4] == ["", "2026-03-12", "-3.5", "'-x"]


def test_a_place_in_a_group_keeps_kobos_quirk() -> None:
    from dataclasses import replace

    from admin.exports.submissions import columns_of

    question = replace(factories.question("loc", "geopoint"), path="/data/g/loc")
    names = [column.name for column in columns_of(factories.survey(question))]
    assert names == ["loc", "g/_loc_latitude", "g/_loc_longitude", "g/_loc_altitude", "g/_loc_precision"]


async def test_the_json_tells_its_method(database: Database, tmp_path: Path) -> None:
    found = json.loads((await export(database, tmp_path, "json")).read_text(encoding="utf-8"))
    assert found["campaign"] == "HALLES"
    assert found["started"] == 14
    assert found["complete"] == 13
    assert len(found["method"]) == 2
    assert tuple(found["rows"][0]) == COLUMNS


async def test_no_cell_of_the_workbook_is_run_and_its_charts_are_its_own(
    database: Database, tmp_path: Path
) -> None:
    path = await export(database, tmp_path, "xlsx")
    with zipfile.ZipFile(path) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in parts.read(name) for name in sheets)
        assert sum(name.startswith("xl/charts/chart") for name in parts.namelist()) == 2
        for name in parts.namelist():
            if name.endswith(".xml"):
                ET.fromstring(parts.read(name))
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 4
    numbers = list(book.worksheets[1].iter_rows(values_only=True))
    assert numbers[1][:2] == ("place ?", "Choix north")
    assert numbers[1][3] == 9


def small(db: Db) -> int:
    campaign = factories.campaign(db)
    for _ in range(3):
        factories.answered(db, campaign, {"/data/place": "north"})
    return campaign


async def test_a_hidden_number_is_in_no_part_of_the_workbook(database: Database, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(await export(database, tmp_path, "xlsx", small))
    shown = [row for row in book.worksheets[1].iter_rows(values_only=True) if row[0] == "place ?"]
    assert {row[3] for row in shown} == {"< 5"}
    assert {row[7] for row in shown} == {"< 5"}
    assert not book.worksheets[2]._charts


# ---- ideas ---------------------------------------------------------------------------------

IDEAS = factories.survey(factories.question("theme", "select_one", ["green", "streets"]))


def box(db: Db) -> int:
    campaign = factories.campaign(db, kind="ideas")
    for n in range(5):
        factories.idea(db, campaign, latitude=44.837 + n / 10_000, longitude=-0.579, theme="green")
    alone = factories.idea(db, campaign, latitude=44.9, longitude=-0.7, title="=1+1", state="implemented")
    factories.endorsement(db, alone)
    factories.idea(db, campaign, moderation="pending", title="pas encore vue")
    factories.idea(db, campaign, moderation="declined", title="refusée")
    return campaign


async def test_ideas_are_published_ones_without_their_authors(database: Database, tmp_path: Path) -> None:
    header, *rows = table(await export(database, tmp_path, "ideas", box, IDEAS), ";")
    assert header[:13] == [
        *("id", "author/id", "author/name", "author/url", "taxonomies/id", "taxonomies/name"),
        *("participatory_space/id", "participatory_space/url", "component/id"),
        *("title/fr", "body/fr", "address", "latitude"),
    ]
    found = [dict(zip(header, row, strict=True)) for row in rows]
    assert len(found) == 6
    first = found[0]
    assert first["title/fr"] == "'=1+1"
    assert first["votes"] == "1"
    assert first["state"] == "accepted", "Decidim does not know what is done"
    assert first["latitude"] == "", "a place that no others share is not shown"
    assert {row["author/id"] for row in found} == {""}
    assert {row["latitude"] for row in found[1:]} == {"44.84"}, "places are rounded to a district"


async def test_the_map_shows_a_district_once_enough_ideas_are_there(
    database: Database, tmp_path: Path
) -> None:
    found = json.loads((await export(database, tmp_path, "geojson", box, IDEAS)).read_text(encoding="utf-8"))
    assert found["type"] == "FeatureCollection"
    assert [feature["geometry"] for feature in found["features"]].count(None) == 1
    assert found["features"][1]["geometry"]["coordinates"] == [-0.58, 44.84]
    assert list(found["features"][0]["properties"]) == [
        *("reference", "title", "state", "topic", "votes", "created_month", "url")
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_what_single_persons_answered_is_for_owners(name: str) -> None:
    assert FORMATS[name].raw == (FORMATS[name].role is Role.OWNER) == (name == "submissions")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(start: str) -> None:
    from admin.exports.sheet import Plain, harmless

    assert harmless(f"{start}cmd") == f"'{start}cmd"
    assert harmless(Plain("-1.5")) == "-1.5"
    assert harmless(-1) == -1
