"""A file is what its content says; whatever it is, its author gets a sentence."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from workbooks import codes, found, survey, xlsx

from admin.authoring import archive, author

YAML = b"survey:\n- {type: text, name: q, label: Why}\n"
CSV = b'survey,,,\n,type,name,label\n,text,q,"Why, then?"\n'
MARKDOWN = b"| survey |\n| | type | name | label |\n|---|---|---|---|\n| | text | q | Why? |\n"


def only_finding(data: bytes, filename: str = "test.xlsx") -> tuple[str, str, int, str]:
    authored = author(data, filename)
    assert authored.survey is None
    [finding] = authored.findings
    assert finding.severity == "error"
    return finding.code, finding.sheet, finding.row, finding.column


def repacked(data: bytes, **changes: bytes | None) -> bytes:
    """The same zip with entries replaced, left out (None) or added; `__` is a slash, `_` a dot."""
    names = {name.replace("__", "/").replace("_", "."): content for name, content in changes.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in names:
                new.writestr(name, old.read(name))
        for name, content in names.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


GOOD = xlsx(survey=[["type", "name", "label"], ["text", "q", "Why?"]])


@pytest.mark.parametrize("data", [GOOD, YAML, CSV, MARKDOWN, b"\xef\xbb\xbf" + YAML])
def test_each_kind_of_file_is_read(data):
    authored = author(data, "form")
    assert [question.path for question in authored.survey.questions] == ["/data/q"]


def test_an_old_workbook_named_as_a_new_one_is_told_by_its_content():
    assert codes(author(CSV, "survey.xlsx"))["misnamed"] == "warning"
    assert author(CSV, "survey.xlsx").survey is not None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "unknown"),
        (b"Dear town,\nplease plant trees", "unknown"),
        (b"a\0b", "unknown"),
        (b"PK\x03\x04 but no more", "damaged"),
        (b"\xd0\xcf\x11\xe0 but no more", "damaged"),
        (b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (b"x" * (5 * 1024 * 1024 + 1), "too-large"),
        (b",name,price\n,mango,3\n", "no-sheet"),
        (b"name,price\nmango,3\n", "no-survey"),
        (b"fruit,,\n,name,price\n,mango,3\nother,,\n,a,b\n", "no-survey"),
        (xlsx(Sheet1=[["a"]], Sheet2=[["b"]]), "no-survey"),
        (repacked(GOOD, xl__vbaProject_bin=b"macro"), "macros"),
        (repacked(GOOD, xl__workbook_xml=None, word__document_xml=b"<w/>"), "not-a-workbook"),
        (
            repacked(GOOD, xl__styles_xml=b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'),
            "doctype",
        ),
        (repacked(GOOD, xl__styles_xml="<!DOCTYPE x []><x/>".encode("utf-16")), "doctype"),
        (repacked(GOOD, xl__big_xml=b" " * (40 * 1024 * 1024)), "too-large"),
        (repacked(GOOD, **{f"a{n}": b"" for n in range(archive.MAX_ENTRIES)}), "too-large"),
        (repacked(GOOD, xl__worksheets__sheet1_xml=b"<worksheet"), "unreadable"),
    ],
)
def test_what_cannot_be_read_is_said(data, code):
    assert only_finding(data) == (code, "file", 0, "-")


def test_a_workbook_of_many_large_parts_is_refused_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr(archive, "MAX_INFLATED", 1000)
    assert only_finding(GOOD)[0] == "too-large"


def test_a_locked_or_twisted_zip_is_damaged():
    broken = bytearray(GOOD)
    at = broken.find(b"PK\x01\x02")
    broken[at + 8] |= 1  # says that the entry is encrypted
    assert only_finding(bytes(broken))[0] == "damaged"


def test_a_single_sheet_of_any_name_is_the_survey():
    assert author(xlsx(Feuil1=[["type", "name", "label"], ["text", "q", "Why?"]]), "a.xlsx").survey


def test_cells_are_text_whatever_excel_made_of_them():
    authored = survey(
        ["select_one l", "q", "Which?"],
        choices=[["list_name", "name", "label"], ["l", 1, 2.0], ["l", 2, 2.5], ["l", 3, True]],
    )
    labels = [choice.label.texts[0][1] for choice in authored.survey.lists["l"]]
    assert labels == [("2",), ("2.5",), ("TRUE",)]


def test_rows_are_counted_with_the_empty_ones():
    authored = survey(["text", "q", "Why?"], [None], ["txet", "r", "How?"])
    assert found(authored) == {("type", "survey", 4, "A", None)}


def test_two_columns_of_one_name_are_refused():
    authored = survey(["text", "q", "Why?", "x"], headers="type name label name")
    assert found(authored) == {("header", "survey", 1, "D", None)}


def test_a_chart_sheet_is_passed_over():
    book = Workbook()
    book.active.title = "survey"
    for row in (["type", "name", "label"], ["text", "q", "Why?"]):
        book.active.append(row)
    book.create_chartsheet("picture").add_chart(BarChart())
    out = io.BytesIO()
    book.save(out)
    assert author(out.getvalue(), "a.xlsx").survey


def test_the_columns_of_a_workbook_are_lettered():
    from admin.authoring.excel import letters

    assert [letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
