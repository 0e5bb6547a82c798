"""What residents may say in every state: coming in, going away, seeing and erasing what is theirs."""

from collections.abc import Awaitable, Callable

import pytest
from player import Direct
from town import Town

from storage.campaigns import State

# ---- states that a resident may be in --------------------------------------------------------


async def stranger(town: Town) -> Direct:
    await town.asks("forum", "FORUM", State.PAUSED)
    return Direct(town, language="en")


async def told(town: Town) -> Direct:
    await town.asks("forum", "FORUM")
    player = Direct(town, language="en")
    await player.says("/start FORUM")
    return player


async def answering(town: Town) -> Direct:
    player = await told(town)
    await player.taps("Begin")
    await player.says("4")
    return player


async def ready(town: Town) -> Direct:
    player = await answering(town)
    await player.says("yes")
    for _ in range(3):
        await player.says("/skip")
    return player


async def sent(town: Town) -> Direct:
    player = await ready(town)
    await player.taps("Send")
    return player


async def correcting(town: Town) -> Direct:
    player = await sent(town)
    await player.says("/correct")
    return player


async def closed(town: Town) -> Direct:
    player = await answering(town)
    town.clock.forward(days=31)
    await town.due.tick()
    return player


async def under_age(town: Town) -> Direct:
    player = await told(town)
    await player.taps("I am under 15")
    return player


STATES: tuple[Callable[[Town], Awaitable[Direct]], ...] = (
    stranger,
    told,
    answering,
    ready,
    sent,
    correcting,
    closed,
    under_age,
)
every_state = pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)


@every_state
async def test_stop_works_and_keeps_the_answers(
    town: Town, state: Callable[[Town], Awaitable[Direct]]
) -> None:
    player = await state(town)
    before = await town.rows("SELECT path, value FROM answer ORDER BY path")
    await player.says("/stop")
    assert "Understood: we will not write to you again." in await player.sees()
    assert await town.value("SELECT stopped FROM respondent") in (1, True)
    assert await town.rows("SELECT path, value FROM answer ORDER BY path") == before


@every_state
async def test_forget_asks_first_and_then_leaves_nothing(
    town: Town, state: Callable[[Town], Awaitable[Direct]]
) -> None:
    player = await state(town)
    old = await town.value("SELECT count(*) FROM session")
    await player.says("/effacer")
    assert await town.value("SELECT count(*) FROM session") == old
    await player.taps("Yes, erase everything")
    assert "Done. Your answers and your address are erased." in await player.sees()
    for table in ("session", "answer", "answer_choice", "answer_history", "consent"):
        assert await town.value(f"SELECT count(*) FROM {table}") == 0
    town.clock.forward(days=2)
    await town.due.tick()
    for table in ("respondent", "address", "outgoing"):
        assert await town.value(f"SELECT count(*) FROM {table}") == 0


@every_state
async def test_forget_can_be_refused(town: Town, state: Callable[[Town], Awaitable[Direct]]) -> None:
    player = await state(town)
    old = await town.value("SELECT count(*) FROM session")
    await player.says("/forget")
    await player.taps("No, keep it")
    assert await town.value("SELECT count(*) FROM session") == old


@every_state
async def test_mydata_promises_a_file(town: Town, state: Callable[[Town], Awaitable[Direct]]) -> None:
    player = await state(town)
    await player.says("/mesdonnées")
    respondent = await town.value("SELECT id FROM respondent")
    assert await town.rows("SELECT recipe, channel FROM work") == [(f"mydata {respondent}", "web")]


@every_state
async def test_privacy_tells_its_points(town: Town, state: Callable[[Town], Awaitable[Direct]]) -> None:
    player = await state(town)
    await player.says("/données")
    assert "Who is responsible: Valmont." in await player.sees()


@every_state
async def test_help_and_what_nobody_understands_are_answered(
    town: Town, state: Callable[[Town], Awaitable[Direct]]
) -> None:
    player = await state(town)
    for words in ("/aide", "/help", "/what", "/lancer", "/back", "/skip", "/correct", "/later", "/results"):
        await player.says(words)
        assert await player.sees(), words


async def test_commands_of_staff_are_unknown_to_a_resident(town: Town) -> None:
    player = await told(town)
    await player.says("/lancer halles")
    assert (await player.sees())[0] == "I do not know this command."


# ---- coming in -------------------------------------------------------------------------------


async def test_a_code_is_found_however_it_is_typed(town: Town) -> None:
    await town.asks("forum", "HALL0")
    for code in ("HALL0", "hallo", " HALLO "):
        player = Direct(town, language="en")
        await player.says(f"/start {code}")
        assert "[Begin]" in await player.sees()


async def test_the_code_alone_opens_a_consultation_of_several(town: Town) -> None:
    await town.asks("forum", "FORUM")
    await town.asks("barometer", "BARO")
    player = Direct(town, language="en")
    await player.says("hello")
    assert "[Your view of the forum]" in await player.sees()
    await player.says("baro")
    assert "[Begin]" in await player.sees()


async def test_the_title_typed_is_its_button(town: Town) -> None:
    await town.asks("forum", "FORUM")
    await town.asks("barometer", "BARO")
    player = Direct(town, language="en")
    await player.says("your view of the forum")
    assert await town.value("SELECT c.code FROM session s JOIN campaign c ON c.id = s.campaign_id") == "FORUM"


async def test_with_one_consultation_open_a_greeting_is_enough(town: Town) -> None:
    await town.asks("forum", "FORUM")
    player = Direct(town, language="en")
    await player.says("Bonjour")
    assert "[Begin]" in await player.sees()


