"""Addresses are sealed, found by a keyed hash, and the database knows its key."""

import stat
from pathlib import Path

import pytest

from storage import keys
from storage.database import Database
from storage.keys import Keys, SecretRefused, WrongKey

OURS = Keys(b"a secret of our own, for tests")
OTHERS = Keys(b"a secret of somebody else's here")


def test_what_is_sealed_is_read_again_with_the_same_key_only() -> None:
    sealed = OURS.seal("telegram:42")
    assert OURS.unseal(sealed) == "telegram:42"
    assert b"telegram" not in sealed
    with pytest.raises(WrongKey):
        OTHERS.unseal(sealed)


def test_the_same_text_is_never_sealed_alike() -> None:
    assert OURS.seal("telegram:42") != OURS.seal("telegram:42")


@pytest.mark.parametrize("place", [0, 11, 12, -1])
def test_a_flipped_byte_is_noticed(place: int) -> None:
    sealed = bytearray(OURS.seal("telegram:42"))
    sealed[place] ^= 1
    with pytest.raises(WrongKey):
        OURS.unseal(bytes(sealed))


def test_an_address_is_looked_up_by_a_hash_that_needs_the_key() -> None:
    assert OURS.lookup("telegram:42") == OURS.lookup("telegram:42")
    assert len(OURS.lookup("telegram:42")) == 32
    assert OURS.lookup("telegram:42") != OTHERS.lookup("telegram:42")
    assert OURS.lookup("telegram:42") != OURS.lookup("telegram:43")


def test_the_key_id_names_the_secret_without_telling_it() -> None:
    assert OURS.key_id == Keys(b"a secret of our own, for tests").key_id
    assert OURS.key_id != OTHERS.key_id
    assert len(OURS.key_id) == 16


@pytest.mark.parametrize(
    ("purpose", "text", "holds"),
    [
        ("csrf", "cookie", True),
        ("csrf", "another", False),
        ("media", "cookie", False),
        ("csrf\0cookie", "", False),
    ],
)
def test_a_token_holds_for_what_it_was_made_for(purpose: str, text: str, holds: bool) -> None:
    assert OURS.holds(OURS.token("csrf", "cookie"), purpose, text) is holds


@pytest.mark.parametrize("token", ["", "é", "0" * 64, "x" * 10_000])
def test_anything_else_is_no_token(token: str) -> None:
    assert not OURS.holds(token, "csrf", "cookie")


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = keys.secret("", folder, "sqlite")
    assert keys.secret("", folder, "sqlite") == first
    assert stat.S_IMODE((folder / "secret.key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret.key"]


def test_the_secret_of_the_environment_wins(tmp_path: Path) -> None:
    assert keys.secret("given by the operator", tmp_path, "postgresql") == b"given by the operator"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("given", "dialect"), [("", "postgresql"), ("too short", "sqlite")])
def test_a_secret_that_cannot_serve_is_refused(given: str, dialect: str, tmp_path: Path) -> None:
    with pytest.raises(SecretRefused):
        keys.secret(given, tmp_path, dialect)


def test_an_emptied_secret_file_is_not_silently_replaced(tmp_path: Path) -> None:
    (tmp_path / "secret.key").touch()
    with pytest.raises(SecretRefused):
        keys.secret("", tmp_path, "sqlite")


async def test_a_database_refuses_another_key_than_its_own(database: Database) -> None:
    await database.write(keys.check, OURS)
    await database.write(keys.check, OURS)
    with pytest.raises(WrongKey):
        await database.write(keys.check, OTHERS)
