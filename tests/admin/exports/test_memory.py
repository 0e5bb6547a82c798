"""An export's memory does not grow with the answers: each is weighed in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[3]
MORE = 15
"""MiB that a hundred thousand answers may take beyond a thousand, in files of several megabytes."""


def weigh(*arguments: object) -> str:
    paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    command = [sys.executable, str(Path(__file__).with_name("weighing.py")), *map(str, arguments)]
    return subprocess.check_output(command, text=True, env={**os.environ, "PYTHONPATH": paths})


def test_a_hundred_thousand_answers_take_no_more_memory_than_a_thousand(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    peaks = {}
    for sessions in (100, 10_000):
        url = f"sqlite:///{tmp_path / str(sessions)}.db"
        weigh(url, sessions)
        peaks[sessions] = int(weigh(url, sessions, tmp_path))
    record_property("peak_mib", peaks)
    assert (tmp_path / "submissions.csv").read_text(encoding="utf-8").count("\n") == 10_001
    assert peaks[10_000] < peaks[100] + MORE, peaks
