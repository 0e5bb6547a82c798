"""Ideas as they are kept: the queue, the list, support that counts once, whom to tell."""

from datetime import timedelta

import factories
import pytest
from clock import Clock
from sqlalchemy import update

from storage import endorsements, ideas
from storage.database import Database, Db
from storage.ideas import New
from storage.models.people import respondent


def new(db: Db) -> New:
    """An idea that a new person sends from a session of their own."""
    who, box = factories.respondent(db), factories.campaign(db, kind="ideas")
    session = factories.session(db, box, respondent_id=who)
    return New(box, session, who, "IDE-7Q4K", "Une fontaine", "Pour jouer.", "green", language="fr")


async def test_an_idea_waits_in_the_queue_and_its_correction_takes_its_place(
    database: Database, clock: Clock
) -> None:
    def sends(db: Db) -> None:
        first = new(db)
        assert ideas.submit(db, first, clock())
        again = New(first.campaign_id, first.session_id, first.respondent_id, "IDE-7Q4K", "Deux fontaines")
        assert ideas.submit(db, again, clock.forward(hours=1))

    await database.write(sends)
    waiting = await database.read(lambda db: ideas.waiting(db, limit=5))
    assert [(idea.title, idea.text, idea.state) for idea in waiting] == [
        ("Deux fontaines", "", "not_answered")
    ]
    assert await database.read(ideas.count_waiting) == 1


@pytest.mark.parametrize("read", ["publish", "decline"])
async def test_what_was_moderated_is_corrected_no_more(database: Database, clock: Clock, read: str) -> None:
    def sends(db: Db) -> bool:
        first = new(db)
        ideas.submit(db, first, clock())
        idea = ideas.waiting(db)[0]
        done = {
            "publish": lambda: ideas.publish(db, idea.id, clock()),
            "decline": lambda: ideas.decline(db, idea.id, "spam", ""),
        }[read]
        assert done()
        assert not done(), "somebody else was quicker"
        return ideas.submit(db, first, clock())

    assert await database.write(sends) is False


async def test_two_ideas_that_draw_one_reference_are_both_kept(database: Database, clock: Clock) -> None:
    def sends(db: Db) -> list[str]:
        one, other = new(db), new(db)
        assert ideas.submit(db, one, clock())
        assert ideas.submit(db, other, clock())
        return [idea.reference for idea in ideas.waiting(db, limit=5)]

    first, second = await database.write(sends)
    assert first == "IDE-7Q4K"
    assert second.startswith("IDE-7Q4K-")


async def test_the_most_supported_come_first_and_are_browsed_in_that_order(
    database: Database, clock: Clock
) -> None:
    def fill(db: Db) -> list[int]:
        numbers = [factories.idea(db) for _ in range(3)]
        factories.idea(db, moderation="pending")
        for idea, supports in zip(numbers, (1, 2, 1), strict=True):
            for _ in range(supports):
                factories.endorsement(db, idea)
        return numbers

    low, high, late = await database.write(fill)

    def browse(db: Db) -> list[int]:
        seen = [ideas.published(db, None, 0, 1)[0]]
        while following := ideas.after(db, seen[-1]):
            seen.append(following)
        return [idea.id for idea in seen]

    assert await database.read(browse) == [high, late, low]
    assert await database.read(lambda db: [idea.id for idea in ideas.published(db, None, 1, 5)]) == [
        late,
        low,
    ]
    assert await database.read(ideas.count_published) == 3


async def test_a_support_counts_once_and_follows(database: Database, clock: Clock) -> None:
    def supports(db: Db) -> tuple[int, int, list[bool]]:
        idea, who = factories.idea(db), factories.respondent(db)
        return idea, who, [endorsements.endorse(db, idea, who, clock()) for _ in range(3)]

    idea, who, fresh = await database.write(supports)
    assert fresh == [True, False, False]
    assert await database.read(endorsements.followers, idea) == [who]
    assert await database.read(endorsements.supported, who, [idea, idea + 1]) == {idea}
    assert [one.supports for one in await database.read(ideas.followed, who, 5)] == [1]


async def test_who_stopped_following_still_counts(database: Database, clock: Clock) -> None:
    def stops(db: Db) -> int:
        idea, who = factories.idea(db), factories.respondent(db)
        endorsements.endorse(db, idea, who, clock())
        endorsements.follow(db, idea, who, follows=False)
        assert ideas.followed(db, who, 5) == []
        return idea

    idea = await database.write(stops)
    assert await database.read(endorsements.followers, idea) == []
    assert (await database.read(lambda db: ideas.published(db, None, 0, 1)))[0].supports == 1


async def test_neither_the_author_nor_who_said_stop_is_a_follower(database: Database, clock: Clock) -> None:
    def fill(db: Db) -> tuple[int, int]:
        author, quiet, keen = (factories.respondent(db) for _ in range(3))
        idea = factories.idea(db, respondent_id=author)
        for who in (author, quiet, keen):
            endorsements.endorse(db, idea, who, clock())
        db.execute(update(respondent).where(respondent.c.id == quiet).values(stopped=True))
        return idea, keen

    idea, keen = await database.write(fill)
    assert await database.read(endorsements.followers, idea) == [keen]


async def test_an_answer_is_new_or_changes_nothing(database: Database, clock: Clock) -> None:
    def answers(db: Db) -> list[bool]:
        idea, hidden = factories.idea(db), factories.idea(db, moderation="pending")
        at = clock() + timedelta(days=1)
        return [
            ideas.answer(db, idea, "accepted", "À l’automne.", at),
            ideas.answer(db, idea, "accepted", "À l’automne.", at),
            ideas.answer(db, idea, "implemented", "C’est fait.", at),
            ideas.answer(db, hidden, "accepted", "Oui.", at),
        ]

    assert await database.write(answers) == [True, False, True, False]


async def test_an_idea_without_its_author_is_still_read_and_answered(
    database: Database, clock: Clock
) -> None:
    def fill(db: Db) -> tuple[int, list[int]]:
        idea, who = factories.idea(db), factories.respondent(db)
        endorsements.endorse(db, idea, who, clock())
        return who, endorsements.followers(db, idea)

    who, told = await database.write(fill)
    assert told == [who]
