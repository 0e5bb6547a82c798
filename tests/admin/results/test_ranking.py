"""Ranked choices: the share that ranked each first, its mean place, and of how many people that is."""

from pathlib import Path

import factories
import pytest
from openpyxl import load_workbook

from admin.exports import workbook
from admin.exports.format import Wanted
from admin.results import words
from admin.results.live import results
from admin.results.rows import FlatRow, rows
from dialogs.survey import Survey
from dialogs.text import say
from locales import catalogue
from storage import campaigns
from storage.database import Database, Db

FOUR = factories.survey(
    factories.question("order", "rank", ["trees", "cars", "benches", "light"]),
    factories.question("place", "select_one", ["north", "south"]),
)
THREE = factories.survey(factories.question("order", "rank", ["trees", "cars", "benches"]))


def fill(db: Db, given: dict[str, int]) -> campaigns.Campaign:
    campaign = factories.campaign(db)
    for ranked, n in given.items():
        for person in range(n):
            place = "north" if person % 2 else "south"
            factories.answered(db, campaign, {"/data/order": ranked, "/data/place": place})
    return campaigns.load(db, [campaign])[campaign]


async def told(database: Database, survey: Survey, **given: int) -> list[FlatRow]:
    ranked = {names.replace("_", " "): n for names, n in given.items()}
    campaign = await database.write(fill, ranked)
    found = await database.read(results, campaign, survey, factories.AT)
    return [row for row in rows(found) if row.question == "order"]


async def test_first_places_are_shares_of_the_base_and_means_are_of_those_who_ranked(
    database: Database,
) -> None:
    found = await told(
        database, FOUR, trees_cars_benches_light=20, cars_trees_benches_light=12, benches_trees=8
    )
    table = {row.choice: (row.count, row.share, row.base) for row in found}
    assert table["trees"] == (20, 0.5, 40)
    assert table["cars"] == (12, 0.3, 40)
    assert table["benches"] == (8, 0.2, 40)
    assert table["light"] == (0, 0.0, 40)
    assert table["_mean/trees"] == (1.5, None, 40)
    assert table["_mean/cars"] == (1.625, None, 32)
    assert table["_mean/benches"] == (2.6, None, 40)
    assert table["_mean/light"] == (4.0, None, 32)


async def test_what_nobody_ranked_has_no_mean_which_is_not_hidden(database: Database) -> None:
    found = await told(database, FOUR, trees_cars=20, cars_trees=10)
    light = next(row for row in found if row.choice == "_mean/light")
    assert (light.count, light.base, light.suppressed) == (None, 0, False)


@pytest.mark.parametrize(
    ("survey", "given"),
    [
        (FOUR, {"trees_cars": 2}),
        (FOUR, {"trees_cars": 20, "cars_trees": 20, "light_trees": 2}),
        (FOUR, {"trees_cars": 20, "cars_trees_benches": 3, "cars_trees": 20}),
        (FOUR, {"trees_cars": 20, "trees": 2, "cars_trees": 20}),
        (
            THREE,
            {
                "trees_cars_benches": 20,
                "cars_trees_benches": 12,
                "benches_trees_cars": 8,
                "trees_benches_cars": 2,
            },
        ),
    ],
)
async def test_no_mean_is_told_where_few_could_be_made_out(
    database: Database, survey: Survey, given: dict[str, int]
) -> None:
    means = [row for row in await told(database, survey, **given) if row.choice.startswith("_mean")]
    assert means
    assert all(row.suppressed and row.count is None and row.base is None for row in means)


async def test_groups_have_first_places_and_no_means(database: Database) -> None:
    given = {"trees cars benches light": 40, "cars trees benches light": 24}
    campaign = await database.write(fill, given)
    by = FOUR.questions[1]
    found = list(rows(await database.read(results, campaign, FOUR, factories.AT, by)))
    assert {(row.group, row.choice): row.count for row in found if row.choice == "trees"} == {
        ("north", "trees"): 20,
        ("south", "trees"): 20,
    }
    assert not [row for row in found if row.choice.startswith("_mean")]


async def test_a_ranking_in_words(database: Database) -> None:
    campaign = await database.write(fill, {"trees cars benches light": 30, "cars trees": 10})
    found = await database.read(results, campaign, FOUR, factories.AT)
    table = found.tables[0]
    lines = [say(line, catalogue("en"), "fr") for line in words.lines(FOUR, found, table, table.groups[0])]
    assert lines[0] == "Share of those who ranked it first:"
    assert lines[1].startswith("Choix trees: 75% (30;")
    assert "Choix cars: mean place 1.75, ranked by 40 people" in lines


async def test_the_workbook_tells_the_mean_places(database: Database, tmp_path: Path) -> None:
    campaign = await database.write(fill, {"trees cars benches light": 30, "cars trees": 10})
    wanted = Wanted(campaign, FOUR, catalogue("en"), factories.AT)
    path = tmp_path / "results.xlsx"
    await database.read(workbook.write, wanted, path)
    cells = [[cell.value for cell in row] for row in load_workbook(path)["Results"].iter_rows()]
    [cars] = [row for row in cells if row[1] == "mean place of Choix cars"]
    assert (cars[3], cars[7]) == (1.75, 40)
