"""What the fake Bot API does beyond single calls: polling, pushing, pace, and catching slips."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, web
from botapi.arrivals import Limits
from botapi.markup import parse_html
from botapi.server import TOKEN, BotApi
from botapi.trouble import Trouble


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as http:
        yield http


async def ask(
    http: ClientSession, api: BotApi, method: str, token: str = TOKEN, **fields: Any
) -> dict[str, Any]:
    async with http.post(f"{api.url}/bot{token}/{method}", json=fields) as response:
        body: dict[str, Any] = await response.json()
        assert response.status == body.get("error_code", 200)
        return body


async def test_an_update_comes_again_until_its_offset_is_passed(api, http):
    awa = api.person()
    first, second = awa.says("un"), awa.says("deux")
    assert (await ask(http, api, "getUpdates"))["result"] == [first, second]
    assert (await ask(http, api, "getUpdates", limit=1))["result"] == [first]
    assert (await ask(http, api, "getUpdates", offset=second["update_id"]))["result"] == [second]
    assert (await ask(http, api, "getUpdates", offset=second["update_id"] + 1))["result"] == []


async def test_a_poll_waits_until_something_is_said(api, http):
    awa = api.person()
    poll = asyncio.create_task(ask(http, api, "getUpdates", timeout=20))
    await api.world.until(lambda: api.arrivals.of("getUpdates"))
    said = awa.says("enfin")
    assert (await poll)["result"] == [said]


async def test_a_second_poll_ends_the_first(api, http):
    first = asyncio.create_task(ask(http, api, "getUpdates", timeout=20))
    await api.world.until(lambda: api.arrivals.of("getUpdates"))
    second = asyncio.create_task(ask(http, api, "getUpdates", timeout=20))
    assert (await first)["error_code"] == 409
    api.person().says("oui")
    assert len((await second)["result"]) == 1


async def test_kinds_of_updates_not_asked_for_never_come_and_the_choice_sticks(api, http):
    awa = api.person()
    await ask(http, api, "getUpdates", allowed_updates=["my_chat_member"])
    awa.says("unheard")
    blocked = awa.blocks()
    assert (await ask(http, api, "getUpdates"))["result"] == [blocked]


async def test_the_same_update_comes_twice_under_its_own_id_or_a_new_one(api, http):
    awa = api.person()
    said = awa.says("oui")
    api.world.again(said)
    api.world.again(said, new_id=True)
    got = (await ask(http, api, "getUpdates"))["result"]
    assert [u["message"]["text"] for u in got] == ["oui"] * 3
    assert [u["update_id"] - said["update_id"] for u in got] == [0, 0, 1]
    rest = (await ask(http, api, "getUpdates", offset=said["update_id"] + 2))["result"]
    assert rest == [said], "one stubborn copy is handed out once more"


async def test_polling_and_a_webhook_exclude_each_other(api, http):
    await ask(http, api, "setWebhook", url="https://valmont.example/telegram", secret_token="s")
    assert (await ask(http, api, "getUpdates"))["error_code"] == 409
    await ask(http, api, "deleteWebhook")
    assert (await ask(http, api, "getUpdates"))["ok"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"url": "http://valmont.example/telegram"}, "HTTPS"),
        ({"url": "https://valmont.example", "secret_token": "é"}, "unallowed"),
        ({"url": "https://valmont.example", "max_connections": 200}, "max_connections"),
    ],
)
async def test_a_webhook_is_refused_as_telegram_refuses_it(api, http, fields, reason):
    assert reason in (await ask(http, api, "setWebhook", **fields))["description"]


async def test_the_webhook_gets_every_update_until_it_takes_it(api, http):
    taken: list[str] = []
    troubles = {"un": 2}
    secrets: set[str | None] = set()

    async def take(request: web.Request) -> web.Response:
        text = (await request.json())["message"]["text"]
        secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if troubles.get(text):
            troubles[text] -= 1
            return web.Response(status=503)
        taken.append(text)
        api.world.stir()
        return web.json_response({"method": "sendMessage", "chat_id": awa.id, "text": f"{text} !"})

    awa = api.person()
    api.pusher.shuffle = random.Random(7)
    for text in ("un", "deux", "trois", "quatre"):
        awa.says(text)
    app = web.Application()
    app.router.add_post("/telegram", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    await ask(
        http,
        api,
        "setWebhook",
        url=f"http://127.0.0.1:{port}/telegram",
        secret_token="word",
        max_connections=4,
    )
    await api.world.until(lambda: len(awa.received) == 4 and not api.world.waiting)
    assert sorted(taken) == ["deux", "quatre", "trois", "un"]
    assert secrets == {"word"}
    assert api.pusher.statuses.count(503) == 2
    await runner.cleanup()


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "x"}, "Text buttons are unallowed"),
        ({"text": "x", "callback_data": "d", "url": "https://a.example"}, "exactly one"),
        ({"text": "x", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "", "callback_data": "d"}, "non-empty"),
        ({"text": "x", "url": "javascript:alert(1)"}, "BUTTON_URL_INVALID"),
        ({"text": "x", "callback_data": "d", "style": "gold"}, "style"),
    ],
)
async def test_a_button_that_telegram_refuses_is_refused(api, http, button, reason):
    awa = api.person()
    awa.says("/start")
    keyboard = {"inline_keyboard": [[button]]}
    said = await ask(http, api, "sendMessage", chat_id=awa.id, text="?", reply_markup=keyboard)
    assert reason in said["description"]


async def test_a_place_is_asked_for_in_private_only(api, http):
    keyboard = {"keyboard": [[{"text": "Ici", "request_location": True}]]}
    hall, awa = api.group(), api.person()
    awa.says("/start")
    in_hall = await ask(http, api, "sendMessage", chat_id=hall.id, text="?", reply_markup=keyboard)
    assert "private chats only" in in_hall["description"]
    assert (await ask(http, api, "sendMessage", chat_id=awa.id, text="?", reply_markup=keyboard))["ok"]


async def test_the_pace_is_kept_per_token_and_per_chat(http):
    async with BotApi(limits=Limits(per_second=5, chat_burst=2)) as api:
        people = [api.person() for _ in range(6)]
        for person in people:
            person.says("/start")
        codes = [
            (await ask(http, api, "sendMessage", chat_id=p.id, text="x")).get("error_code") for p in people
        ]
        assert codes == [None] * 5 + [429]
    async with BotApi(limits=Limits(chat_burst=2)) as api:
        awa = api.person()
        awa.says("/start")
        codes = [
            (await ask(http, api, "sendMessage", chat_id=awa.id, text="x")).get("error_code") for _ in "123"
        ]
        assert codes == [None, None, 429]
        assert api.arrivals.busiest(chat=awa.id) == 3


async def test_a_flood_stops_the_whole_token_or_one_chat(api, http):
    awa, bo = api.person(), api.person("Bo")
    awa.says("/start"), bo.says("/start")
    api.faults.flood(5, chat=awa.id)
    assert (await ask(http, api, "sendMessage", chat_id=awa.id, text="x"))["parameters"] == {"retry_after": 5}
    assert (await ask(http, api, "sendMessage", chat_id=bo.id, text="x"))["ok"]
    api.faults.flood(5)
    assert (await ask(http, api, "sendMessage", chat_id=bo.id, text="x"))["error_code"] == 429


async def test_a_wrong_token_is_unauthorized(api, http):
    assert (await ask(http, api, "getMe", token="1:no"))["error_code"] == 401


@pytest.mark.parametrize(
    ("method", "fields", "slip"), [("sendMesage", {}, "sendMesage"), ("getMe", {"x": 1}, "x")]
)
async def test_unknown_methods_and_parameters_fail_the_test_that_runs_the_fake(http, method, fields, slip):
    async def run() -> None:
        async with BotApi() as api:
            await ask(http, api, method, **fields)

    with pytest.raises(AssertionError, match=slip):
        await run()


async def test_scripted_trouble_befalls_as_often_as_planned(api, http):
    api.faults.plan("getMe", Trouble(500, "Internal Server Error"), times=2)
    codes = [(await ask(http, api, "getMe")).get("error_code") for _ in "123"]
    assert codes == [500, 500, None]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("a <b>b</b>", "a b", [("bold", 2, 1)]),
        ("🌳<i>x</i>", "🌳x", [("italic", 2, 1)]),
        ("&lt;b&gt; &amp; &#233; &nope;", "<b> & é &nope;", []),
        ('<a href="https://x.example/?a=1&amp;b=2">là</a>', "là", [("text_link", 0, 2)]),
        ("<b><i>x</i>y</b>", "xy", [("bold", 0, 2), ("italic", 0, 1)]),
        ("<b></b>x", "x", []),
    ],
)
def test_html_is_read_as_telegram_reads_it(source, text, entities):
    found = parse_html(source)
    assert (found[0], [(e["type"], e["offset"], e["length"]) for e in found[1]]) == (text, entities)
