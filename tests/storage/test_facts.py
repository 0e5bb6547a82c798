"""What counts, and from when: until « Envoyer » as it is said, afterwards as it was sent."""

from dataclasses import dataclass, field

import factories
import pytest
from sqlalchemy import select

from dialogs.turn import Answer, AnswerState, Begun, Fact, HearBack, Kept, Sent
from storage import facts, sessions
from storage.database import Database, Db
from storage.facts import Happened
from storage.models.answers import answer, answer_choice, answer_history, session
from storage.models.people import consent

ONE, SEVERAL = "/data/one", "/data/several"


@dataclass
class Way:
    """A session whose facts are recorded one turn after the other."""

    db: Db
    id: int
    sent: bool = False
    stands: dict[str, Answer] = field(default_factory=dict)

    def says(self, path: str, value: str, state: AnswerState = AnswerState.ANSWERED) -> "Way":
        now = Answer(value, state, 1)
        self.happens(Kept(path, now, self.stands.get(path)))
        self.stands[path] = now
        return self

    def ticks(self, value: str) -> "Way":
        return self.says(SEVERAL, value, AnswerState.DRAFT)

    def sends(self) -> "Way":
        self.happens(Sent("VAL-ABCD", again=self.sent))
        self.sent = True
        return self

    def happens(self, *happened: Fact) -> None:
        stored = sessions.load(self.db, [self.id])[self.id]
        turn = Happened(
            self.id,
            stored.respondent,
            stored.campaign.id,
            stored.version,
            self.sent,
            frozenset({SEVERAL}),
            happened,
            factories.AT,
        )
        facts.record(self.db, [turn])

    @property
    def counted(self) -> dict[str, str | None]:
        rows = self.db.execute(select(answer.c.path, answer.c.counted).where(answer.c.session_id == self.id))
        return {row.path: row.counted for row in rows}

    @property
    def choices(self) -> set[str]:
        return set(
            self.db.scalars(select(answer_choice.c.choice).where(answer_choice.c.session_id == self.id))
        )


def way(db: Db) -> Way:
    return Way(db, factories.session(db, sent=False, started_at=None, begun_at=None))


async def test_an_unsent_answer_counts_at_once(database: Database) -> None:
    def act(db: Db) -> None:
        one = way(db).says(ONE, "yes").says(SEVERAL, "trees benches")
        assert one.counted == {ONE: "yes", SEVERAL: "trees benches"}
        assert one.choices == {"trees", "benches"}
        one.says(ONE, "no").says(SEVERAL, "cars")
        assert one.counted == {ONE: "no", SEVERAL: "cars"}
        assert one.choices == {"cars"}

    await database.write(act)


async def test_ticks_count_once_they_are_confirmed(database: Database) -> None:
    def act(db: Db) -> None:
        one = way(db).ticks("trees").ticks("trees cars")
        assert one.counted == {SEVERAL: None}
        one.says(SEVERAL, "trees cars")
        assert one.choices == {"trees", "cars"}
        one.ticks("trees")
        assert one.counted == {SEVERAL: "trees cars"}, "what was confirmed stands until it is confirmed again"
        assert one.choices == {"trees", "cars"}

    await database.write(act)


async def test_after_sending_a_correction_counts_when_it_is_sent_again(database: Database) -> None:
    def act(db: Db) -> None:
        one = way(db).says(ONE, "yes").says(SEVERAL, "trees").sends()
        one.says(ONE, "no").says(SEVERAL, "cars light")
        assert one.counted == {ONE: "yes", SEVERAL: "trees"}
        assert one.choices == {"trees"}
        one.sends()
        assert one.counted == {ONE: "no", SEVERAL: "cars light"}
        assert one.choices == {"cars", "light"}

    await database.write(act)


async def test_an_answer_first_given_after_sending_waits_as_well(database: Database) -> None:
    def act(db: Db) -> None:
        one = way(db).says(ONE, "yes").sends().says(SEVERAL, "trees")
        assert one.counted == {ONE: "yes", SEVERAL: None}
        assert one.choices == set()
        one.sends()
        assert one.choices == {"trees"}

    await database.write(act)


@pytest.mark.parametrize("state", [AnswerState.HIDDEN, AnswerState.SKIPPED, AnswerState.REFUSED])
async def test_only_what_is_answered_is_counted_by_its_options(
    database: Database, state: AnswerState
) -> None:
    def act(db: Db) -> None:
        one = way(db).says(SEVERAL, "trees").says(SEVERAL, "trees", state)
        assert one.choices == set()
        kept = db.execute(select(answer.c.counted_state).where(answer.c.session_id == one.id)).scalar()
        assert kept == state

    await database.write(act)


async def test_what_was_said_before_goes_to_the_history_and_a_tick_does_not(database: Database) -> None:
    def act(db: Db) -> None:
        way(db).says(ONE, "yes").says(ONE, "yes").says(ONE, "no").ticks("trees").ticks("cars")
        assert db.execute(select(answer_history.c.path, answer_history.c.value)).all() == [(ONE, "yes")]

    await database.write(act)


async def test_consent_is_a_row_of_its_own_with_the_version_of_its_text(database: Database) -> None:
    def act(db: Db) -> None:
        one = way(db)
        one.happens(Begun("3"))
        one.happens(HearBack(given=False, text="2"))
        rows = db.execute(select(consent.c.purpose, consent.c.text_version, consent.c.given)).all()
        assert rows == [("notice", "3", True), ("hear_back", "2", False)]

    await database.write(act)


async def test_a_moment_is_reached_once(database: Database) -> None:
    def act(db: Db) -> None:
        one = way(db)
        for hour in (1, 2):
            at = factories.AT.replace(hour=hour)
            progress = sessions.Progress(
                one.id, at, None, False, None, 0, None, False, None, begun=True, started=hour == 2, sent=False
            )
            sessions.save(db, [progress])
        row = db.execute(select(session).where(session.c.id == one.id)).one()
        assert row.begun_at.hour == 1
        assert row.started_at.hour == 2
        assert row.sent_at is None
        assert row.touched_at.hour == 2

    await database.write(act)
