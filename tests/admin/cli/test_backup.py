"""A backup is whole, and whoever was erased since it was made stays erased."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import factories
import pytest
from sqlalchemy import text

from admin.__main__ import main
from storage import erasure
from storage.database import Database, Db

T = TypeVar("T")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a database of its own."""
    for name in ("DATABASE_URL", "MEDIA_URL", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DEFAULT_LANGUAGE", "en")
    assert main(["migrate"]) == 0
    return tmp_path / "data"


def inside(data: Path, work: Callable[[Db], T]) -> T:
    async def run() -> T:
        database = await Database.open(f"sqlite:///{data / 'parvis.db'}")
        try:
            return await database.write(work)
        finally:
            await database.close()

    return asyncio.run(run())


def people(db: Db) -> list[int]:
    return list(db.scalars(text("SELECT id FROM respondent ORDER BY id")))


def test_what_was_lost_comes_back_but_nobody_who_was_erased(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stays, leaves = inside(data, lambda db: (factories.respondent(db), factories.respondent(db)))
    (data / "media").mkdir()
    (data / "media" / "photo.jpg").write_bytes(b"a photo")
    assert main(["backup", str(tmp_path / "copy")]) == 0
    assert not list((tmp_path / "copy").rglob("secret*"))

    inside(data, lambda db: erasure.erase(db, [leaves], factories.AT))
    inside(data, factories.respondent)
    (data / "media" / "photo.jpg").unlink()
    assert main(["restore", str(tmp_path / "copy")]) == 0
    assert "1 person was erased again." in capsys.readouterr().out
    assert inside(data, people) == [stays]
    assert (data / "media" / "photo.jpg").read_bytes() == b"a photo"
    assert list(data.glob("parvis.db.2*"))


@pytest.mark.parametrize(
    ("command", "folder", "told"),
    [
        ("restore", "nowhere", "holds no backup."),
        ("backup", "data", "exists already: give another folder."),
        ("backup", "data/secret.key", "secret.key"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    command: str, folder: str, told: str, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "secret.key").write_text("a secret of the tests, long enough")
    capsys.readouterr()
    assert main([command, str(tmp_path / folder)]) == 1
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


def test_postgresql_has_tools_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1/none")
    assert main(["backup", str(tmp_path / "copy")]) == 1
    assert capsys.readouterr().err == "On PostgreSQL, use pg_dump and pg_restore.\n"
