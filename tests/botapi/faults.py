"""Trouble that a test asks for: refusals, floods, cut and slow answers."""

from dataclasses import dataclass
from time import monotonic

from botapi.call import Call
from botapi.trouble import Trouble, flood


@dataclass
class Fault:
    """What befalls the next `times` calls of a method (and chat, if named)."""

    method: str
    trouble: Trouble | None = None
    chat: int | None = None
    times: int = 1
    cut: str = ""
    """`before` the call takes effect, or `after`: the connection ends without an answer."""
    delay: float = 0.0

    def befalls(self, call: Call) -> bool:
        chat = call.fields.get("chat_id")
        return self.method in (call.method, "*") and (self.chat is None or str(self.chat) == str(chat))


class Faults:
    def __init__(self) -> None:
        self.planned: list[Fault] = []
        self.flooded: dict[int | None, float] = {}
        """Monotonic time until which a chat, or with None the whole token, is answered 429."""

    def plan(self, method: str, trouble: Trouble | None = None, **how: object) -> Fault:
        fault = Fault(method, trouble, **how)  # type: ignore[arg-type]
        self.planned.append(fault)
        return fault

    def flood(self, seconds: float, chat: int | None = None) -> None:
        self.flooded[chat] = monotonic() + seconds

    def of(self, call: Call) -> Fault | None:
        """The fault that befalls this call; each is used up."""
        fault = next((f for f in self.planned if f.befalls(call)), None)
        if fault:
            fault.times -= 1
            if not fault.times:
                self.planned.remove(fault)
        return fault

    def check_flood(self, chat: int | None) -> None:
        for key in {None, chat}:
            left = self.flooded.get(key, 0.0) - monotonic()
            if left > 0:
                raise flood(int(left) + 1)
