"""One request to the Bot API, whichever of the three bodies it came in."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from botapi.trouble import bad


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """What was asked. A form's values are all text, and so may be what nests inside a JSON body."""

    method: str
    fields: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.fields.get(name, "")
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise bad(f'field "{name}" must be of type String')
        return str(value)

    def whole(self, name: str, default: int = 0) -> int:
        try:
            return int(self.fields.get(name, default))
        except (TypeError, ValueError):
            raise bad(f'field "{name}" must be of type Number') from None

    def decimal(self, name: str) -> float:
        try:
            return float(self.fields[name])
        except (KeyError, TypeError, ValueError):
            raise bad(f'field "{name}" must be of type Float') from None

    def flag(self, name: str) -> bool:
        return str(self.fields.get(name, "")).lower() in ("true", "1", "yes")

    def nested(self, name: str) -> Any:
        """An object or array; as JSON text in a form."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None

    @property
    def chat(self) -> int | None:
        return self.whole("chat_id") if "chat_id" in self.fields else None


async def read(request: web.Request, method: str) -> Call:
    """The call in a request: JSON, urlencoded or multipart; what stands in the address counts too."""
    fields: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.read() or b"{}")
        except ValueError:
            raise bad("can't parse JSON object") from None
        if not isinstance(body, dict):
            raise bad("object expected as request body")
        return Call(method, fields | {name: value for name, value in body.items() if value is not None})
    if request.content_type == "multipart/form-data":
        form = await request.post()
        files = {
            n: Upload(v.filename, v.file.read()) for n, v in form.items() if isinstance(v, web.FileField)
        }
        return Call(method, fields | {n: v for n, v in form.items() if isinstance(v, str)}, files)
    return Call(method, fields | dict(parse_qsl((await request.read()).decode())))
