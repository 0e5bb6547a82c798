"""Thanks on their way in Telegram: as the process sends them, beside the replies that go first."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from botapi.person import Person
from botapi.server import BotApi
from sqlalchemy import insert, select
from town import Town

from bot import outbox
from bot.broadcaster import Broadcaster, Line
from bot.broadcasting import broadcast
from bot.channel import Card, Span
from bot.channels.telegram.connect import Telegram
from bot.letters import Letters
from bot.outbox import Promise
from bot.pace import Pace
from bot.sender import Sender
from storage import broadcasts, respondents, sessions
from storage.campaigns import Campaign, State
from storage.database import Db
from storage.models.answers import session
from storage.models.delivery import delivery
from storage.models.people import consent
from storage.respondents import Arrival
from storage.sessions import New

THANKS = '{"started":40,"sent":30,"words":{"texts":[["fr","Les travaux commencent en mai."]]}}'


class Observed(Pace):
    """Notes in which order replies and thanks took their slots."""

    def __init__(self, left: list[str]) -> None:
        super().__init__(asyncio.get_running_loop().time)
        self.left = left

    def spend(self, chat: int) -> None:
        self.left.append("reply" if self.replies else "thanks")
        super().spend(chat)


class Thanked:
    """A closed campaign whose respondents agreed to hear back, and the process that writes to them."""

    def __init__(self, town: Town, api: BotApi, telegram: Telegram) -> None:
        self.town, self.api, self.telegram = town, api, telegram
        self.opened = 0
        self.left: list[str] = []

    async def took_part(self, many: int, language: str = "fr") -> list[Person]:
        people = [self.api.person(f"Resident {n}", language) for n in range(many)]
        for person in people:
            person.says("/start")
        self.campaign = await self.town.asks("forum", "FORUM")
        await self.town.database.write(self._answered, self.campaign, people, language)
        await self.town.steers(self.campaign, State.CLOSED)
        return people

    def _answered(self, db: Db, campaign: Campaign, people: list[Person], language: str) -> None:
        now = self.town.clock()
        arrivals = [Arrival(f"telegram:{person.id}", "telegram", language) for person in people]
        for who in respondents.arrive(db, self.town.house.keys, arrivals, now).values():
            sessions.begin(db, New(who.id, campaign, "telegram"), now)
            row = {"respondent_id": who.id, "campaign_id": campaign.id, "purpose": "hear_back"}
            db.execute(insert(consent).values(**row, text_version="1", given=True, at=now))
        db.execute(session.update().values(started_at=now))

    async def is_decided(self) -> int | None:
        now = self.town.clock()
        return await self.town.database.write(
            broadcasts.send, self.campaign.id, "thanks", THANKS, "staff:1", now, now
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Sender]:
        database, keys, clock = self.town.database, self.town.house.keys, self.town.clock
        pace = Observed(self.left)
        tenure = self.telegram.sending(database, "one", clock)
        sender = Sender(database, keys, self.telegram.channel, tenure, pace, clock, again=0.02)

        def by(line: Line) -> Broadcaster:
            compose = Letters(self.town.house).compose
            return Broadcaster(database, keys, line, tenure, compose, clock, again=0.02)

        async def line() -> Line:
            self.opened += 1
            return await self.telegram.line(pace)

        jobs = [
            asyncio.ensure_future(sender.run()),
            asyncio.ensure_future(broadcast(database, line, by, again=0.02)),
        ]
        try:
            yield sender
        finally:
            for job in jobs:
                job.cancel()
            await asyncio.wait(jobs)

    def replies(self, db: Db, people: list[Person], text: str) -> list[object]:
        now, keys = self.town.clock(), self.town.house.keys
        found = [(respondents.find(db, keys, f"telegram:{one.id}"), f"telegram:{one.id}") for one in people]
        card = Card("fr", "ltr", body=((Span(text),),))
        return outbox.put(
            db, [Promise(who[0], who[1], "telegram", card, at) for who, at in found if who], now
        )

    async def until(self, seen: Callable[[Db], bool]) -> None:
        async with asyncio.timeout(20):
            found = await self.town.database.read(seen)
            while not found:
                await asyncio.sleep(0.02)
                found = await self.town.database.read(seen)


@pytest.fixture
def thanked(town: Town, api: BotApi, telegram: Telegram) -> Thanked:
    return Thanked(town, api, telegram)


def all_sent(db: Db) -> bool:
    return set(db.scalars(select(delivery.c.state))) == {"sent"}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fr",
            "Merci d’avoir participé à «\N{NO-BREAK SPACE}Votre avis sur le forum\N{NO-BREAK SPACE}». "
            "La consultation est close.\n40 personnes ont commencé et 30 ont envoyé leurs réponses.\n"
            "Les travaux commencent en mai.\nVous avez accepté d’avoir de nos nouvelles. "
            "Pour ne plus en recevoir\N{NO-BREAK SPACE}: /stop",
        ),
        (
            "en",
            "Thank you for taking part in “Your view of the forum”. It is closed now.\n"
            "40 people began, and 30 sent their answers.\nLes travaux commencent en mai.\n"
            "You agreed to hear back from us. To stop: /stop",
        ),
    ],
)
async def test_each_reads_it_in_their_language(language: str, expected: str, thanked: Thanked) -> None:
    (awa,) = await thanked.took_part(1, language)
    await thanked.is_decided()
    async with thanked.running():
        await thanked.until(all_sent)
    assert awa.last.text == expected
    (labels,) = awa.last.markup["inline_keyboard"]
    assert labels[0]["url"] == "https://valmont.example/r/FORUM"


async def test_the_library_is_not_asked_for_until_there_is_a_broadcast(thanked: Thanked) -> None:
    (awa,) = await thanked.took_part(1)
    async with thanked.running() as sender:
        sender.wake(await thanked.town.database.write(thanked.replies, [awa], "Bonjour"))
        await awa.receives("Bonjour")
        assert thanked.opened == 0
        await thanked.is_decided()
        await thanked.until(all_sent)
    assert thanked.opened == 1


async def test_replies_go_first_while_a_broadcast_runs(thanked: Thanked, api: BotApi) -> None:
    """At the pace of a real token."""
    people = await thanked.took_part(50)
    await thanked.is_decided()
    async with thanked.running() as sender:
        await api.world.until(lambda: len(api.arrivals.messages()) >= 5)
        sender.wake(await thanked.town.database.write(thanked.replies, people[:25], "une réponse"))
        await thanked.until(all_sent)
        for person in people[:25]:
            await person.receives("une réponse")
    left = thanked.left
    first, last = left.index("reply"), len(left) - left[::-1].index("reply")
    assert left[first:last] == ["reply"] * 25
    assert left.count("thanks") == 50


async def test_who_says_stop_while_it_runs_gets_nothing(thanked: Thanked) -> None:
    awa, bo = await thanked.took_part(2)
    await thanked.is_decided()
    first = "(SELECT min(respondent_id) FROM delivery)"
    await thanked.town.alters(f"UPDATE respondent SET stopped = true WHERE id = {first}")
    async with thanked.running():
        await thanked.until(lambda db: set(db.scalars(select(delivery.c.state))) == {"sent", "stopped"})
    assert sorted(len(one.received) for one in (awa, bo)) == [0, 1]
