"""Surveys from the page: staff may send them, and nobody else."""

from pathlib import Path

import pytest
from web_player import Browser

from storage import tickets
from storage.staff import Role

SURVEY = b"survey:\n  - {type: text, name: idea, label: Une id\xc3\xa9e ?}\n"


async def joins(town, browser: Browser, role: Role) -> None:
    code = await town.database.write(tickets.invite, town.house.keys, role, "host:test", town.clock())
    await browser.sends(start=code)
    await browser.sends(press=f"/join {code}")


@pytest.mark.parametrize("name", ["halles.yaml", "HALLES.XLSX"])
async def test_a_survey_that_a_manager_sends_is_read(
    name: str, town, browser: Browser, tmp_path: Path
) -> None:
    await joins(town, browser, Role.MANAGER)
    await browser.sends(text="/launch")
    assert browser.shown[-1].card.entry.kind == "survey"
    async with await browser.uploads(SURVEY, name) as answer:
        assert answer.status == 200
    ((recipe,),) = await town.rows("SELECT recipe FROM work")
    kept = recipe.split()[1]
    assert recipe == f"read {kept} {name}"
    assert (tmp_path / "media" / kept).read_bytes() == SURVEY


async def test_a_survey_from_anybody_else_is_not_kept(browser: Browser, tmp_path: Path) -> None:
    async with await browser.uploads(SURVEY, "halles.yaml") as answer:
        assert answer.status == 415
    assert not list((tmp_path / "media").iterdir())
