"""The webhook: who may call it, and what is answered when."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession
from intaking import Notebook
from sqlalchemy import select
from telegram_player import CATALOGUES

from bot import server
from bot.channels.telegram.connect import Road
from storage.models.delivery import quarantine

SECRET = "a-long-random-word"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def notebook(api) -> Notebook:
    return Notebook(told=api.world.stir)


@pytest.fixture
async def road(api, telegram_of, database, clock, notebook, free_port) -> AsyncIterator[Road]:
    """The route, served as the bot serves it."""
    settings = {
        "TELEGRAM_MODE": "webhook",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "PUBLIC_URL": f"http://127.0.0.1:{free_port}",
    }

    async def keep(name: str, data: bytes) -> None:
        raise AssertionError(name)

    async def ready() -> None: ...

    async with telegram_of(api, **settings) as telegram:
        road = telegram.road(database, notebook.take, keep, "one", clock)
        app = server.application([road.add_routes], ready, telegram.settings.public_url)
        async with server.listening(app, "127.0.0.1", free_port):
            yield road


async def post(free_port: int, body: Any, secret: str | None = SECRET) -> tuple[int, str]:
    headers = {HEADER: secret} if secret is not None else {}
    async with (
        ClientSession() as http,
        http.post(f"http://127.0.0.1:{free_port}/telegram", json=body, headers=headers) as response,
    ):
        return response.status, await response.text()


async def test_updates_come_in_and_telegram_is_told_where(api, road, notebook):
    awa = api.person()
    await road.run(CATALOGUES)
    awa.says("un")
    awa.says("deux")
    await api.world.until(lambda: not api.world.waiting)
    assert len(notebook.taken) == 2
    assert set(api.pusher.statuses) == {200}
    assert api.world.allowed == ["message", "edited_message", "callback_query", "my_chat_member"]


async def test_a_tap_is_answered_in_the_response(api, road, notebook, free_port):
    await road.run(CATALOGUES)
    notebook.notice = "Trois choix au plus"
    awa = api.person()
    tap = awa.taps_what_is_gone("s1.0.0.=0")
    assert await awa.told(tap) == "Trois choix au plus"
    assert len(api.arrivals.of("answerCallbackQuery")) == 1


async def test_what_was_not_committed_is_answered_503_and_comes_again(api, road, notebook):
    awa = api.person()
    update = awa.says("un")
    notebook.fails[f"telegram:700:{update['update_id']}"] = 2
    await road.run(CATALOGUES)
    await api.world.until(lambda: not api.world.waiting)
    assert api.pusher.statuses == [503, 503, 200]
    assert len(notebook.taken) == 1


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], SECRET + "x", "é" * 8, "x" * 10_000])
async def test_without_the_secret_nothing_is_taken(road, notebook, free_port, secret):
    assert (await post(free_port, {"update_id": 1}, secret))[0] == 401
    assert notebook.taken == []


@pytest.mark.parametrize(
    "headers",
    [
        f"{HEADER}: {SECRET}\r\n{HEADER}: {SECRET}\r\n".encode(),
        f"{HEADER}: ".encode() + b"\xff\xfe\x80" + b"\r\n",
    ],
    ids=["twice", "no text at all"],
)
async def test_odd_headers_are_refused_and_break_nothing(road, notebook, free_port, headers):
    import asyncio

    reader, writer = await asyncio.open_connection("127.0.0.1", free_port)
    writer.write(
        b"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n"
        + headers
        + b"\r\n{}"
    )
    status = (await reader.readline()).decode()
    assert " 401 " in status
    writer.close()
    await writer.wait_closed()


@pytest.mark.parametrize("body", [{"no": "id"}, [1, 2], {"update_id": "one"}, {"update_id": 5, "message": 1}])
async def test_what_nobody_can_read_is_set_aside_and_not_sent_again(
    road, notebook, free_port, database, body
):
    assert (await post(free_port, body))[0] == 200
    rows = await database.read(lambda db: db.execute(select(quarantine)).all())
    assert len(rows) == 1
    assert notebook.taken == []


async def test_polling_leaves_no_route(api, telegram, database, clock, notebook):
    async def nothing(*_: object) -> None: ...

    road = telegram.road(database, notebook.take, nothing, "one", clock)
    app = server.application([road.add_routes], nothing, "http://127.0.0.1")
    assert not [r for r in app.router.resources() if r.canonical == "/telegram"]
