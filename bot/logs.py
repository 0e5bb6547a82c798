"""The log: for people or for machines, with ids and counts, and never a secret.

Every handler passes what it writes, tracebacks included, through one filter that blackens the secrets it
was given and anything that has the shape of a bot's token: libraries put it into addresses.
"""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TextIO

_TOKEN = re.compile(r"\d{6,}:[\w-]{30,}")
_BLACK = "[secret]"
_QUIET = ("httpx", "httpcore", "telegram", "aiogram", "asyncio", "alembic")
"""They tell of every request, some with its address."""


def begin(form: str, secrets: Iterable[str] = (), stream: TextIO = sys.stderr) -> None:
    """Sends all logging to `stream`, as `text` or `json`; handlers set before are taken away."""
    kept = [secret for secret in secrets if secret]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Blackened(_FORMS[form](), kept))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class Blackened(logging.Formatter):
    """Writes a record as another formatter does, without its secrets."""

    def __init__(self, inner: logging.Formatter, secrets: list[str]) -> None:
        super().__init__()
        self._inner = inner
        known = sorted(map(re.escape, secrets), key=len, reverse=True)
        self._secret = re.compile("|".join([*known, _TOKEN.pattern]))

    def format(self, record: logging.LogRecord) -> str:
        return self._secret.sub(_BLACK, self._inner.format(record))


class _Text(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")


class _Json(logging.Formatter):
    """One object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


_FORMS: dict[str, type[logging.Formatter]] = {"text": _Text, "json": _Json}
