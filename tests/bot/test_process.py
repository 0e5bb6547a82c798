"""The process as an operator meets it: it starts, says what is wrong in one line, and stops when told."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from sqlalchemy import text

from admin import __main__ as admin
from bot import logs
from bot.__main__ import SERVE
from storage import schema
from storage.database import Database

HOUSE = Path(__file__).parent.parent.parent


def environment(tmp_path: Path, **settings: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "DATA_DIR": str(tmp_path / "data"), "PORT": str(free_port()), **settings}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(known: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "bot", *arguments]
    with subprocess.Popen(
        command, cwd=HOUSE, env=known, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def page(known: dict[str, str], path: str = "/") -> str:
    """The page, as soon as it is served."""
    deadline = time.monotonic() + 30
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{known['PORT']}{path}") as answer:
                return answer.read().decode()
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def refusal(known: dict[str, str]) -> str:
    """What a start that cannot succeed says on standard error; it must be one line and the status 1."""
    command = [sys.executable, "-m", "bot"]
    done = subprocess.run(command, cwd=HOUSE, env=known, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1, done.stderr
    said = [line for line in done.stderr.splitlines() if " INFO " not in line]
    assert len(said) == 1, done.stderr
    return said[0]


def test_a_fresh_machine_serves_the_demonstration_and_stops_when_told(tmp_path: Path) -> None:
    known = environment(tmp_path)
    with serving(known, "--demo") as process:
        assert "<h1>Valmont</h1>" in page(known, "/c/FORUM")
        assert page(known, "/readyz") == "ready\n"
        told = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert time.monotonic() - told < 10
        assert process.stderr
        assert "/c/FORUM" in process.stderr.read()
    assert (tmp_path / "data" / "secret.key").stat().st_mode & 0o077 == 0


def test_a_start_without_an_owner_prints_a_link_that_makes_one_and_does_not_log_it(tmp_path: Path) -> None:
    known = environment(tmp_path)
    with serving(known) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith("Personne ne gère encore cette ville.")
        link = process.stdout.readline().strip()
        assert link.startswith(f"http://127.0.0.1:{known['PORT']}/c/i_")
        assert "<h1>Valmont</h1>" in page(known, link.partition(known["PORT"])[2])
        process.terminate()
        assert process.wait(10) == 0
        assert "/c/i_" not in process.stderr.read()


def test_an_open_page_does_not_hold_up_a_stop(tmp_path: Path) -> None:
    known = environment(tmp_path)
    with serving(known) as process:
        page(known)
        with socket.create_connection(("127.0.0.1", int(known["PORT"]))) as stream:
            cookie = "A" * 43
            stream.sendall(
                f"GET /chat/events HTTP/1.1\r\nHost: x\r\nCookie: parvis={cookie}\r\n\r\n".encode()
            )
            assert b"200 OK" in stream.recv(1000)
            process.send_signal(signal.SIGTERM)
            assert process.wait(5) == 0


def test_a_second_start_finds_what_the_first_one_kept(tmp_path: Path) -> None:
    known = environment(tmp_path)
    for _ in range(2):
        with serving(known, "--demo") as process:
            page(known)
            process.terminate()
            assert process.wait(10) == 0
            assert process.stderr
            assert "Traceback" not in process.stderr.read()


def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    known = environment(tmp_path)
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(known["PORT"])))
        other.listen()
        assert known["PORT"] in refusal(known)


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"PORT": "eighty"}, "PORT"),
        ({"TIMEZONE": "Mars/Olympus"}, "TIMEZONE"),
        ({"DEFAULT_LANGUAGE": "tlh"}, "DEFAULT_LANGUAGE"),
        ({"TOWN_LOGO": "/no/such/logo.png"}, "TOWN_LOGO"),
        ({"TOWN_COLOR": "blue"}, "TOWN_COLOR"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"DATA_DIR": "/dev/null/data"}, "DATA_DIR"),
        ({"DATABASE_URL": "postgresql+asyncpg://nobody:hush@127.0.0.1:1/none"}, "127.0.0.1:1"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    settings: dict[str, str], named: str, tmp_path: Path, monkeypatch, capsys
) -> None:
    """In this process, since nine starts take long."""
    monkeypatch.setattr(logs, "begin", lambda form, secrets: None)
    monkeypatch.setattr(os, "environ", environment(tmp_path, **settings))
    assert admin.main(["serve"], (SERVE,)) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert named in said
    assert "hush" not in said


def test_another_key_than_the_databases_own_is_refused(tmp_path: Path) -> None:
    known = environment(tmp_path, SECRET_KEY="the first secret of this town")
    with serving(known):
        page(known)
    assert "SECRET_KEY" in refusal({**known, "SECRET_KEY": "some other secret, by mistake"})


def test_a_token_is_never_written_to_the_log(tmp_path: Path) -> None:
    token = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"
    known = environment(tmp_path, TELEGRAM_TOKEN=token, TELEGRAM_API_URL="http://127.0.0.1:1")
    with serving(known) as process:
        page(known)
        process.terminate()
        process.wait(10)
        assert process.stderr
        assert token not in process.stderr.read()


async def test_a_database_of_another_version_is_left_alone(
    database: Database, db_url: str, tmp_path: Path
) -> None:
    known = environment(tmp_path, DATABASE_URL=db_url, SECRET_KEY="a secret that is long enough")
    await _stamp(database, "2999_01_01")
    try:
        assert "newer" in await asyncio.to_thread(refusal, known)
    finally:
        await _stamp(database, schema.NEWEST)


async def _stamp(database: Database, revision: str) -> None:
    stamp = text("UPDATE alembic_version SET version_num = :revision")
    await database.write(lambda db: db.execute(stamp, {"revision": revision}).rowcount)


def test_nothing_heavy_is_imported_to_serve_the_web_chat() -> None:
    code = "import sys, bot.app; print(*[m for m in sys.modules if m.split('.')[0] in sys.argv])"
    heavy = ["aiogram", "telegram", "pyxform", "matplotlib", "openpyxl", "sklearn", "alembic"]
    done = subprocess.run([sys.executable, "-c", code, *heavy], cwd=HOUSE, capture_output=True, text=True)
    assert done.stdout.split() == [], done.stderr
