"""A PostgreSQL server that a test may stop, freeze and begin again. It commits as one in service does."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import postgres

CAREFUL = "synchronous_commit=on"
"""An immediate stop is like a kill: what was only promised to be written is gone."""


@dataclass
class DatabaseServer:
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return postgres.address(self.folder).render_as_string(hide_password=False)

    def stop(self) -> None:
        """At once, without a word to those who are connected."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(10)

    def begin(self) -> None:
        self.process = postgres.start(self.folder, CAREFUL)

    def freeze(self) -> None:
        self._sign(signal.SIGSTOP)

    def thaw(self) -> None:
        self._sign(signal.SIGCONT)

    def _sign(self, number: int) -> None:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        for pid in (self.process.pid, *map(int, children.split())):
            with suppress(ProcessLookupError):
                os.kill(pid, number)


@contextmanager
def database_server() -> Iterator[DatabaseServer]:
    folder = Path(tempfile.mkdtemp(prefix="parvis-pg-"))
    postgres.initialise(folder)
    server = DatabaseServer(folder, postgres.start(folder, CAREFUL))
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.thaw()
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
