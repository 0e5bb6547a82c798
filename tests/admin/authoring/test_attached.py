"""Lists in files beside a survey: read once, put into the stored form, or told to be missing."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from workbooks import Rows, found, xlsx

from admin.authoring import Authored, author
from admin.authoring.attached import MAX_BYTES, MAX_ROWS, Broken, beside, rows_of
from admin.authoring.search import read_search
from dialogs.xform import read_xform

TOWNS = b"name,label,dept\nlyon,Lyon,69\nnice,Nice,06\n"


def geojson(*features: Mapping[str, object]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def surveyed(*rows: list[object], headers: str, files: Mapping[str, bytes], **sheets: Rows) -> Authored:
    data = xlsx(survey=[headers.split(" "), *rows], **sheets)
    return author(data, "test.xlsx", "en", files.get)


def names(authored: Authored, name: str) -> list[tuple[str, str]]:
    assert authored.survey, authored.findings
    return [(choice.name, choice.label.plain.pick("en")[1]) for choice in authored.survey.lists[name]]


def test_a_choice_from_a_file_is_a_choice_like_any_other():
    rows = [["select_one_from_file towns.csv", "town", "Town?", "dept = '69'"]]
    authored = surveyed(*rows, headers="type name label choice_filter", files={"towns.csv": TOWNS})
    assert names(authored, "towns") == [("lyon", "Lyon"), ("nice", "Nice")]
    assert "file-csv" not in authored.xform
    assert read_xform(authored.xform).lists == authored.survey.lists


def test_places_on_a_map_are_stored_by_their_id_and_read_by_their_title():
    halle = {
        "id": "h",
        "properties": {"title": "Halle", "stalls": 12},
        "geometry": {"type": "Point", "coordinates": [-0.58, 44.84]},
    }
    rows = [
        ["select_multiple_from_file places.geojson", "places", "Places?", None],
        ["calculate", "where", None, "instance('places')/root/item[id = 'h']/geometry"],
    ]
    authored = surveyed(
        *rows, headers="type name label calculation", files={"places.geojson": geojson(halle)}
    )
    assert names(authored, "places") == [("h", "Halle")]
    columns = {"id": "h", "title": "Halle", "stalls": "12", "geometry": "44.84 -0.58 0 0"}
    assert dict(authored.survey.lists["places"][0].columns) == columns


def test_a_missing_file_is_named_and_reads_as_blank():
    rows = [
        ["select_one_from_file towns.csv", "town", "Town?", None],
        ["csv-external", "lands", None, None],
        ["calculate", "land", None, "pulldata('fruits', 'land', 'name', 'kiwi')"],
        ["calculate", "other", None, "instance('lands')/root/item[name = 'x']/land"],
    ]
    authored = surveyed(*rows, headers="type name label calculation", files={})
    assert authored.survey
    assert found(authored) == {
        ("file-missing", "survey", 2, "A", None),
        ("file-missing", "survey", 4, "D", None),
        ("file-missing", "survey", 5, "D", None),
    }
    assert authored.survey.lists["towns"] == ()


def test_a_missing_file_that_only_a_row_declares_is_named_there():
    rows = [["csv-external", "lands", None], ["text", "q", "Q?"]]
    authored = surveyed(*rows, headers="type name label", files={})
    assert found(authored) == {("file-missing", "survey", 2, "-", None)}


@pytest.mark.parametrize("data", [b"\xff\xfe", b"x" * (MAX_BYTES + 1), b"name\n" + b"a\n" * (MAX_ROWS + 1)])
def test_a_table_that_cannot_be_read_is_an_error_at_its_row(data: bytes):
    rows = [["select_one_from_file towns.csv", "town", "Town?"]]
    authored = surveyed(*rows, headers="type name label", files={"towns.csv": data})
    assert (authored.survey, found(authored)) == (None, {("file-broken", "survey", 2, "A", None)})


@pytest.mark.parametrize(
    "data",
    [b"", b"[1]", b'{"features": [{"geometry": {"type": "Point", "coordinates": [1]}}]}', b'{"features": 3}'],
)
def test_a_map_that_cannot_be_read_is_broken(data: bytes):
    if b"Point" in data:
        data = data.replace(b"[1]", b'["x"]')
    with pytest.raises(Broken):
        rows_of(data, "places.geojson")


def test_a_table_may_be_parted_by_semicolons_and_skips_columns_that_nothing_could_ask_for():
    data = "\ufeffname;nom de la ville;label\nlyon ;x;Lyon, Rhône\n\nnice\n".encode()
    assert rows_of(data, "towns.csv") == ({"name": "lyon", "label": "Lyon, Rhône"}, {"name": "nice"})
    assert rows_of(b"", "towns.csv") == ()


def test_lines_and_areas_are_points_in_a_row():
    line = {"geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4, 5]]}, "properties": None}
    area = {"geometry": {"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [1, 2]]]}}
    odd = {"geometry": {"type": "MultiPoint", "coordinates": []}, "properties": {"ok": True, "none": None}}
    assert [row["geometry"] for row in rows_of(geojson(line, area, odd), "x.geojson")] == [
        "2 1 0 0;4 3 0 0",
        "2 1 0 0;4 3 0 0;2 1 0 0",
        "",
    ]
    assert rows_of(geojson(odd), "x.json")[0] == {"ok": "true", "geometry": ""}


def test_files_are_looked_for_beside_the_workbook_and_nowhere_else(tmp_path: Path):
    (tmp_path / "surveys").mkdir()
    (tmp_path / "secret.csv").write_bytes(b"name\n")
    (tmp_path / "surveys" / "towns.csv").write_bytes(TOWNS)
    read = beside(tmp_path / "surveys" / "halles.xlsx")
    assert read("towns.csv") == TOWNS
    assert read("../secret.csv") is None


FRUITS = b"key,title,kind\nmango,Mango,red\nkiwi,Kiwi,green\n"
ROW = {"choices": [["list_name", "name", "label"], ["fruits", "key", "title"]]}


def test_a_search_is_a_choice_from_a_file():
    rows = [["select_one fruits", "f", "Fruit?", "minimal search('fruits', 'matches', 'kind', 'red')"]]
    authored = surveyed(*rows, headers="type name label appearance", files={"fruits.csv": FRUITS}, **ROW)
    assert names(authored, "fruits") == [("mango", "Mango"), ("kiwi", "Kiwi")]
    [question] = authored.survey.questions
    assert question.choices
    assert question.choices.offered
    assert question.choices.offered.source == "instance('fruits')/root/item[kind = 'red']"
    assert question.appearance == {"minimal"}
    assert not found(authored)


def test_a_search_that_cannot_be_read_is_refused_at_its_cell():
    rows = [["select_one fruits", "f", "Fruit?", "search('fruits', 'sounds-like', 'kind', 'red')"]]
    authored = surveyed(*rows, headers="type name label appearance", files={"fruits.csv": FRUITS}, **ROW)
    assert ("search", "survey", 2, "D", None) in found(authored)


@pytest.mark.parametrize(
    ("appearance", "nodeset"),
    [
        ("search('fruits')", "instance('fruits')/root/item"),
        ('search("fruits.csv")', "instance('fruits')/root/item"),
        ("search('f', 'contains', 'a,b', /data/q)", "[contains(a, /data/q) or contains(b, /data/q)]"),
        ("search('f', 'startsWith', 'a', concat('x', 'y'))", "[starts-with(a, concat('x', 'y'))]"),
        ("search('f', 'endswith', 'a', 'x', 'filter', 'b', 'y')", "[ends-with(a, 'x')][b = 'y']"),
        ("search('f', 'matches')", None),
        ("search(f)", None),
        ("search()", None),
        ("minimal", None),
    ],
)
def test_ways_to_search(appearance: str, nodeset: str | None):
    search = read_search(appearance)
    if nodeset is None:
        assert search is None
    else:
        assert search
        assert search.nodeset.endswith(nodeset)


def test_two_questions_may_search_one_file():
    rows = [["select_one fruits", name, "Fruit?", "search('fruits')"] for name in ("f", "g")]
    authored = surveyed(*rows, headers="type name label appearance", files={"fruits.csv": FRUITS}, **ROW)
    assert names(authored, "fruits") == [("mango", "Mango"), ("kiwi", "Kiwi")]
