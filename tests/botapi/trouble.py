"""What the Bot API says when it will not do what was asked."""

from typing import Any


class Trouble(Exception):
    """An answer with `ok: false`; `parameters` are `retry_after` or `migrate_to_chat_id`."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        said: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return said | ({"parameters": self.parameters} if self.parameters else {})


def bad(reason: str) -> Trouble:
    return Trouble(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Trouble:
    return Trouble(403, f"Forbidden: {reason}")


def flood(seconds: int) -> Trouble:
    return Trouble(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
