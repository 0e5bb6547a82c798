"""One message to many, through python-telegram-bot: nobody twice, replies first, and never too fast."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from botapi.arrivals import Limits
from botapi.person import Person
from botapi.server import TOKEN, BotApi
from botapi.trouble import Trouble, bad, flood
from clock import Clock
from sqlalchemy import insert, select
from telegram import error as ptb

from bot.broadcaster import Broadcaster
from bot.channel import Card, Key, Migrated, Span
from bot.channels.telegram.broadcast import Broadcasting, outcome
from bot.pace import Pace
from bot.tenure import Tenure
from storage import respondents
from storage.database import Db
from storage.deliveries import Became, Claimed
from storage.keys import Keys
from storage.models.delivery import broadcast, delivery
from storage.models.people import address
from storage.respondents import Arrival

KEYS = Keys(b"0123456789abcdef")
LEASE = "send:telegram:700"
FAST = {"per_second": 5000.0}


def compose(db: Db, claimed: Sequence[Claimed]) -> Mapping[int, Card]:
    words = ((Span("Merci ! ", bold=True), Span("Les résultats sont là.")),)
    keys = ((Key("Voir", "/results FORUM"), Key("Ouvrir", "", link="https://valmont.example/r/FORUM")),)
    return {one.id: Card("fr", "ltr", words, keys=keys) for one in claimed}


class Campaign:
    """A broadcast to some people, and those who send it."""

    def __init__(self, town: Any, api: BotApi) -> None:
        self.town, self.api = town, api

    async def begins(self, people: Sequence[Person]) -> None:
        campaign = await self.town.asks("forum", "FORUM")
        await self.town.database.write(self._queue, campaign.id, people)

    def _queue(self, db: Db, campaign: int, people: Sequence[Person]) -> None:
        now = self.town.clock()
        row = {"campaign_id": campaign, "kind": "thanks", "text": "{}", "state": "sending"}
        row |= {"created_by": "host:test", "created_at": now}
        id = db.scalar(insert(broadcast).values(row).returning(broadcast.c.id))
        arrivals = [Arrival(f"telegram:{person.id}", "telegram") for person in people]
        for who in respondents.arrive(db, KEYS, arrivals, now).values():
            values = {"broadcast_id": id, "respondent_id": who.id, "address_id": who.address_id}
            db.execute(insert(delivery).values(values | {"state": "queued", "due_at": now, "at": now}))

    @asynccontextmanager
    async def sending(self, owner: str = "one", **pace: float) -> AsyncIterator[Broadcaster]:
        now = asyncio.get_running_loop().time
        async with Broadcasting(TOKEN, self.api.url, Pace(now, **pace), now) as line:
            if pace == FAST:
                line.limiter._gap = 0.0002
            tenure = Tenure(self.town.database, LEASE, owner, self.town.clock, again=0.02)
            broadcaster = Broadcaster(
                self.town.database, KEYS, line, tenure, compose, self.town.clock, again=0.02
            )
            task = asyncio.ensure_future(broadcaster.run())
            try:
                yield broadcaster
            finally:
                task.cancel()
                await asyncio.wait([task])

    async def became(self) -> Counter[str]:
        rows = await self.town.database.read(lambda db: db.scalars(select(delivery.c.state)).all())
        return Counter(rows)

    async def reaches(self, state: Became, many: int) -> None:
        async with asyncio.timeout(30):
            became = await self.became()
            while became[state] < many:
                await asyncio.sleep(0.02)
                became = await self.became()

    async def over(self) -> Counter[str]:
        """What became of all of them, once nothing waits."""
        async with asyncio.timeout(60):
            became = await self.became()
            while became[Became.QUEUED] + became[Became.SENDING]:
                await asyncio.sleep(0.02)
                became = await self.became()
        return became


@pytest.fixture
def campaign(town, api) -> Campaign:
    return Campaign(town, api)


def people(api: BotApi, many: int) -> list[Person]:
    found = [api.person(f"Resident {n}") for n in range(many)]
    for person in found:
        person.says("/start")
    return found


async def test_everyone_gets_the_message_with_its_buttons(api, campaign):
    (awa,) = people(api, 1)
    await campaign.begins([awa])
    async with campaign.sending():
        assert await campaign.over() == {Became.SENT: 1}
    assert awa.last.text == "Merci ! Les résultats sont là."
    assert awa.last.content["entities"] == [{"type": "bold", "offset": 0, "length": 8}]
    assert awa.labels() == ["Voir", "Ouvrir"]


async def test_five_hundred_people_get_it_once_through_floods_and_blocks(api, campaign):
    many = people(api, 500)
    for person in many[::50]:
        person.blocks()
    await campaign.begins(many)
    for _ in range(3):
        api.faults.plan("sendMessage", flood(1), chat=many[_ * 7 + 1].id)
    api.faults.plan("sendMessage", bad("MESSAGE_STRANGE"), chat=many[77].id)
    async with campaign.sending(**FAST), time_goes_by(campaign.town.clock):
        became = await campaign.over()
    assert became == {Became.SENT: 489, Became.BLOCKED: 10, Became.FAILED: 1}
    assert Counter(len(person.received) for person in many) == {1: 489, 0: 11}


@asynccontextmanager
async def time_goes_by(clock: Clock) -> AsyncIterator[None]:
    """The clock that is kept in the database runs as the pace's does."""

    async def go() -> None:
        while True:
            await asyncio.sleep(0.1)
            clock.forward(seconds=0.1)

    going = asyncio.ensure_future(go())
    try:
        yield
    finally:
        going.cancel()


