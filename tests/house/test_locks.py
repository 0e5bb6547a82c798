"""Both locks pin every package with a hash, name no host, and hold what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text())


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\s\[=<>~!;]", requirement, maxsplit=1)[0].lower() for requirement in requirements}


def pinned(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", (HOUSE / lock).read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_holds_hashes_and_no_address(lock):
    text = (HOUSE / lock).read_text()
    assert "://" not in text
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_holds_every_dependency():
    assert names(PROJECT["project"]["dependencies"]) <= set(pinned("requirements.lock"))
    assert names(PROJECT["dependency-groups"]["dev"]) <= set(pinned("requirements-dev.lock"))


def test_both_locks_pin_the_same_versions():
    running, developing = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert {name: developing.get(name) for name in running} == running


def test_every_setting_is_explained():
    """`.env.example` names each setting that the code reads, and no other."""
    explained = set(re.findall(r"^([A-Z_]+)=", (HOUSE / ".env.example").read_text(), re.MULTILINE))
    read = set(re.findall(r'get\("([A-Z_]+)"', (HOUSE / "admin" / "settings.py").read_text()))
    assert explained == read
