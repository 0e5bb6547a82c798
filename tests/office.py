"""The office of the town: staff who command by chat, and the worker that makes what they ask for."""

import asyncio
from pathlib import Path

from player import Direct
from town import Town

from admin import settings
from admin.work.job import Job, Outcome
from admin.work.recipes import perform
from bot.finishing import Finishing
from bot.worker import Worker
from dialogs.turn import Attached
from storage import tickets
from storage.media import Media
from storage.staff import Role

SECRET = "a secret for tests, long enough"
"""That of the town's own keys."""


async def hired(town: Town, role: Role, channel: str = "web", language: str = "en") -> Direct:
    """Somebody who followed an invitation and joined the team."""
    player = Direct(town, channel, language=language)
    code = await town.database.write(tickets.invite, town.house.keys, role, "host:test", town.clock())
    await player.says(f"/start {code}")
    await player.taps({"en": "Join the team", "fr": "Rejoindre l’équipe"}[language])
    return player


class Here(Worker):
    """A worker that spares itself the second that a process takes to start."""

    async def _in_process(self, job: Job) -> Outcome:
        return await asyncio.to_thread(perform, job, settings.read(self.environment))


class Office:
    """Real work, whose outcomes reach the one who asked; in processes of their own if they are asked for."""

    def __init__(self, town: Town, db_url: str, folder: Path, worker: type[Worker] = Here) -> None:
        self.media = Media(str(folder / "media"))
        environment = {
            "DATABASE_URL": db_url,
            "DATA_DIR": str(folder),
            "PUBLIC_URL": town.house.public_url,
            "SECRET_KEY": SECRET,
        }
        finish = Finishing(town.house).finish
        self._worker = worker(town.database, self.media, finish, town.clock, environment)

    async def works(self, player: Direct) -> None:
        """All that is waiting is done; `player`, who asked for it, sees what came of it."""
        while await self._worker.one():
            pass
        player.new = []
        await player.looks()

    async def made(self, player: Direct) -> bytes:
        """The file that came of it."""
        await self.works(player)
        (file,) = (card.file for card in player.new if card.file)
        return await self.media.get(file.name)

    async def sends(
        self, player: Direct, data: bytes, filename: str, *, keep: bool = True, work: bool = True
    ) -> None:
        """A file, as a channel hands it over, and then what came of reading it."""
        name = await self.media.put_made(data, filename)
        if not keep:
            await self.media.delete(name)
        await player.brings(Attached("file", name, filename))
        if work:
            await self.works(player)