async def test_the_pace_is_kept_and_leaves_room_for_replies(town):
    async with BotApi(limits=Limits()) as api:
        campaign = Campaign(town, api)
        many = people(api, 50)
        await campaign.begins(many)
        async with campaign.sending():
            await campaign.over()
        assert api.arrivals.busiest() <= 26
        assert [a for a in api.arrivals.messages() if a.status == 429] == []


async def test_nothing_leaves_during_a_pause(api, campaign):
    many = people(api, 30)
    await campaign.begins(many)
    api.faults.plan("sendMessage", flood(1), chat=many[3].id)
    async with campaign.sending(**FAST):
        await api.world.until(lambda: any(a.status == 429 for a in api.arrivals.messages()))
        refused = next(a.at for a in api.arrivals.messages() if a.status == 429)
        async with time_goes_by(campaign.town.clock):
            await campaign.over()
    late = [a.at - refused for a in api.arrivals.between(refused + 0.25, refused + 1.45)]
    assert late == []


@pytest.mark.parametrize("cut", ["before", "after"])
async def test_a_lost_answer_leaves_it_uncertain_and_it_is_not_sent_again(api, campaign, cut):
    (awa,) = people(api, 1)
    await campaign.begins([awa])
    api.faults.plan("sendMessage", cut=cut)
    async with campaign.sending():
        assert await campaign.over() == {Became.UNCERTAIN: 1}
    assert len(awa.received) == (cut == "after")


async def test_whoever_dies_while_sending_leaves_it_uncertain_for_the_next_and_the_rest_goes_on(
    api, campaign, town
):
    many = people(api, 5)
    await campaign.begins(many)
    api.faults.plan("sendMessage", delay=30.0, chat=many[0].id)
    async with campaign.sending("one"):
        await api.world.until(lambda: many[0].received)
        await campaign.reaches(Became.SENT, 4)
    town.clock.forward(minutes=2)
    async with campaign.sending("two"):
        became = await campaign.over()
    assert became == {Became.SENT: 4, Became.UNCERTAIN: 1}
    assert [len(p.received) for p in many] == [1] * 5


async def test_a_chat_that_moved_is_followed(api, campaign, town):
    hall = api.group()
    await campaign.begins([hall])
    new = hall.migrates()
    async with campaign.sending():
        assert await campaign.over() == {Became.SENT: 1}
    assert new.last.text.startswith("Merci")


async def test_a_server_error_is_uncertain_and_a_telegram_that_is_away_is_waited_for(api, campaign, town):
    awa, bo = people(api, 2)
    await campaign.begins([awa, bo])
    api.faults.plan("sendMessage", Trouble(500, "Internal Server Error"), chat=bo.id)
    await api.stop()
    async with campaign.sending():
        await api.start()
        async with time_goes_by(town.clock):
            assert await campaign.over() == {Became.SENT: 1, Became.UNCERTAIN: 1}


async def test_blocking_is_remembered_with_the_address(api, campaign, town):
    (awa,) = people(api, 1)
    awa.blocks()
    await campaign.begins([awa])
    async with campaign.sending():
        assert await campaign.over() == {Became.BLOCKED: 1}
    assert await town.database.read(lambda db: db.scalar(select(address.c.blocked_at))) is not None


def test_the_narrow_errors_are_told_from_the_broad_ones():
    """In this library a bad request descends from a network error."""
    assert issubclass(ptb.BadRequest, ptb.NetworkError)
    assert outcome(ptb.ChatMigrated(-100)) == Migrated("telegram:-100")
    assert type(outcome(ptb.BadRequest("x"))).__name__ == "Refused"
    assert type(outcome(ptb.TimedOut())).__name__ == "Uncertain"
    assert type(outcome(ptb.Forbidden("x"))).__name__ == "Blocked"
