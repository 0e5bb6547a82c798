"""What takes longer than a turn: surveys read, files and pictures made."""

import json
from pathlib import Path

import pytest
import workbooks
from office import Office, hired
from player import Direct
from town import Town

from bot.worker import Worker
from storage.staff import Role

LABELS = ("type", "name", "label::Français (fr)", "label::English (en)")
ROWS = (
    ("select_one use", "use", "Vous venez pour…", "You come to…"),
    ("integer", "age", "Votre âge ?", "Your age?"),
)
USES = (
    ("list_name", "name", "label::Français (fr)", "label::English (en)"),
    ("use", "shop", "Faire des courses", "Shop"),
    ("use", "live", "J’y habite", "I live there"),
)
SETTINGS = (("form_title", "form_id"), ("Les Halles", "halles"))


def halles(*more: tuple[str, ...]) -> bytes:
    """A survey of two questions, and more of them."""
    return workbooks.xlsx(survey=[LABELS, *ROWS, *more], choices=USES, settings=SETTINGS)


@pytest.fixture
def office(town: Town, db_url: str, tmp_path: Path) -> Office:
    return Office(town, db_url, tmp_path)


async def answers(town: Town, use: str, age: str) -> None:
    resident = Direct(town, language="en")
    await resident.says("/start halles")
    await resident.taps("Begin")
    await resident.taps(use)
    await resident.says(age)
    await resident.taps("Send")


async def test_a_workbook_becomes_an_open_campaign_with_its_results(
    town: Town, db_url: str, tmp_path: Path
) -> None:
    """From the file to the export, by chat alone, every file made by a real process."""
    office = Office(town, db_url, tmp_path, Worker)
    claire = await hired(town, Role.MANAGER)
    await office.sends(claire, halles(), "halles.xlsx")
    seen = await claire.sees()
    assert seen[0] == "Les Halles · 2 questions · Français, English · about 1 minute"
    assert seen[-2:] == ["[See it as a resident]", "[Launch]"]

    for tap in ("Launch", "Now", "1 month"):
        await claire.taps(tap)
    assert "Code: HALLES" in await claire.sees()
    assert (await office.made(claire)).startswith(b"\x89PNG")

    for n in range(12):
        await answers(town, "Shop" if n % 2 else "I live there", str(30 + n))
    await claire.says("/results halles")
    seen = await claire.sees()
    assert seen[0] == "Les Halles · 12 started, 12 finished (100%)"
    assert seen[1:3] == ["1. You come to… Base: 12 answers.", "Shop: 50% (6), I live there: 50% (6)"]
    assert (await office.made(claire)).startswith(b"\x89PNG")
    assert "Shop: 50% (6" in claire.new[0].file.alt

    await claire.taps("Question 2")
    await claire.taps("Break down by…")
    await claire.taps("You come to…")
    assert "Shop" in await claire.sees()
    await claire.says("/export halles csv")
    assert b"use,shop,,,6,0.5000,12,false" in await office.made(claire)
    await claire.says("/close halles yes")
    assert await town.value("SELECT state FROM campaign") == "closed"
    assert [row[0] for row in await town.rows("SELECT action FROM audit ORDER BY id")] == [
        "join", "draft", "launch", "export", "close",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "filename", "told"),
    [
        (b"no workbook at all", "halles.xlsx", "This is not a survey: send an .xlsx, .xls or .yaml file."),
        (halles(("note", "n", "${nobody}", "${nobody}")), "halles.xlsx", "survey row 4, column C: "),
    ],
)
async def test_a_file_with_errors_leaves_nothing(
    data: bytes, filename: str, told: str, town: Town, office: Office
) -> None:
    claire = await hired(town, Role.MANAGER)
    await office.sends(claire, data, filename)
    seen = await claire.sees()
    assert seen[0].startswith("halles.xlsx cannot be launched: ")
    assert any(line.startswith(told) for line in seen), seen
    assert seen[-1] == "Nothing was kept. Correct the file and send it again."
    assert await town.rows("SELECT 1 FROM campaign UNION SELECT 1 FROM survey_version") == []


async def test_a_corrected_file_takes_the_place_of_the_draft(town: Town, office: Office) -> None:
    claire = await hired(town, Role.MANAGER)
    await office.sends(claire, halles(), "halles.xlsx")
    await office.sends(claire, halles(("text", "idea", "Une idée ?", "An idea?")), "halles.xlsx")
    assert (await claire.sees())[0].startswith("Les Halles · 3 questions")
    assert await town.rows("SELECT code FROM campaign") == [("HALLES",)]


async def test_a_file_that_is_gone_is_told(town: Town, office: Office) -> None:
    claire = await hired(town, Role.MANAGER)
    await office.sends(claire, halles(), "halles.xlsx", keep=False)
    assert await claire.sees() == [
        "This took too long or could not be done. Nothing was changed. Please try again."
    ]


async def test_who_was_erased_meanwhile_is_told_nothing(town: Town, office: Office) -> None:
    claire = await hired(town, Role.MANAGER)
    await claire.says("/source")
    await office.sends(claire, halles(), "halles.xlsx", work=False)
    await claire.says("/forget yes")
    await office.works(claire)
    assert await town.rows("SELECT 1 FROM campaign") == []


async def test_a_resident_is_handed_all_that_is_held(town: Town, office: Office) -> None:
    await town.asks("forum", "FORUM")
    resident = Direct(town, language="en")
    await resident.says("/start FORUM")
    await resident.taps("Begin")
    await resident.says("/mydata")
    held = json.loads(await office.made(resident))
    assert held["address"][0]["address"] == f"web:{resident.address}"
    assert len(held["session"]) == 1
