"""Ideas in the hands of residents: given, read, supported, followed."""

from datetime import timedelta

import pytest
from office import hired
from player import Direct
from town import Town

from bot.channel import Press
from dialogs.turn import Attached
from storage.campaigns import Campaign, State
from storage.staff import Role

PHOTO = f"web-{'a' * 40}.jpg"


@pytest.fixture
async def box(town: Town) -> Campaign:
    return await town.asks("ideas", "IDEAS")


async def writes(player: Direct, title: str = "A fountain to play in", photo: str = "") -> None:
    """From the title to the summary."""
    await player.says(title)
    await player.says("On the square, as in Nantes.")
    await player.taps("Nature and shade")
    if photo:
        await player.brings(Attached("image", photo))
    else:
        await player.taps("Skip")
    await player.taps("Skip")


async def author(town: Town, title: str = "A fountain to play in", photo: str = "") -> Direct:
    """Somebody whose idea waits to be read."""
    player = Direct(town, language="en")
    await player.says("/idea")
    await player.taps("Begin")
    await writes(player, title, photo)
    await player.taps("Send")
    await player.taps("No")
    return player


async def publishes(town: Town) -> None:
    await town.alters("UPDATE idea SET moderation = 'published'")


async def reference(town: Town) -> str:
    return str(await town.value("SELECT reference FROM idea ORDER BY id DESC LIMIT 1"))


# ---- giving one ------------------------------------------------------------------------------


@pytest.mark.usefixtures("box")
async def test_what_is_sent_waits_in_the_queue_under_the_receipts_code(town: Town) -> None:
    await author(town, photo=PHOTO)
    assert await town.rows("SELECT title, text, theme, photo, moderation, state FROM idea") == [
        ("A fountain to play in", "On the square, as in Nantes.", "green", PHOTO, "pending", "not_answered")
    ]
    assert await reference(town) == await town.value("SELECT receipt FROM session")


@pytest.mark.usefixtures("box")
async def test_an_idea_that_is_corrected_is_the_same_idea(town: Town) -> None:
    player = await author(town)
    await corrects(player)
    assert await town.rows("SELECT title FROM idea") == [("Two fountains to play in",)]


@pytest.mark.usefixtures("box")
async def test_an_idea_that_was_read_stays_as_it_was_read(town: Town) -> None:
    player = await author(town)
    await publishes(town)
    await corrects(player)
    assert any(line.startswith("Your idea has been read already") for line in await player.sees())
    assert await town.rows("SELECT title FROM idea") == [("A fountain to play in",)]


async def corrects(player: Direct) -> None:
    await player.says("/correct")
    await player.says("1")
    await player.says("Two fountains to play in")
    await player.taps("Send")


@pytest.mark.usefixtures("box")
async def test_a_second_idea_asks_nothing_again(town: Town) -> None:
    player = await author(town)
    await player.says("/idea")
    assert any("Your idea, as a short title." in line for line in await player.sees())
    await writes(player, "Benches in the shade")
    await player.taps("Send")
    assert "May we write to you here when there is news of this?" not in await player.sees()
    assert await town.rows("SELECT title FROM idea ORDER BY id") == [
        ("A fountain to play in",),
        ("Benches in the shade",),
    ]


@pytest.mark.usefixtures("box")
async def test_who_is_under_15_is_told_kindly(town: Town) -> None:
    await town.asks("forum", "FORUM")
    player = Direct(town, language="en")
    await player.says("/start FORUM")
    await player.taps("I am under 15")
    for words in ("/idea", "/start IDEAS"):
        await player.says(words)
        assert await player.sees() == ["You must be 15 to send an idea. An adult can write it with you."]


async def test_without_an_idea_box_it_says_so(town: Town) -> None:
    await town.asks("forum", "FORUM")
    await town.asks("ideas", "IDEAS", State.CLOSED)
    player = Direct(town, language="en")
    await player.says("/idea")
    seen = await player.sees()
    assert seen[0] == "Ideas are not being collected at the moment."
    assert "[Your view of the forum]" in seen