@pytest.mark.parametrize(
    ("state", "columns", "words"),
    [
        (State.DRAFT, {}, "I do not know the code “FORUM”. Please check it on the poster or in the link."),
        (State.SCHEDULED, {}, "“Your view of the forum” is not open yet. Please come back a little later."),
        (State.PAUSED, {}, "“Your view of the forum” is paused for now. Please come back a little later."),
        (
            State.CLOSED,
            {"closes_at": None},
            "“Your view of the forum” is closed. Thank you for your interest.",
        ),
    ],
)
async def test_what_is_not_open_is_said_kindly_with_what_is(
    town: Town, state: State, columns: dict[str, object], words: str
) -> None:
    await town.asks("forum", "FORUM", state, **columns)
    await town.asks("barometer", "BARO")
    player = Direct(town, language="en")
    await player.says("/start FORUM")
    seen = await player.sees()
    assert seen[0] == words
    assert "You can take part in this now:" in seen
    assert await town.value("SELECT count(*) FROM session") == 0


async def test_an_unknown_code_says_so(town: Town) -> None:
    player = Direct(town, language="en")
    await player.says("/start " + "<b>x</b>" * 20)
    seen = await player.sees()
    assert seen[0].startswith("I do not know the code “<b>x</b><b>x</b>")
    assert seen[1] == "Nothing is open at the moment."


async def test_the_same_code_again_shows_where_one_was(town: Town) -> None:
    player = await answering(town)
    await player.says("/start FORUM")
    assert (await player.sees())[-1] == "[Skip]"
    assert await town.value("SELECT count(*) FROM session") == 1


async def test_each_idea_is_a_session_of_its_own(town: Town) -> None:
    await town.asks("ideas", "IDEES")
    player = Direct(town, language="en")
    await player.says("/start IDEES")
    await town.alters("UPDATE session SET begun_at = created_at, sent_at = created_at, receipt = 'IDE-ABCD'")
    await player.says("/start IDEES")
    assert await town.value("SELECT count(*) FROM session") == 2


# ---- a closed or paused consultation ---------------------------------------------------------


async def test_a_paused_consultation_takes_nothing_and_goes_on_later(town: Town) -> None:
    campaign = await town.asks("forum", "FORUM")
    player = Direct(town, language="en")
    await player.says("/start FORUM")
    await player.taps("Begin")
    await town.steers(campaign, State.PAUSED)
    await player.says("4")
    assert await town.value("SELECT count(*) FROM answer") == 0
    await town.steers(campaign, State.OPEN)
    await player.says("4")
    assert await town.value("SELECT count(*) FROM answer") == 1


async def test_what_closed_takes_no_tap_on_an_old_card(town: Town) -> None:
    player = await closed(town)
    await player.taps("Yes")
    assert "What you have answered so far is kept. Thank you!" in await player.sees()
    assert await town.value("SELECT count(*) FROM answer") == 1


# ---- languages -------------------------------------------------------------------------------


async def test_the_language_is_chosen_once_for_all(town: Town) -> None:
    player = await told(town)
    await player.says("/langue")
    assert "[Français]" in await player.sees()
    await player.taps("Français")
    assert await town.value("SELECT language FROM respondent") == "fr"
    await player.says("/language English")
    assert await town.value("SELECT language FROM respondent") == "en"
    await player.says("/language Klingon")
    assert (await player.sees())[0] == "I do not speak this language yet."


async def test_a_survey_without_the_language_falls_back_to_its_default(town: Town) -> None:
    await town.asks("forum", "FORUM")
    player = Direct(town, language="de-AT")
    await player.says("/start FORUM")
    card = player.new[-1]
    assert card.lang == "fr"
    await player.says("commencer")
    assert "Ce forum vous a-t-il été utile ?" in (await player.sees())[0]


# ---- resuming elsewhere ----------------------------------------------------------------------


async def link_of(player: Direct) -> str:
    await player.says("/later")
    link = next(line for line in await player.sees() if "/c/r_" in line)
    return link.rsplit("/", 1)[1]


async def test_a_link_resumes_on_another_channel_once(town: Town) -> None:
    player = await answering(town)
    code = await link_of(player)
    phone = Direct(town, "telegram", language="en")
    await phone.says(f"/start {code}")
    assert "2 of 5" in (await phone.sees())[1]
    await phone.says("yes")
    await player.says("/start")
    assert "3 of 5" in " ".join(await player.sees())
    assert await town.value("SELECT count(*) FROM respondent") == 1
    assert await town.value("SELECT count(*) FROM address") == 2
    thief = Direct(town, language="en")
    await thief.says(f"/start {code}")
    assert (await thief.sees())[0].startswith("This link was used already")


async def test_a_link_lasts_a_day(town: Town) -> None:
    player = await answering(town)
    code = await link_of(player)
    town.clock.forward(hours=25)
    late = Direct(town, language="en")
    await late.says(f"/start {code}")
    assert (await late.sees())[0].startswith("This link was used already")


async def test_where_both_had_answered_the_sent_session_stands(town: Town) -> None:
    first = await sent(town)
    other = Direct(town, language="en")
    await other.says("/start FORUM")
    await other.taps("Begin")
    await other.says("1")
    code = await link_of(other)
    await first.says(f"/start {code}")
    assert await town.rows("SELECT value FROM answer WHERE path LIKE '%useful'") == [("4",)]
    assert await town.value("SELECT count(*) FROM session") == 1
    assert any(line.startswith("Your code:") for line in await first.sees())


async def test_who_asks_to_hear_back_has_not_stopped(town: Town) -> None:
    player = await sent(town)
    await player.says("/stop")
    await player.taps("Yes")
    assert await town.value("SELECT stopped FROM respondent") in (0, False)
    assert await town.rows("SELECT purpose, given FROM consent WHERE purpose = 'hear_back'") in (
        [("hear_back", 1)],
        [("hear_back", True)],
    )
