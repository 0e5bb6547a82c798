"""Who may say what: each staff command with each role, and how somebody becomes staff."""

import pytest
from office import hired
from player import Direct
from town import Town

from admin.commands import COMMANDS
from dialogs.menu import WORDS, spelling
from storage import tickets
from storage.staff import Role

UNKNOWN = "I do not know this command."


async def invitation(town: Town, role: Role) -> str:
    return await town.database.write(tickets.invite, town.house.keys, role, "host:test", town.clock())


# ---- commands and roles ----------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
async def test_a_role_may_say_what_it_covers_and_nothing_else(town: Town, role: Role) -> None:
    member = await hired(town, role)
    for name, command in COMMANDS.items():
        if name in WORDS["resident"]:
            continue
        await member.says(f"/{spelling(name, 'en')}")
        known = UNKNOWN not in await member.sees()
        assert known is role.covers(command.role), name


async def test_to_a_resident_every_staff_command_is_unknown(town: Town) -> None:
    resident = Direct(town, language="en")
    for name in COMMANDS.keys() - WORDS["resident"].keys():
        await resident.says(f"/{name}")
        assert (await resident.sees())[0] == UNKNOWN, name


@pytest.mark.parametrize("role", Role)
async def test_help_lists_the_commands_of_a_role(town: Town, role: Role) -> None:
    member = await hired(town, role)
    await member.says("/help")
    seen = await member.sees()
    assert "As staff, you can also write:" in seen
    listed = {line[1:].split(":")[0] for line in seen if line.startswith("/")}
    assert listed == {
        name for name, command in COMMANDS.items() if role.covers(command.role) and command.help.text
    } & {name for group in WORDS.values() for name in group}


async def test_help_of_a_resident_speaks_of_no_staff(town: Town) -> None:
    resident = Direct(town, language="en")
    await resident.says("/help")
    assert "As staff, you can also write:" not in await resident.sees()


async def test_a_role_ends_with_its_thirty_days_on_the_web(town: Town) -> None:
    member = await hired(town, Role.MODERATOR)
    town.clock.forward(days=31)
    await member.says("/moderate")
    assert (await member.sees())[0] == UNKNOWN


async def test_a_role_that_an_owner_ended_is_over_at_once(town: Town) -> None:
    owner, member = await hired(town, Role.OWNER), await hired(town, Role.MODERATOR)
    await owner.says("/staff end 2")
    await member.says("/moderate")
    assert (await member.sees())[0] == UNKNOWN


# ---- becoming staff --------------------------------------------------------------------------


async def test_an_invitation_is_only_used_by_its_button(town: Town) -> None:
    code = await invitation(town, Role.ANALYST)
    for _ in range(2):
        preview = Direct(town, language="en")
        await preview.says(f"/start {code}")
        assert "[Join the team]" in await preview.sees()
    await preview.taps("Join the team")
    assert "Welcome to the team!" in await preview.sees()
    late = Direct(town, language="en")
    for words in (f"/start {code}", f"/join {code}", "/join i_x", "/join"):
        await late.says(words)
        assert (await late.sees())[0].startswith("This invitation was used already")
    assert await town.rows("SELECT role FROM staff") == [("analyst",)]


async def test_joining_is_written_down_with_who_invited(town: Town) -> None:
    await hired(town, Role.MANAGER)
    assert await town.rows("SELECT actor, action, subject, detail FROM audit") == [
        ("staff:1", "join", "role:manager", "invited by host:test")
    ]


async def test_a_link_that_resumes_makes_nobody_staff(town: Town) -> None:
    await town.asks("forum", "FORUM")
    resident = Direct(town, language="en")
    await resident.says("/start FORUM")
    await resident.taps("Begin")
    await resident.says("/later")
    code = next(line for line in await resident.sees() if "/c/r_" in line).rsplit("/", 1)[1]
    await resident.says(f"/join {code}")
    assert (await resident.sees())[0].startswith("This invitation was used already")
    assert await town.value("SELECT count(*) FROM staff") == 0


async def test_an_owner_who_taps_a_narrower_invitation_stays_owner(town: Town) -> None:
    owner = await hired(town, Role.OWNER)
    code = await invitation(town, Role.ANALYST)
    await owner.says(f"/join {code}")
    assert await owner.sees() == ["You are in the team already, and may do more than this."]
    assert await town.rows("SELECT role FROM staff") == [("owner",)]
    analyst = Direct(town, language="en")
    await analyst.says(f"/join {code}")
    assert "Analyst: results and exports" in await analyst.sees()


async def test_an_analyst_who_is_made_manager_is_one(town: Town) -> None:
    member = await hired(town, Role.ANALYST)
    await member.says(f"/join {await invitation(town, Role.MANAGER)}")
    assert await town.rows("SELECT role FROM staff") == [("manager",)]


# ---- words that complete a command -----------------------------------------------------------


async def answering(town: Town) -> tuple[Direct, str]:
    """A moderator whose official answer waits for its words."""
    await town.asks("ideas", "IDEAS")
    moderator = await hired(town, Role.MODERATOR)
    await town.alters(
        "INSERT INTO idea (campaign_id, reference, title, moderation, state, created_at)"
        " SELECT id, 'IDE-7Q4K', 'Benches', 'published', 'not_answered', created_at FROM campaign"
    )
    await moderator.says("/answer IDE-7Q4K accepted")
    return moderator, "SELECT official_answer FROM idea"


async def test_what_is_typed_next_completes_the_command(town: Town) -> None:
    moderator, answer = await answering(town)
    await moderator.says("In autumn.\nFor 38 000 €.")
    assert "Kept. 0 people are told." in await moderator.sees()
    assert await town.value(answer) == "In autumn.\nFor 38 000 €."
    await moderator.says("And more")
    assert await town.value(answer) == "In autumn.\nFor 38 000 €."


@pytest.mark.parametrize("other", ["/ideas", "/moderate", "/nonsense"])
async def test_any_other_command_lets_it_go(town: Town, other: str) -> None:
    moderator, answer = await answering(town)
    await moderator.says(other)
    await moderator.says("In autumn.")
    assert await town.value(answer) == ""


async def test_a_tap_in_a_survey_lets_it_go(town: Town) -> None:
    moderator, answer = await answering(town)
    await moderator.says("/start IDEAS")
    await moderator.says("/answer IDE-7Q4K accepted")
    await moderator.taps("Begin")
    await moderator.says("In autumn.")
    assert await town.value(answer) == ""
