"""Cards promised in the database, and what people see of them: in order, at a pace, then forgotten."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import pytest
from botapi.arrivals import Limits
from botapi.person import Person
from botapi.server import BotApi
from botapi.trouble import Trouble, bad
from sqlalchemy import select

from bot import outbox
from bot.channel import Card, Delivered, Outcome, Outgoing, Span
from bot.channels.telegram.connect import Telegram
from bot.pace import Pace
from bot.sender import Sender
from storage import leases, respondents
from storage.database import Database, Db
from storage.keys import Keys
from storage.models.delivery import outgoing, quarantine
from storage.models.people import address
from storage.respondents import Arrival

KEYS = Keys(b"0123456789abcdef")
LEASE = "send:telegram:700"


def card(text: str, edits: str = "") -> Card:
    return Card(lang="fr", dir="ltr", body=((Span(text),),), edits=edits)


class Post:
    """The office: promises cards, starts senders."""

    def __init__(self, database: Database, telegram: Telegram, clock: Callable[[], datetime]) -> None:
        self.database, self.telegram, self.clock = database, telegram, clock

    async def promise(self, person: Person, *cards: Card) -> list[Outgoing]:
        return await self.database.write(self._promise, f"telegram:{person.id}", cards)

    def _promise(self, db: Db, at: str, cards: tuple[Card, ...]) -> list[Outgoing]:
        who = respondents.arrive(db, KEYS, [Arrival(at, "telegram")], self.clock())[at]
        promises = [outbox.Promise(who.id, who.address_id, "telegram", shown, at) for shown in cards]
        return outbox.put(db, promises, self.clock())

    @asynccontextmanager
    async def sending(
        self, owner: str = "one", database: Database | None = None, **pace: Any
    ) -> AsyncIterator[Sender]:
        sender = self.sender(owner, database, **pace)
        task = asyncio.create_task(sender.run())
        yield sender
        task.cancel()
        await asyncio.wait([task])

    def sender(self, owner: str, database: Database | None = None, **pace: Any) -> Sender:
        database = database or self.database
        tenure = self.telegram.sending(database, owner, self.clock)
        tenure._again = 0.02
        now = asyncio.get_running_loop().time
        return Sender(
            database, KEYS, self.telegram.channel, tenure, Pace(now, **pace), self.clock, again=0.02
        )

    async def _is_empty(self) -> bool:
        return await self.database.read(lambda db: db.scalar(select(outgoing.c.id).limit(1))) is None

    async def settled(self) -> None:
        """Nothing is promised any more."""
        await eventually(self._is_empty)


@pytest.fixture
def post(database, telegram, clock) -> Post:
    return Post(database, telegram, clock)


@pytest.fixture
def awa(api) -> Person:
    return spoken(api.person())


async def eventually(seen: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(10):
        found = await seen()
        while not found:
            await asyncio.sleep(0.01)
            found = await seen()


def spoken(person: Person) -> Person:
    person.says("/start")
    return person


def texts(person: Person) -> list[str]:
    return [message.text for message in person.received]


async def test_what_was_promised_before_a_crash_is_sent_after_the_restart(post, awa):
    await post.promise(awa, card("un"), card("deux"))
    async with post.sending():
        await awa.receives("deux")
        await post.settled()
    assert texts(awa) == ["un", "deux"]


async def test_a_sender_wakes_when_rows_are_put(post, awa):
    async with post.sending() as sender:
        sender.wake(await post.promise(awa, card("un")))
        await awa.receives("un")


async def test_a_crash_between_sending_and_noting_it_repeats_the_reply_and_loses_none(api, post, awa, clock):
    await post.promise(awa, card("un"))
    api.faults.plan("sendMessage", delay=5.0)
    async with post.sending("one"):
        await awa.receives("un")
    clock.forward(seconds=61)
    async with post.sending("two"):
        await post.settled()
    assert texts(awa) == ["un", "un"]


async def test_each_respondent_s_cards_keep_their_order_when_one_fails(api, post, awa, clock):
    bo = spoken(api.person("Bo"))
    api.faults.plan("sendMessage", Trouble(502, "Bad Gateway"), chat=awa.id)
    await post.promise(awa, card("un"), card("deux"))
    await post.promise(bo, card("eins"))
    async with post.sending():
        await bo.receives("eins")
        assert texts(awa) == []
        clock.forward(seconds=2)
        await awa.receives("deux")
        await post.settled()
    assert texts(awa) == ["un", "deux"]


async def test_a_flood_pauses_the_whole_token_in_every_process(api, post, awa, database, clock):
    bo = spoken(api.person("Bo"))
    api.faults.flood(1.2)
    await post.promise(awa, card("un"))
    async with post.sending():
        await api.world.until(lambda: api.arrivals.messages())
        refused = api.arrivals.messages()[0].at
        await eventually(lambda: database.read(leases.paused_until, LEASE))
        await post.promise(bo, card("eins"))
        clock.forward(seconds=3)
        await awa.receives("un")
        await bo.receives("eins")
        await post.settled()
    assert api.arrivals.between(refused, refused + 2) == []
    assert all(arrival.status == 200 for arrival in api.arrivals.messages()[1:])


async def test_a_new_sender_respects_the_pause_that_an_old_one_met(api, post, awa, database, clock):
    await database.write(leases.take, LEASE, "old", clock(), timedelta())
    await database.write(leases.pause, LEASE, clock() + timedelta(seconds=0.3))
    await post.promise(awa, card("un"))
    start = monotonic()
    async with post.sending():
        await awa.receives("un")
    assert monotonic() - start >= 0.3


async def test_whoever_blocks_us_is_marked_and_written_to_no_more(post, awa, database):
    await post.promise(awa, card("un"), card("deux"))
    awa.blocks()
    async with post.sending():
        await post.settled()
    assert await database.read(lambda db: db.scalar(select(address.c.blocked_at))) is not None
    assert texts(awa) == []


async def test_what_telegram_will_never_take_is_set_aside_and_the_next_card_goes(api, post, awa, database):
    api.faults.plan("sendMessage", bad("MESSAGE_STRANGE"))
    await post.promise(awa, card("un"), card("deux"))
    async with post.sending():
        await awa.receives("deux")
        await post.settled()
    (aside,) = await database.read(lambda db: db.execute(select(quarantine)).all())
    assert "MESSAGE_STRANGE" in aside.reason
    assert "un" not in aside.body.split(), "never the words themselves"


async def test_a_chat_that_moved_is_followed(api, post, database):
    hall = api.group()
    await post.promise(hall, card("un"))
    new = hall.migrates()
    async with post.sending():
        await new.receives("un")
        await post.settled()
    assert await database.read(respondents.find, KEYS, f"telegram:{new.id}")


async def test_edits_of_one_message_that_wait_together_are_one_call(api, post, awa, telegram):
    sent = await telegram.channel.send(Outgoing(0, 0, f"telegram:{awa.id}", 0, card("?")))
    assert isinstance(sent, Delivered)
    await post.promise(awa, *(card(text, edits=sent.message) for text in ("un", "deux", "trois")))
    async with post.sending():
        await awa.receives("trois")
        await post.settled()
    assert len(api.arrivals.of("editMessageText")) == 1


async def test_only_the_holder_of_the_lease_sends_and_another_takes_over(post, awa, clock, database):
    await post.promise(awa, card("un"))
    async with post.sending("one"):
        await post.settled()
        async with post.sending("two"):
            await post.promise(awa, card("deux"))
            await post.settled()
    assert texts(awa) == ["un", "deux"]
    await post.promise(awa, card("trois"))
    async with post.sending("two"):
        clock.forward(seconds=61)
        await post.settled()
    assert texts(awa) == ["un", "deux", "trois"]


async def test_a_bug_in_one_card_stops_no_other(api, post, awa, telegram, monkeypatch, database):
    bo = spoken(api.person("Bo"))
    send = telegram.channel.send

    async def broken(row: Outgoing) -> Outcome:
        if row.address.endswith(str(awa.id)):
            raise KeyError("a bug")
        return await send(row)

    monkeypatch.setattr(telegram.channel, "send", broken)
    await post.promise(awa, card("un"))
    await post.promise(bo, card("eins"))
    async with post.sending():
        await bo.receives("eins")
        await post.settled()
    assert (await database.read(lambda db: db.execute(select(quarantine)).one())).reason == "KeyError"


class Forgetful:
    """A database that cannot write down outcomes for a while."""

    def __init__(self, database: Database) -> None:
        self.database, self.well, self.tried = database, False, 0

    async def has_tried(self, often: int) -> bool:
        return self.tried >= often

    async def write(self, work: Callable[..., Any], *args: Any) -> Any:
        if work.__name__ == "_settle_in" and not self.well:
            self.tried += 1
            raise OSError("disk full")
        return await self.database.write(work, *args)


async def test_nothing_more_leaves_until_what_was_sent_is_written_down(api, post, awa, database):
    bo = spoken(api.person("Bo"))
    forgetful = Forgetful(database)
    await post.promise(awa, card("un"))
    async with post.sending(database=forgetful):
        await awa.receives("un")
        await eventually(lambda: forgetful.has_tried(2))
        await post.promise(bo, card("eins"))
        await eventually(lambda: forgetful.has_tried(8))
        assert texts(bo) == []
        forgetful.well = True
        await bo.receives("eins")
        await post.settled()
    assert texts(awa) == ["un"]


async def test_a_hall_is_answered_within_telegram_s_limits(database, telegram_of, clock):
    async with BotApi(limits=Limits()) as api, telegram_of(api) as telegram:
        post = Post(database, telegram, clock)
        people = [spoken(api.person()) for _ in range(50)]
        for person in people:
            await post.promise(person, card("un"))
        async with post.sending():
            await post.settled()
        assert all(texts(person) == ["un"] for person in people)
        assert api.arrivals.busiest() <= 30
        assert [a for a in api.arrivals.messages() if a.status == 429] == []


async def test_one_chat_is_written_to_slowly(database, telegram_of, clock):
    async with BotApi(limits=Limits(chat_gap=0.2)) as api, telegram_of(api) as telegram:
        post = Post(database, telegram, clock)
        awa = spoken(api.person())
        await post.promise(awa, *(card(str(number)) for number in range(6)))
        async with post.sending(chat_gap=0.21):
            await post.settled()
        assert texts(awa) == ["0", "1", "2", "3", "4", "5"]
        assert [a for a in api.arrivals.messages() if a.status == 429] == []
