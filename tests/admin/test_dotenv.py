"""Settings may stand in a file named `.env`, in the folder that a command is started from."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("environment", "complaint"),
    [({}, "PORT is 'ninety': give a whole number from 1 to 65535."), ({"PORT": "no"}, "PORT is 'no':")],
)
def test_the_file_is_read_and_the_environment_goes_before_it(tmp_path, environment, complaint):
    (tmp_path / ".env").write_text("PORT=ninety\n")
    run = subprocess.run(
        [sys.executable, "-m", "admin", "campaigns"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(HOUSE), **environment},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert run.stderr.startswith(complaint)
