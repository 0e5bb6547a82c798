"""The walls of the house stand: each import contract is kept, and fails when it is broken on purpose."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
PACKAGES = ("bot", "admin", "storage", "dialogs", "locales")
CONTRACTS = tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]

BREACHES = {
    "Imports point one way": ("storage/intruder.py", "import admin.settings"),
    "dialogs is pure": ("dialogs/intruder.py", "import asyncio"),
    "Only storage speaks SQL": ("admin/intruder.py", "import sqlalchemy"),
    "Telegram stays behind its channel": ("storage/intruder.py", "import aiogram"),
    "Channels do not know each other": ("bot/channels/web/intruder.py", "import bot.channels.telegram"),
    "pyxform stays where surveys are authored": ("bot/intruder.py", "import pyxform"),
}


def lint(house: Path) -> str:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "COLUMNS": "200"},
        capture_output=True,
        text=True,
    )
    return run.stdout + run.stderr


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages alone, in a folder where a wall may be broken."""
    house = tmp_path_factory.mktemp("house")
    for package in PACKAGES:
        shutil.copytree(
            HOUSE / package,
            house / package,
            ignore=lambda _, names: [n for n in names if "." in n and not n.endswith(".py")],
        )
    shutil.copy(HOUSE / "pyproject.toml", house)
    return house


def test_every_contract_is_kept(copied):
    printed = lint(copied)
    assert f"{len(CONTRACTS)} kept, 0 broken" in printed, printed


def test_every_contract_has_a_breach():
    assert {contract["name"] for contract in CONTRACTS} == set(BREACHES)


@pytest.mark.parametrize("name", BREACHES)
def test_a_contract_fails_when_it_is_broken(copied, name):
    place, offence = BREACHES[name]
    intruder = copied / place
    intruder.write_text(f'"""Put here to break a wall."""\n\n{offence}\n')
    try:
        assert f"{name} BROKEN" in lint(copied)
    finally:
        intruder.unlink()


@pytest.mark.parametrize(
    ("offence", "rule"),
    [
        ("import asyncio\n\nasyncio.create_task(print())\n", "asyncio.create_task"),
        ("from datetime import datetime\n\ndatetime.now()\n", "datetime.datetime.now"),
        ("import time\n\ntime.time()\n", "time.time"),
    ],
)
def test_the_clock_and_loose_tasks_are_banned(tmp_path, offence, rule):
    """The name stands in ruff's message, so the ban itself fired and not another rule."""
    run = subprocess.run(
        [
            Path(sys.executable).with_name("ruff"),
            "check",
            "--no-cache",
            "--config",
            HOUSE / "pyproject.toml",
            "--select",
            "TID251",
            "--stdin-filename",
            "bot/intruder.py",
            "-",
        ],
        input=offence,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert f"`{rule}` is banned" in run.stdout, run.stdout + run.stderr
