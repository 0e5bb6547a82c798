"""Thanks and results, from the manager's command to those who agreed to hear back."""

import pytest
from office import hired
from player import Direct
from town import Town

from bot.letters import Letters
from bot.noticing import Noticeboard
from storage import erasure
from storage.campaigns import State
from storage.staff import Role


@pytest.fixture
async def claire(town: Town) -> Direct:
    return await hired(town, Role.MANAGER)


def noticeboard(town: Town) -> Noticeboard:
    return Noticeboard(town.database, Letters(town.house), town.clock, town.intake.on_commit)


async def answers(
    town: Town, channel: str = "web", language: str = "en", agrees: bool | None = True
) -> Direct:
    """A resident who takes part in the forum's survey; None says nothing about hearing back."""
    person = Direct(town, channel, language=language)
    begin, send, yes, no = (
        ("Begin", "Send", "Yes", "No") if language == "en" else ("Commencer", "Envoyer", "Oui", "Non")
    )
    await person.says("/start FORUM")
    await person.taps(begin)
    for said in ("4", yes, "/skip", "/skip", "/skip"):
        await person.says(said)
    await person.taps(send)
    if agrees is not None:
        await person.taps(yes if agrees else no)
    return person


async def closed(town: Town, people: int = 5, **columns: object) -> list[Direct]:
    """A campaign that so many took part in, and agreed to hear back."""
    campaign = await town.asks("forum", "FORUM", **columns)
    residents = [await answers(town) for _ in range(people)]
    await town.steers(campaign, State.CLOSED)
    return residents


async def sends(claire: Direct, n: int) -> None:
    await claire.says("/broadcast FORUM")
    await claire.taps(f"Send to {n} people")
    await claire.taps("Yes, send it")


async def test_staff_see_who_gets_it_and_the_message_before_it_leaves(town: Town, claire: Direct) -> None:
    campaign = await town.asks("forum", "FORUM")
    for _ in range(5):
        await answers(town)
    await answers(town, agrees=False)
    await answers(town, agrees=None)
    await (await answers(town)).says("/stop")
    await answers(town, "telegram")
    await town.steers(campaign, State.CLOSED)
    await claire.says("/thank forum")
    assert await claire.sees() == [
        "“Your view of the forum”",
        "6 people would receive it.",
        "5 of them in the web chat, at the next visit.",
        "Left out: 2 did not agree to hear back.",
        "Left out: 1 asked for no messages.",
        "Thank you for taking part in “Your view of the forum”. It is closed now.",
        "9 people sent their answers.",
        "You agreed to hear back from us. To stop: /stop",
        "[See the results]",
        "This is the message.",
        "[Send to 6 people]",
        "[Add a sentence]",
    ]


async def test_residents_of_the_web_find_it_at_their_next_visit_in_their_language(
    town: Town, claire: Direct
) -> None:
    campaign = await town.asks("forum", "FORUM")
    awa = await answers(town, language="fr")
    bob = await answers(town)
    await town.steers(campaign, State.CLOSED)
    await claire.says("/broadcast FORUM")
    await claire.taps("Add a sentence")
    await claire.says("fr: Les travaux commencent en *mai*.\nen: Works begin in *May*.")
    assert "Works begin in *May*." in await claire.sees(), "what staff typed is no markup"
    await claire.taps("Send to 2 people")
    assert await claire.sees() == [
        "Send it to 2 people? It cannot be taken back.",
        "[Yes, send it]",
        "[No]",
    ]
    await claire.taps("Yes, send it")
    assert await claire.sees() == ["Thanks to 2 people.", "It is on its way.", "[How far is it?]"]
    await claire.taps("How far is it?")
    assert await claire.sees() == [
        "Thanks for “Your view of the forum”:",
        "0 of 2 have it.",
        "2 are waiting.",
        "[How far is it?]",
    ]
    assert await noticeboard(town).once()
    for person, sentence in ((awa, "Les travaux commencent en *mai*."), (bob, "Works begin in *May*.")):
        person.new = []
        await person.looks()
        assert sentence in await person.sees()
    await claire.says("/broadcast FORUM")
    assert (await claire.sees())[1:] == ["2 of 2 have it."]


