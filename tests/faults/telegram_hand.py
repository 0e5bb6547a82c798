"""A phone with Telegram: what is tapped waits there until the bot confirms it."""

import re
from dataclasses import dataclass
from typing import Any

from botapi.person import Person
from botapi.server import BotApi
from botapi.world import Message
from faults.ledger import question
from faults.residents import Acknowledged

_SAYS = ("sendMessage", "editMessageText")


@dataclass
class TelegramHand:
    api: BotApi
    person: Person

    async def starts(self, code: str) -> None:
        self.person.says(f"/start {code}")

    async def shown(self, press: str) -> str:
        def found() -> str | None:
            return next((said for said in presses(self._newest) if re.search(press, said)), None)

        return await self.person.until(found, within=60)  # type: ignore[return-value]

    async def taps(self, press: str, *, again: bool) -> Acknowledged:
        update = self.person.taps(self._label(press), self._newest)
        if again:
            self.api.world.again(update, new_id=True)
        return self._confirmed(update)

    async def says(self, text: str) -> Acknowledged:
        return self._confirmed(self.person.says(text))

    async def reads(self, words: str) -> None:
        await self.person.until(
            lambda: any(re.search(words, m.text) for m in self.person.received), within=60
        )

    def asked(self) -> list[int | None]:
        """From what was sent and edited, in the order in which it arrived there."""
        calls = [a.call for a in self.api.arrivals if a.call.method in _SAYS and a.status == 200]
        mine = [call for call in calls if call.chat == self.person.id]
        return [question(_data(call.nested("reply_markup"))) for call in mine]

    @property
    def _newest(self) -> Message | None:
        return self.person.received[-1] if self.person.received else None

    def _label(self, press: str) -> str:
        assert self._newest
        assert self._newest.markup
        buttons = [button for row in self._newest.markup["inline_keyboard"] for button in row]
        return next(str(b["text"]) for b in buttons if b.get("callback_data") == press)

    def _confirmed(self, update: dict[str, Any]) -> Acknowledged:
        return lambda: not any(waiting.update is update for waiting in self.api.world.waiting)


def presses(message: Message | None) -> list[str]:
    return _data(message.markup) if message else []


def _data(markup: Any) -> list[str]:
    rows = (markup or {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]
