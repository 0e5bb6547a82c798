"""The bot as a process of its own, seen from the test: begun, killed, begun again."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from aiohttp import ClientError, ClientSession

SERVE = Path(__file__).parent / "serve.py"
HOUSE = SERVE.parent.parent.parent


@dataclass(frozen=True)
class Death:
    """`before` or `after` (the moment) the nth commit of a function of this name."""

    work: str
    moment: str
    nth: int


@dataclass
class Life:
    number: int
    over: "asyncio.Task[bytes]"

    @property
    def alive(self) -> bool:
        return not self.over.done()

    async def kill(self) -> None:
        """Ends it without a word, if it has not ended by itself."""
        self.sign(signal.SIGKILL)
        await self.ended()

    def sign(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.number, number)

    async def ended(self) -> int:
        return int(await self.over)


@dataclass
class Nursery:
    """The process that has imported everything, from which lives are forked."""

    process: "subprocess.Popen[bytes]"
    log: Path

    async def begin(self, environment: dict[str, str], death: Death | None) -> Life:
        life = {"environment": environment, "death": asdict(death) if death else None}
        assert self.process.stdin
        self.process.stdin.write(json.dumps(life).encode() + b"\n")
        self.process.stdin.flush()
        return Life(int(await self._line()), asyncio.ensure_future(self._line()))

    async def _line(self) -> bytes:
        assert self.process.stdout
        return await asyncio.to_thread(self.process.stdout.readline)


@contextmanager
def nursery(folder: Path) -> Iterator[Nursery]:
    log = folder / "bot.log"
    pipe = subprocess.PIPE
    environment = {**os.environ, "PYTHONPATH": str(HOUSE)}
    with log.open("wb") as errors:
        command = [sys.executable, SERVE]
        process = subprocess.Popen(
            command, cwd=HOUSE, env=environment, stdin=pipe, stdout=pipe, stderr=errors
        )
    try:
        yield Nursery(process, log)
    finally:
        process.communicate(timeout=10)  # it ends when nobody can ask for another life


@dataclass
class Cradle:
    """Where lives begin, one after the other; all listen at one address."""

    nursery: Nursery
    environment: dict[str, str]
    newest: Life | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.environment['PORT']}"

    async def begin(self, death: Death | None = None, **settings: str) -> Life:
        self.newest = await self.nursery.begin(self.environment | settings, death)
        return self.newest

    async def listens(self) -> None:
        """Returns once the bot answers."""
        async with asyncio.timeout(20), ClientSession() as http:
            while True:
                with suppress(ClientError):
                    async with http.get(f"{self.address}/healthz") as answer:
                        assert answer.status == 200
                        return
                await asyncio.sleep(0.01)

    @asynccontextmanager
    async def living(self, **settings: str) -> AsyncIterator[Life]:
        """A life that is expected to last until it is told to stop."""
        life = await self.begin(**settings)
        try:
            await self.listens()
            yield life
            assert life.alive, self.nursery.log.read_text()[-4000:]
        finally:
            life.sign(signal.SIGTERM)
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(life.over), 15)
            await life.kill()


@asynccontextmanager
async def cradle(nursery: Nursery, folder: Path, **settings: str) -> AsyncIterator[Cradle]:
    """`settings` are those of every life that begins in it."""
    environment = {
        "DATA_DIR": str(folder / "data"),
        "PORT": str(free_port()),
        "SECRET_KEY": "a secret for tests, long enough",
        **settings,
    }
    bot = Cradle(nursery, environment)
    try:
        yield bot
    finally:
        if bot.newest:
            await bot.newest.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
