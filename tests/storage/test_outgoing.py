"""The outbox: in order for each respondent, at least once, and never before its turn."""

from datetime import timedelta

import factories
import pytest

from bot import outbox
from bot.channel import (
    Blocked,
    Card,
    Delivered,
    Migrated,
    Outcome,
    Outgoing,
    Refused,
    RetryAfter,
    Span,
    Uncertain,
)
from bot.outbox import Promise
from storage import outgoing, respondents
from storage.database import Database, Db
from storage.keys import Keys
from storage.respondents import Arrival

NOW = factories.AT
LEASE = NOW + timedelta(minutes=1)
KEYS = Keys(b"a secret for tests, long enough")


def card(text: str) -> Card:
    return Card("fr", "ltr", body=((Span(text),),))


def promise(db: Db, name: str, *texts: str, channel: str = "telegram") -> list[Outgoing]:
    at = f"{channel}:{name}"
    person = respondents.arrive(db, KEYS, [Arrival(at, channel)], NOW)[at]
    return outbox.put(db, [Promise(person.id, person.address_id, channel, card(t), at) for t in texts], NOW)


def claim(db: Db, later: float = 0, limit: int = 50, besides: tuple[int, ...] = ()) -> list[Outgoing]:
    now = NOW + timedelta(seconds=later)
    return outbox.claim(db, KEYS, "telegram", now, limit, now + timedelta(minutes=1), besides)


def texts(rows: list[Outgoing]) -> list[str]:
    return [row.card.body[0][0].text for row in rows]


async def test_numbers_run_per_respondent_without_gaps(database: Database) -> None:
    def act(db: Db) -> None:
        assert [row.seq for row in promise(db, "awa", "a", "b")] == [1, 2]
        assert [row.seq for row in promise(db, "bob", "a")] == [1]
        assert [row.seq for row in promise(db, "awa", "c")] == [3]

    await database.write(act)


async def test_the_page_reads_what_it_lacks(database: Database) -> None:
    def act(db: Db) -> None:
        respondent = promise(db, "x", "a", "b", "c", channel="web")[0].respondent
        assert texts(outbox.since(db, respondent, 1)) == ["b", "c"]
        assert [row.card.body[0][0].text for row in outbox.since(db, respondent, 3)] == []
        assert texts(outbox.since(db, respondent, 0)) == ["a", "b", "c"]
        assert [r.seq for r in outgoing.since(db, respondent, 0, limit=2)] == [2, 3]
        assert claim(db) == [], "nobody sends what the page reads itself"

    await database.write(act)


async def test_a_claim_opens_the_address_and_hides_the_rows_until_its_end(database: Database) -> None:
    def act(db: Db) -> None:
        promise(db, "42", "a")
        [row] = claim(db)
        assert (row.address, row.attempts) == ("telegram:42", 1)
        assert claim(db, 59) == []
        [again] = claim(db, 61)
        assert again.attempts == 2

    await database.write(act)


async def test_nothing_overtakes_an_earlier_card_of_the_same_person(database: Database) -> None:
    def act(db: Db) -> None:
        promise(db, "awa", "1")
        assert texts(claim(db)) == ["1"]
        promise(db, "awa", "2")
        promise(db, "bob", "b")
        assert texts(claim(db, 1)) == ["b"]
        assert texts(claim(db, 62)) == ["1", "2", "b"]

    await database.write(act)


async def test_a_claim_is_limited_and_spares_what_is_in_hand(database: Database) -> None:
    def act(db: Db) -> None:
        rows = promise(db, "awa", "1", "2", "3")
        assert texts(claim(db, limit=2)) == ["1", "2"]
        assert texts(claim(db, 120, besides=(rows[0].id,))) == ["2", "3"]

    await database.write(act)


