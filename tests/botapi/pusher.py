"""Telegram's side of a webhook: pushes waiting updates, in parallel, until each is taken."""

import asyncio
import random
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from botapi.world import Waiting, Webhook, World

FIRST_RETRY, LONGEST_RETRY = 0.05, 1.0


class Pusher:
    def __init__(self, world: World, answer: Any) -> None:
        self.world = world
        self.answer = answer
        """What runs a method that came in a response's body."""
        self.shuffle: random.Random | None = None
        """Set to push out of order."""
        self.statuses: list[int] = []
        self._flying: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        async with ClientSession(timeout=ClientTimeout(total=60)) as http, asyncio.TaskGroup() as tasks:
            while True:
                stirred = self.world.stirred
                self._launch(http, tasks)
                await stirred.wait()

    def _launch(self, http: ClientSession, tasks: asyncio.TaskGroup) -> None:
        hook = self.world.webhook
        if hook is None:
            return
        ready = [w for w in self.world.waiting if id(w) not in self._flying]
        if self.shuffle:
            self.shuffle.shuffle(ready)
        for waiting in ready[: hook.max_connections - len(self._flying)]:
            self._flying[id(waiting)] = tasks.create_task(self._push(http, hook, waiting))

    async def _push(self, http: ClientSession, hook: Webhook, waiting: Waiting) -> None:
        pause = FIRST_RETRY
        while self.world.webhook is hook and not await self._taken(http, hook, waiting):
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_RETRY)
        if self.world.webhook is hook and waiting in self.world.waiting:
            self.world.waiting.remove(waiting)
        del self._flying[id(waiting)]
        self.world.stir()

    async def _taken(self, http: ClientSession, hook: Webhook, waiting: Waiting) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        try:
            async with http.post(hook.url, json=waiting.update, headers=headers) as response:
                self.statuses.append(response.status)
                body = await response.read()
                if 200 <= response.status < 300 and body and response.content_type == "application/json":
                    await self.answer(await response.json())
                return 200 <= response.status < 300
        except (ClientError, TimeoutError):
            self.statuses.append(0)
            return False
