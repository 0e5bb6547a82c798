"""The log never holds a secret, however it got there."""

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest

from bot import logs

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(False)


def written(form: str, *secrets: str) -> str:
    stream = StringIO()
    logs.begin(form, secrets, stream)
    log = logging.getLogger("bot.test")
    log.info("asked https://api.telegram.org/bot%s/getMe", TOKEN)
    try:
        raise ValueError(f"canary in {TOKEN} and hush-hush")
    except ValueError:
        log.exception("respondent %d", 7)
    logging.getLogger("httpx").info("GET %s", TOKEN)
    return stream.getvalue()


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_token_is_blackened_in_messages_and_tracebacks(form: str) -> None:
    found = written(form, "hush-hush")
    assert TOKEN not in found
    assert "hush-hush" not in found
    assert found.count("[secret]") >= 3
    assert "respondent 7" in found


def test_a_library_that_tells_of_every_request_is_kept_quiet() -> None:
    assert "GET" not in written("text")


def test_json_is_one_object_on_one_line() -> None:
    lines = [json.loads(line) for line in written("json").splitlines()]
    assert [line["level"] for line in lines] == ["info", "error"]
    assert "ValueError" in lines[1]["exception"]
