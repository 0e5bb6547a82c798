"""Each command with each role; and what staff meet who go another way than the buttons."""

import pytest
from office import hired
from player import Direct
from town import Town

from admin.commands import COMMANDS
from admin.exports import FORMATS
from dialogs.turn import Attached
from storage import campaigns
from storage.staff import Role

UNKNOWN = "I do not know this command."
ROLES = (None, *Role)


async def first(player: Direct) -> str:
    """The first line that is shown, its spaces plain."""
    return (await player.sees())[0].replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", [*COMMANDS, "preview"])
async def test_a_command_is_known_to_the_roles_that_cover_it(
    name: str, role: Role | None, town: Town
) -> None:
    await town.asks("forum", "FORUM")
    player = await hired(town, role) if role else Direct(town, language="en")
    await player.says(f"/{name} FORUM" if name == "preview" else f"/{name}")
    needed = COMMANDS[name].role if name in COMMANDS else Role.MANAGER
    known = role is not None and role.covers(needed)
    if name == "results" and role is None:  # residents have results of their own
        known = True
    assert (UNKNOWN not in await player.sees()) is known


@pytest.fixture
async def claire(town: Town) -> Direct:
    return await hired(town, Role.MANAGER)


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("/launch NOWHERE", "No campaign has the code NOWHERE."),
        ("/launch nothing.yaml", "There is no template nothing."),
        (
            "/launch FORUM",
            "“Your view of the forum” is open until April 9, 2026, 1:00 PM",
        ),
        ("/launch FORUM now 2w", "FORUM is open."),
        ("/campaigns NOWHERE", "No campaign has the code NOWHERE."),
        ("/pause NOWHERE", "No campaign has the code NOWHERE."),
        (
            "/resume FORUM",
            "“Your view of the forum” is open until April 9, 2026, 1:00 PM",
        ),
        ("/resume", "There is no campaign for this now."),
        ("/preview NOWHERE", "No campaign has the code NOWHERE."),
        ("/source NOWHERE event Hall", "No campaign has the code NOWHERE."),
        ("/source FORUM elsewhere", "What is the new link to “Your view of the forum” for?"),
        (f"/source FORUM event {'a' * 81}", "That is too long: 80 letters at most."),
        ("/results NOWHERE", "No campaign has the code NOWHERE."),
        ("/results FORUM", "Your view of the forum: nobody has answered yet."),
        ("/results FORUM 99", "Your view of the forum: nobody has answered yet."),
        ("/export FORUM pdf", "Which file of “Your view of the forum”?"),
        ("/export FORUM submissions yes", "Which file of “Your view of the forum”?"),
    ],
)
async def test_what_cannot_be_done_is_told(said: str, answered: str, town: Town, claire: Direct) -> None:
    await town.asks("forum", "FORUM")
    await claire.says(said)
    assert await first(claire) == answered


async def test_a_draft_opens_at_a_moment_that_is_typed(town: Town, claire: Direct) -> None:
    await claire.says("/launch forum.yaml")
    await claire.taps("Launch")
    await claire.taps("Pick a date")
    await claire.says("one of these days")
    assert (await first(claire)).startswith("I did not understand “one of these days”.")
    await claire.says("tomorrow 9h")
    await claire.taps("2 weeks")
    assert await first(claire) == (
        "“Your view of the forum” opens on March 11, 2026, 9:00 AM, until March 25, 2026, 9:00 AM"
    )
    assert await town.value("SELECT state FROM campaign") == "scheduled"


async def test_a_campaign_cannot_end_before_it_begins(town: Town, claire: Direct) -> None:
    await claire.says("/launch forum.yaml")
    await claire.says("/launch FORUM now until 9 March 2026")
    assert await claire.sees() == ["The campaign would close before it opens: give a later end."]
    await claire.says("/launch FORUM at 1 March 2026")
    await claire.taps("1 month")
    assert await claire.sees() == ["The campaign would open in the past: give a later moment."]
    assert await town.value("SELECT state FROM campaign") == "draft"


async def test_a_command_in_between_completes_nothing(town: Town, claire: Direct) -> None:
    await town.asks("forum", "FORUM")
    await claire.says("/source FORUM event")
    await claire.says("/campaigns")
    await claire.says("Hall")
    assert await town.value("SELECT count(*) FROM source") == 1


async def test_the_same_tap_twice_opens_and_closes_once(town: Town, claire: Direct) -> None:
    await claire.says("/launch forum.yaml")
    for said in ("/launch FORUM now 2w", "/launch FORUM now 2w", "/close FORUM yes", "/close FORUM yes"):
        await claire.says(said)
    actions = await town.rows("SELECT action FROM audit ORDER BY id")
    assert actions == [("join",), ("draft",), ("launch",), ("close",)]


async def test_a_preview_leaves_nothing_and_counts_nowhere(town: Town, claire: Direct) -> None:
    campaign = await town.asks("forum", "FORUM", opens_at=None)
    await claire.says("/preview FORUM")
    await claire.taps("Begin")
    for said in ("4", "yes", "/skip", "/skip", "/skip"):
        await claire.says(said)
    counted = (await town.database.read(campaigns.listed))[0]
    assert (counted.campaign.id, counted.started, counted.sent) == (campaign.id, 0, 0)
    await claire.taps("Send")
    assert (await claire.sees())[-2:] == [
        "This was the preview. What you answered is deleted.",
        "[See it again]",
    ]
    for table in ("session", "answer", "answer_choice", "consent"):
        assert await town.rows(f"SELECT * FROM {table}") == []


async def test_what_single_persons_answered_is_for_owners_who_confirm_it(town: Town) -> None:
    await town.asks("forum", "FORUM")
    for role in Role:
        player = await hired(town, role)
        await player.says("/export FORUM")
        offered = "[What each person answered, CSV]" in await player.sees()
        assert offered is (role is Role.OWNER)
    await player.taps("What each person answered, CSV")
    assert "It is no aggregate." in await first(player)
    assert await town.rows("SELECT recipe FROM work") == []
    await player.taps("Yes, I need it")
    assert await town.rows("SELECT recipe FROM work") == [("export FORUM submissions",)]
    assert await town.rows("SELECT detail FROM audit WHERE action = 'export'") == [("submissions",)]


async def test_only_an_idea_box_has_files_of_ideas(town: Town) -> None:
    await town.asks("forum", "FORUM")
    await town.asks("ideas", "IDEAS")
    owner = await hired(town, Role.OWNER)
    for code, kind in (("FORUM", "survey"), ("IDEAS", "ideas")):
        await owner.says(f"/export {code}")
        buttons = [line for line in await owner.sees() if line.startswith("[")]
        assert len(buttons) == sum(one.kind in ("", kind) for one in FORMATS.values())


async def test_an_analyst_is_offered_no_step(town: Town) -> None:
    await town.asks("forum", "FORUM")
    analyst = await hired(town, Role.ANALYST)
    await analyst.says("/campaigns FORUM")
    assert [line for line in await analyst.sees() if line.startswith("[")] == ["[Results]", "[Export]"]


async def test_another_file_than_a_survey_is_told(claire: Direct) -> None:
    await claire.brings(Attached("file", "", "report.pdf"))
    assert await claire.sees() == ["I can read surveys in .xlsx, .xls and .yaml files."]
