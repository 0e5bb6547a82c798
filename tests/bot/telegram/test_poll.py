"""Long polling: confirmed after the commit and not before, and never in the way of anything else."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from botapi.person import Person
from botapi.server import BotApi
from botapi.trouble import Trouble
from clock import Clock
from intaking import Notebook

from bot.channel import Press
from bot.channels.telegram.connect import Telegram
from bot.channels.telegram.poll import Poller
from dialogs.turn import Attached, Typed
from storage.database import Database


class Office:
    """A poller with its notebook, its media store, and the pauses that it made."""

    def __init__(self, api: BotApi, telegram: Telegram, database: Database, clock: Clock) -> None:
        self.api, self.telegram, self.database, self.clock = api, telegram, database, clock
        self.notebook = Notebook(told=api.world.stir)
        self.kept: dict[str, bytes] = {}
        self.pauses: list[float] = []

    def poller(self, owner: str = "one") -> Poller:
        road = self.telegram.road(self.database, self.notebook.take, self.keep, owner, self.clock)
        road.tenure._again = 0.02
        poller = road._poller()
        poller.rest = self._rest
        return poller

    @asynccontextmanager
    async def polling(self, owner: str = "one") -> AsyncIterator[Poller]:
        poller = self.poller(owner)
        task = asyncio.ensure_future(poller.run())
        try:
            yield poller
        finally:
            task.cancel()
            await asyncio.wait([task])

    async def keep(self, name: str, data: bytes) -> None:
        self.kept[name] = data

    async def _rest(self, seconds: float) -> None:
        if seconds:
            self.pauses.append(seconds)
            self.api.world.stir()
        await asyncio.sleep(0.01 if seconds else 0)

    async def until(self, seen: Callable[[], object]) -> None:
        await self.api.world.until(seen)


@pytest.fixture
def office(api, telegram, database, clock) -> Office:
    return Office(api, telegram, database, clock)


@pytest.fixture
def awa(api) -> Person:
    return api.person()


async def test_what_is_said_is_taken_once_and_confirmed(office, awa, api):
    awa.says("un")
    async with office.polling():
        await office.until(lambda: not api.world.waiting)
        awa.says("deux")
        await office.until(lambda: not api.world.waiting)
    assert office.notebook.brought == [Typed("un"), Typed("deux")]


async def test_what_could_not_be_committed_is_not_confirmed_and_comes_again(office, awa, api):
    update = awa.says("un")
    office.notebook.fails[f"telegram:700:{update['update_id']}"] = 3
    async with office.polling():
        await office.until(lambda: office.notebook.taken and not api.world.waiting)
    asked = [arrival.call.fields.get("offset") for arrival in api.arrivals.of("getUpdates")]
    assert asked[:4] == [None] * 4, "not confirmed while it fails"
    assert office.pauses == [1.0, 2.0, 5.0]


async def test_a_restart_asks_for_everything_that_is_unconfirmed(office, awa, api):
    async with office.polling():
        awa.says("un")
        await office.until(lambda: office.notebook.taken)
    async with office.polling("two"):
        office.clock.forward(seconds=61)
        await office.until(lambda: len(api.arrivals.of("getUpdates")) > 2)
    first_of_two = [a for a in api.arrivals.of("getUpdates") if "offset" not in a.call.fields]
    assert len(first_of_two) >= 2


async def test_an_unreadable_update_is_set_aside_and_holds_up_nobody(office, awa, api, database):
    from sqlalchemy import select

    from storage.models.delivery import quarantine

    awa.says("un")
    strange = api.world.push("message", {"message_id": "not a number", "text": "\0"})
    awa.says("deux")
    async with office.polling():
        await office.until(lambda: not api.world.waiting)
    assert office.notebook.brought == [Typed("un"), Typed("deux")]
    (aside,) = await database.read(lambda db: db.execute(select(quarantine)).all())
    assert aside.key == f"telegram:700:{strange['update_id']}"
    assert "not a number" in aside.body


async def test_a_tap_is_answered_with_the_notice_of_its_card(office, awa, api):
    office.notebook.notice = "Trois choix au plus"
    tap = awa.taps_what_is_gone("s1.0.0.=0")
    async with office.polling():
        assert await awa.told(tap) == "Trois choix au plus"
    assert office.notebook.brought == [Press("s1.0.0.=0")]


async def test_a_photo_is_in_the_store_before_it_is_taken_and_before_what_was_said_after_it(office, awa):
    awa.sends_photo(b"\xff\xd8photo")
    awa.says("voilà")
    async with office.polling():
        await office.until(lambda: len(office.notebook.taken) == 2)
    photo, words = office.notebook.brought
    assert isinstance(photo, Attached)
    assert office.kept == {photo.name: b"\xff\xd8photo"}
    assert words == Typed("voilà")


async def test_a_photo_that_does_not_come_delays_nobody_else_in_the_batch(office, awa, api):
    bo = api.person("Bo")
    awa.sends_photo(b"photo")
    bo.says("bonjour")
    api.faults.plan("getFile", Trouble(400, "Bad Request: file is temporarily unavailable"))
    async with office.polling():
        await office.until(lambda: len(office.notebook.taken) == 2)
    assert office.notebook.brought[0] == Typed("bonjour")
    assert isinstance(office.notebook.brought[1], Attached)
    assert office.kept == {}


async def test_wanted_kinds_are_named_in_every_call(office, awa, api):
    async with office.polling():
        awa.says("un")
        await office.until(lambda: len(api.arrivals.of("getUpdates")) > 1)
    for arrival in api.arrivals.of("getUpdates"):
        assert arrival.call.fields["allowed_updates"] == [
            "message",
            "edited_message",
            "callback_query",
            "my_chat_member",
        ]


async def test_after_five_quiet_days_the_place_is_forgotten(office, awa, api):
    async with office.polling() as poller:
        poller.seconds = 1
        awa.says("un")
        await office.until(lambda: len(api.arrivals.of("getUpdates")) == 2)
        office.clock.forward(days=6)
        await office.until(lambda: len(api.arrivals.of("getUpdates")) == 3)
    offsets = ["offset" in a.call.fields for a in api.arrivals.of("getUpdates")]
    assert offsets == [False, True, False]


@pytest.mark.parametrize(
    ("trouble", "pause"),
    [
        (Trouble(401, "Unauthorized"), 60.0),
        (Trouble(409, "Conflict: terminated by other getUpdates request"), 10.0),
        (Trouble(429, "Too Many Requests: retry after 7", retry_after=7), 7.0),
        (Trouble(502, "Bad Gateway"), 1.0),
    ],
)
async def test_trouble_makes_it_wait_and_go_on(office, awa, api, trouble, pause, caplog):
    caplog.set_level(logging.CRITICAL)
    api.faults.plan("getUpdates", trouble)
    awa.says("un")
    async with office.polling():
        await office.until(lambda: office.notebook.taken)
    assert office.pauses[0] == pause


async def test_it_lives_through_a_telegram_that_is_away(office, awa, api):
    async with office.polling():
        await office.until(lambda: api.arrivals.of("getUpdates"))
        await api.stop()
        await office.until(lambda: len(office.pauses) >= 3)
        await api.start()
        awa.says("un")
        await office.until(lambda: office.notebook.taken)


async def test_only_one_process_polls(office, awa, api):
    async with office.polling("one"):
        await office.until(lambda: api.arrivals.of("getUpdates"))
        async with office.polling("two"):
            awa.says("un")
            await office.until(lambda: not api.world.waiting)
    assert all(arrival.status != 409 for arrival in api.arrivals.of("getUpdates"))
    assert office.notebook.brought == [Typed("un")]