@pytest.mark.usefixtures("box")
async def test_of_several_boxes_one_is_chosen_and_then_meant(town: Town) -> None:
    await town.asks("ideas", "PARK")
    player = Direct(town, language="en")
    await player.says("/idea")
    assert (await player.sees())[0] == "What is your idea about?"
    await player.brings(Press("/idea PARK", "1"))
    await player.taps("Begin")
    await player.says("/idea")
    assert await town.rows("SELECT c.code FROM session s JOIN campaign c ON c.id = s.campaign_id") == [
        ("PARK",)
    ]


@pytest.mark.usefixtures("box")
async def test_a_survey_left_long_ago_is_not_taken_up_again(town: Town) -> None:
    await town.asks("forum", "FORUM")
    player = Direct(town, language="en")
    await player.says("/start FORUM")
    await player.taps("Begin")
    town.clock.forward(days=3)
    await player.says("/idea")
    await player.taps("Begin")
    await writes(player)
    await player.taps("Send")
    await player.taps("No")
    assert not any("Now back to" in line for line in await player.sees())


# ---- reading and supporting ------------------------------------------------------------------


@pytest.mark.usefixtures("box")
async def test_ideas_are_browsed_five_at_a_time(town: Town) -> None:
    for number in range(7):
        await author(town, f"Idea number {number}")
    await publishes(town)
    reader = Direct(town, language="en")
    await reader.says("/ideas")
    first = await reader.sees()
    assert first[0] == "7 ideas are published."
    assert len([line for line in first if "supports]" in line]) == 5
    assert "[Previous]" not in first
    await reader.taps("Next")
    second = await reader.sees()
    assert [line for line in second if "supports]" in line] == [
        "[Idea number 1 · 0 supports]",
        "[Idea number 0 · 0 supports]",
    ]
    assert "[Next]" not in second


@pytest.mark.usefixtures("box")
async def test_one_idea_leads_to_the_next(town: Town) -> None:
    for number in range(2):
        await author(town, f"Idea number {number}")
    await publishes(town)
    reader = Direct(town, language="en")
    await reader.says("/ideas")
    await reader.taps("Idea number 1 · 0 supports")
    await reader.taps("Next idea")
    seen = await reader.sees()
    assert seen[0].startswith("Idea number 0 (")
    assert "[Next idea]" not in seen


@pytest.mark.usefixtures("box")
async def test_a_photo_is_shown_with_its_idea(town: Town) -> None:
    await author(town, photo=PHOTO)
    await publishes(town)
    reader = Direct(town, language="en")
    await reader.says(f"/ideas {await reference(town)}")
    file = reader.new[-1].file
    assert file
    assert (file.name, file.mime, file.alt) == (PHOTO, "image/jpeg", "Photo of the place")


@pytest.mark.usefixtures("box")
async def test_nobody_but_the_author_sees_what_is_not_published(town: Town) -> None:
    player = await author(town)
    code = await reference(town)
    await player.says(f"/ideas {code}")
    assert "Now: Waiting to be read by the town" in await player.sees()
    reader = Direct(town, language="en")
    for words in (f"/ideas {code}", f"/support {code}", f"/follow off {code}", "/ideas X-1"):
        await reader.says(words)
        assert (await reader.sees())[0].startswith("There is no idea ")
    assert await town.value("SELECT count(*) FROM endorsement") == 0


@pytest.mark.usefixtures("box")
async def test_an_idea_is_supported_once_and_never_by_its_author(town: Town) -> None:
    player = await author(town)
    await publishes(town)
    code = await reference(town)
    await player.says(f"/support {code}")
    assert (await player.sees())[0] == "This idea is yours. You will hear what becomes of it."
    reader = Direct(town, language="en")
    for words in ("Noted, thank you!", "You support this idea already."):
        await reader.says(f"/support {code}")
        assert (await reader.sees())[:2] == [words, "1 person supports it."]
    await reader.says(f"/ideas {code}")
    assert "[Support this idea]" not in await reader.sees()
    assert await town.value("SELECT count(*) FROM endorsement") == 1


async def test_what_is_closed_takes_no_support(town: Town, box: Campaign) -> None:
    await author(town)
    await publishes(town)
    await town.steers(box, State.CLOSED)
    reader = Direct(town, language="en")
    await reader.says(f"/ideas {await reference(town)}")
    assert "[Support this idea]" not in await reader.sees()
    await reader.says(f"/support {await reference(town)}")
    assert "closed" in (await reader.sees())[0]
    assert await town.value("SELECT count(*) FROM endorsement") == 0