async def test_what_is_delivered_is_gone_and_known_as_the_newest_message(database: Database) -> None:
    def act(db: Db) -> None:
        promise(db, "42", "a")
        outbox.settle(db, KEYS, [(claim(db)[0], Delivered("901"))], NOW)
        assert claim(db, 600) == []
        person = respondents.arrive(db, KEYS, [Arrival("telegram:42", "telegram")], NOW)["telegram:42"]
        assert person.newest == "901"

    await database.write(act)


@pytest.mark.parametrize(
    ("outcome", "before", "after"),
    [(RetryAfter(7), 6, 8), (RetryAfter(30, whole=False), 29, 31), (Uncertain(), 1, 3)],
    ids=["429", "never left", "uncertain"],
)
async def test_what_was_not_delivered_is_due_again(
    database: Database, outcome: Outcome, before: float, after: float
) -> None:
    def act(db: Db) -> None:
        promise(db, "42", "a")
        outbox.settle(db, KEYS, [(claim(db)[0], outcome)], NOW)
        assert claim(db, before) == []
        assert texts(claim(db, after)) == ["a"]

    await database.write(act)


async def test_what_was_due_when_it_was_put_is_due_though_the_clock_was_set_back(database: Database) -> None:
    def act(db: Db) -> None:
        promise(db, "42", "a")
        an_hour_ago = NOW - timedelta(hours=1)
        assert claim(db, -3600) == []
        outgoing.release(db, "telegram", an_hour_ago)
        assert texts(claim(db, -3600)) == ["a"]

    await database.write(act)


async def test_after_a_long_trouble_nobody_waits_longer_than_ten_seconds(database: Database) -> None:
    def act(db: Db) -> None:
        promise(db, "42", "a")
        for minute in range(20):
            [row] = claim(db, 60 * minute)
            outbox.settle(db, KEYS, [(row, Uncertain())], NOW + timedelta(minutes=minute))
        assert texts(claim(db, 60 * 19 + 10)) == ["a"]

    await database.write(act)


async def test_who_refuses_us_gets_nothing_more(database: Database) -> None:
    def act(db: Db) -> None:
        promise(db, "42", "a", "b")
        outbox.settle(db, KEYS, [(claim(db, limit=1)[0], Blocked())], NOW)
        assert claim(db, 600) == []
        assert respondents.arrive(db, KEYS, [Arrival("telegram:42", "telegram")], NOW)["telegram:42"].blocked

    await database.write(act)


async def test_a_chat_that_moved_is_written_to_at_its_new_address(database: Database) -> None:
    def act(db: Db) -> None:
        [row] = promise(db, "42", "a")
        outbox.settle(db, KEYS, [(claim(db)[0], Migrated("telegram:-1042"))], NOW)
        [again] = claim(db, 1)
        assert again.address == "telegram:-1042"
        assert respondents.find(db, KEYS, "telegram:42") is None
        assert respondents.find(db, KEYS, "telegram:-1042") == (row.respondent, row.address_id)

    await database.write(act)


async def test_what_the_channel_will_never_take_is_set_aside_without_its_words(database: Database) -> None:
    def act(db: Db) -> None:
        promise(db, "42", "secret words", "b")
        first, second = claim(db)
        outbox.settle(db, KEYS, [(first, Refused("BUTTON_DATA_INVALID")), (second, Delivered("7"))], NOW)
        assert claim(db, 600) == []
        row = db.exec_driver_sql("SELECT channel, reason, body FROM quarantine").one()
        assert (row.channel, row.reason) == ("telegram", "BUTTON_DATA_INVALID")
        assert "secret" not in row.body

    await database.write(act)


def test_a_card_comes_back_as_it_was_kept() -> None:
    kept = Card("ar", "rtl", body=((Span("أ", bold=True), Span("b", link="https://x.example")),), notice="n")
    assert outbox.read(outbox.write(kept)) == kept


def test_a_card_of_tomorrow_is_read_by_the_program_of_today() -> None:
    assert outbox.read('{"lang":"fr","dir":"ltr","colour":"blue"}') == Card("fr", "ltr")
