"""One effect for each thing said, in every order and however often it arrives."""

import asyncio
from typing import Any

import pytest
from player import Direct, lines
from town import Town

from bot.channel import Press, Reach, Rewritten
from dialogs import engine
from dialogs.survey import Survey
from dialogs.turn import Said, Session, Turn, Typed

FORUM = "forum"


async def begun(town: Town, channel: str = "web", **more: str) -> Direct:
    """Somebody who has pressed « Commencer » and sees the first question."""
    if not await town.rows("SELECT id FROM campaign"):
        await town.asks(FORUM, "FORUM")
    player = Direct(town, channel, language="en", **more)
    await player.says("/start FORUM")
    await player.taps("Begin")
    return player


async def test_an_inbound_delivered_twice_is_answered_once(town: Town) -> None:
    player = await begun(town)
    first = await player.brings(Typed("4"), key="web:once")
    again = await player.brings(Typed("4"), key="web:once")
    assert first
    assert again == ()
    assert await town.value("SELECT count(*) FROM answer") == 1


async def test_the_same_inbound_twice_in_one_batch_is_answered_once(town: Town) -> None:
    player = await begun(town)
    twin = player.inbound(Typed("4"), key="web:once")
    await asyncio.gather(town.intake.take(twin), town.intake.take(twin))
    assert await town.rows("SELECT revision FROM answer") == [(1,)]


async def test_two_taps_at_once_on_one_question_give_one_answer(town: Town) -> None:
    player = await begun(town)
    message, key = player.button("4")
    taps = [player.inbound(Press(key.press, message)) for _ in range(2)]
    await asyncio.gather(*(town.intake.take(tap) for tap in taps))
    assert await town.rows("SELECT value, revision FROM answer") == [("4", 1)]


async def test_ticks_that_arrive_together_are_all_kept(town: Town) -> None:
    player = await begun(town)
    for word in ("4", "oui"):
        await player.says(word)
    labels = ("Housing", "Shops", "Nature in town")
    taps = [player.inbound(Press(player.button(label)[1].press)) for label in labels]
    await asyncio.gather(*(town.intake.take(tap) for tap in taps))
    ticked = await town.value("SELECT value FROM answer WHERE state = 'draft'")
    assert ticked == "nature housing shops"


async def test_a_hall_that_answers_at_once_is_answered_in_few_batches(town: Town) -> None:
    players = [await begun(town) for _ in range(12)]
    commits: list[int] = []
    town.intake.on_commit.append(lambda rows: commits.append(len(rows)))
    await asyncio.gather(*(player.says("5") for player in players))
    assert len(commits) <= 2
    assert await town.value("SELECT count(*) FROM answer WHERE value = '5'") == 12


async def test_the_order_in_which_one_person_speaks_is_kept(town: Town) -> None:
    player = await begun(town)
    said = [player.inbound(Typed(word)) for word in ("3", "no", "noise")]
    await asyncio.gather(*(town.intake.take(inbound) for inbound in said))
    values = await town.rows("SELECT value FROM answer ORDER BY path")
    assert values == [("noise",), ("no",), ("3",)]


async def test_cards_are_numbered_without_gaps(town: Town) -> None:
    player = await begun(town)
    await player.says("3")
    rows = await town.rows("SELECT seq FROM outgoing ORDER BY seq")
    assert rows == [(number,) for number in range(1, len(rows) + 1)]


async def test_a_button_of_somebody_else_answers_nothing(town: Town) -> None:
    awa = await begun(town)
    key = awa.button("4")[1]
    bob = await begun(town)
    await bob.brings(Press(key.press))
    assert await town.value("SELECT count(*) FROM answer") == 0
    assert "1 of 5" in (await bob.sees())[0]


async def test_a_button_that_nobody_made_changes_nothing(town: Town) -> None:
    player = await begun(town)
    for press in ("", "x", "s1", "s999999.begin", "s1.0.0.=99", "s1.77.0.=1", "/nothing", "s1." + "9" * 60):
        await player.brings(Press(press))
        assert await player.sees(), press
    assert await town.value("SELECT count(*) FROM answer") == 0


async def test_a_group_chat_is_not_answered(town: Town) -> None:
    player = await begun(town, "telegram")
    assert await player.brings(Typed("/start FORUM"), private=False) == ()


async def test_a_bug_apologises_once_and_spares_the_neighbours(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    unlucky, lucky = await begun(town), await begun(town)
    real = engine.step

    def step(survey: Survey, session: Session, said: Said, *rest: Any) -> Turn:
        if said == Typed("1"):
            raise ValueError("not a number: 1 rue de Valmont")
        return real(survey, session, said, *rest)

    monkeypatch.setattr(engine, "step", step)
    bad, good = unlucky.inbound(Typed("1")), lucky.inbound(Typed("2"))
    apology, question = await asyncio.gather(town.intake.take(bad), town.intake.take(good))
    assert "something went wrong" in lines(apology[-1].card)[0]
    assert "2 of 5" in " ".join(lines(question[-1].card))
    assert bad.key in caplog.text
    assert "rue de Valmont" not in caplog.text


async def test_a_tap_on_the_newest_card_edits_it_and_typed_words_begin_a_new_one(town: Town) -> None:
    player = await begun(town, "telegram")
    assert player.new[-1].edits, "« Commencer » was tapped on the newest card"
    await player.says("4")
    assert not player.new[-1].edits
    message = player.button("Yes")[0]
    await player.taps("Yes")
    assert player.new[-1].edits == message


async def test_a_tap_on_an_old_card_is_answered_below(town: Town) -> None:
    player = await begun(town, "telegram")
    old = player.button("4")
    await player.says("4")
    await player.brings(Press(old[1].press.replace("=3", "=1"), old[0]))
    assert not player.new[-1].edits


async def test_a_message_rewritten_corrects_the_answer_that_it_gave(town: Town) -> None:
    player = await begun(town, "telegram")
    await player.brings(Typed("4"), message="7001")
    await player.says("yes")
    await player.brings(Rewritten("7001", "2"))
    assert await town.rows("SELECT value FROM answer WHERE path LIKE '%useful'") == [("2",)]
    assert await player.brings(Rewritten("1", "nobody knows this message")) == ()


async def test_who_blocked_us_is_sent_nothing_until_they_write_again(town: Town) -> None:
    player = await begun(town, "telegram")
    assert await player.brings(Reach(False)) == ()
    assert await town.value("SELECT blocked_at IS NULL FROM address") in (0, False)
    await player.says("4")
    assert await town.value("SELECT blocked_at IS NULL FROM address") in (1, True)


async def test_the_web_keeps_what_the_resident_said(town: Town) -> None:
    player = await begun(town)
    await player.says("4")
    await player.taps("Yes")
    own = [lines(card)[0] for card in player.shown.values() if card.mine]
    assert own == ["/start FORUM", "Begin", "4", "Yes"]