async def test_it_leaves_once(town: Town, claire: Direct) -> None:
    (awa, *_others) = await closed(town)
    another = await hired(town, Role.OWNER)
    for one in (claire, another):
        await one.says("/broadcast FORUM")
    for one in (claire, claire, another):
        await one.says("/broadcast FORUM send 5")
    while await noticeboard(town).once():
        pass
    awa.new = []
    await awa.looks()
    assert (await awa.sees()).count("[See the results]") == 1
    assert await town.rows("SELECT detail FROM audit WHERE action = 'broadcast'") == [("5 deliveries",)]


async def test_who_says_stop_before_it_leaves_gets_nothing(town: Town, claire: Direct) -> None:
    awa, *_others = await closed(town)
    await sends(claire, 5)
    await awa.says("/stop")
    await noticeboard(town).once()
    awa.new = []
    await awa.looks()
    assert await awa.sees() == []
    await claire.says("/broadcast FORUM")
    assert (await claire.sees())[1:] == ["4 of 5 have it.", "1 asked for no messages meanwhile."]


async def test_a_number_that_has_changed_is_asked_again(town: Town, claire: Direct) -> None:
    awa, *_others = await closed(town)
    await claire.says("/broadcast FORUM")
    await claire.taps("Send to 5 people")
    await awa.says("/stop")
    await claire.taps("Yes, send it")
    assert "[Send to 4 people]" in await claire.sees()
    assert await town.rows("SELECT * FROM delivery") == []


async def test_at_night_it_waits_for_the_morning_and_says_so(town: Town, claire: Direct) -> None:
    await closed(town)
    town.clock.forward(hours=10)  # from noon in Paris
    await claire.says("/broadcast FORUM")
    assert any(
        line.startswith("People sleep now: it leaves on March 11, 2026, 9:00") for line in await claire.sees()
    )
    await sends(claire, 5)
    assert not await noticeboard(town).once()
    town.clock.forward(hours=11)
    assert await noticeboard(town).once()


@pytest.mark.parametrize(
    ("people", "shown"), [(4, []), (5, ["5 people sent their answers."])], ids=["few", "enough"]
)
async def test_a_small_group_is_not_counted_to_others(
    people: int, shown: list[str], town: Town, claire: Direct
) -> None:
    await closed(town, people)
    await claire.says("/broadcast FORUM")
    assert [line for line in await claire.sees() if line.endswith("sent their answers.")] == shown


async def test_without_anybody_to_write_to_there_is_nothing_to_send(town: Town, claire: Direct) -> None:
    await closed(town, 0)
    await claire.says("/broadcast FORUM")
    assert await claire.sees() == ["“Your view of the forum”", "Nobody can be written to."]


@pytest.mark.parametrize("state", [State.OPEN, State.PAUSED])
async def test_thanks_wait_for_the_close(state: State, town: Town, claire: Direct) -> None:
    campaign = await town.asks("forum", "FORUM")
    if state is State.PAUSED:
        await town.steers(campaign, state)
    await claire.says("/broadcast FORUM send 0")
    assert (await claire.sees())[-1] == "Thanks can be sent once it is closed."


async def test_the_close_offers_it(town: Town, claire: Direct) -> None:
    await town.asks("forum", "FORUM")
    await answers(town)
    await claire.says("/close FORUM yes")
    await claire.taps("Thank those who took part")
    assert "1 person would receive it." in await claire.sees()


async def test_a_sentence_can_be_changed_and_left_out(town: Town, claire: Direct) -> None:
    await closed(town)
    await claire.says("/broadcast FORUM")
    await claire.taps("Add a sentence")
    await claire.says("x" * 501)
    assert (await claire.sees())[0] == "That is too long: 500 letters at most."
    await claire.says("Works begin in May.")
    await claire.taps("Change the sentence")
    await claire.says("Works begin in June.")
    assert "Works begin in June." in await claire.sees()
    await claire.taps("Leave the sentence out")
    assert "Works begin in June." not in await claire.sees()


async def test_a_forgotten_campaign_leaves_no_trace_of_whom_it_thanked(town: Town, claire: Direct) -> None:
    await closed(town)
    await sends(claire, 5)
    campaign = await town.value("SELECT id FROM campaign")
    await town.database.write(erasure.purge, campaign)
    assert not await noticeboard(town).once()
    assert await town.rows("SELECT * FROM delivery") == []