@pytest.mark.usefixtures("box")
async def test_what_was_taken_back_takes_no_support(town: Town) -> None:
    await author(town)
    await publishes(town)
    await town.alters("UPDATE idea SET state = 'withdrawn'")
    reader = Direct(town, language="en")
    await reader.says(f"/support {await reference(town)}")
    assert (await reader.sees())[0] == "This idea can no longer be supported."


@pytest.mark.usefixtures("box")
async def test_follow_tells_of_mine_and_of_those_that_i_support(town: Town) -> None:
    await author(town, "A bench")
    await publishes(town)
    player = await author(town)
    await player.says("/ideas")
    await player.taps("A bench · 0 supports")
    await player.taps("Support this idea")
    await player.says("/follow")
    seen = await player.sees()
    assert seen[:2] == ["Your ideas:", "· A fountain to play in : Waiting to be read by the town"]
    assert "Ideas that you support:" in seen
    assert "· A bench : Awaiting an answer" in seen
    await town.alters("UPDATE idea SET moderation = 'declined', reason = 'spam' WHERE moderation = 'pending'")
    await player.says("/follow")
    assert (await player.sees())[1].endswith("Not published. It is an advertisement, or not an idea.")


# ---- what staff do with them -----------------------------------------------------------------


@pytest.mark.usefixtures("box")
async def test_the_reason_of_a_refusal_reaches_the_author(town: Town) -> None:
    player = await author(town)
    moderator = await hired(town, Role.MODERATOR)
    await moderator.says("/moderate")
    await moderator.taps("Decline…")
    await moderator.taps("Its words may hurt someone.")
    assert "Declined. Its author is told why." in await moderator.sees()
    await player.looks()
    assert "Its words may hurt someone." in await player.sees()


@pytest.mark.usefixtures("box")
async def test_who_said_stop_is_told_nothing(town: Town) -> None:
    player = await author(town)
    await player.says("/stop")
    moderator = await hired(town, Role.MODERATOR)
    await moderator.says("/moderate")
    await moderator.taps("Publish")
    assert "Published. Its author cannot be told." in await moderator.sees()


@pytest.mark.usefixtures("box")
async def test_telegram_rings_in_the_morning_and_replies_at_once(town: Town) -> None:
    """Published late in the evening: the author hears of it at nine, and is answered all night."""
    player = Direct(town, "telegram", language="en")
    await player.says("/idea")
    await player.taps("Begin")
    await writes(player)
    await player.taps("Send")
    moderator = await hired(town, Role.MODERATOR)
    town.clock.forward(hours=10)  # ten in the evening, in Paris
    await moderator.says("/moderate")
    await moderator.taps("Publish")
    await player.says("/help")
    assert "You can tap a button, or write your answer." in await player.sees()
    for wait, told in ((timedelta(hours=10, minutes=59), False), (timedelta(minutes=1), True)):
        town.clock.forward(seconds=wait.total_seconds())
        await player.looks()
        heard = "Your idea “A fountain to play in” is published. Thank you!" in await player.sees()
        assert heard is told


@pytest.mark.usefixtures("box")
async def test_an_author_who_is_forgotten_takes_along_what_staff_had_read(town: Town) -> None:
    player = await author(town, photo=PHOTO)
    moderator = await hired(town, Role.MODERATOR)
    await moderator.says("/moderate")
    assert "On the square, as in Nantes." in await moderator.sees()
    await player.says("/forget yes")
    await town.due.tick()
    assert await town.value("SELECT count(*) FROM outgoing WHERE card LIKE '%Nantes%'") == 0
    assert town.deleted == {PHOTO}
    await moderator.taps("Publish")
    assert (await moderator.sees())[0].startswith("There is no idea ")


@pytest.mark.usefixtures("box")
async def test_a_published_idea_outlives_what_is_known_of_its_author(town: Town) -> None:
    player = await author(town, photo=PHOTO)
    await publishes(town)
    await player.says("/forget yes")
    await town.due.tick()
    reader = Direct(town, language="en")
    await reader.says(f"/ideas {await reference(town)}")
    assert "On the square, as in Nantes." in await reader.sees()
    assert await town.rows("SELECT respondent_id, session_id FROM idea") == [(None, None)]
    assert not town.deleted
