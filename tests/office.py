"""The office of the town: staff who command by chat, and the worker that makes what they ask for."""

from pathlib import Path

from player import Direct
from town import Town

from bot.channel import Outgoing
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


class Office:
    """Real work in real processes, whose outcomes reach the one who asked."""

    def __init__(self, town: Town, db_url: str, folder: Path) -> None:
        self.media = Media(str(folder / "media"))
        self._heard: list[Outgoing] = []
        environment = {
            "DATABASE_URL": db_url,
            "DATA_DIR": str(folder),
            "PUBLIC_URL": town.house.public_url,
            "SECRET_KEY": SECRET,
        }
        self._worker = Worker(
            town.database,
            self.media,
            Finishing(town.house).finish,
            town.clock,
            environment,
            on_commit=[self._heard.extend],
        )

    async def works(self, player: Direct) -> None:
        """All that is waiting is done; `player`, who asked for it, sees what came of it."""
        self._heard.clear()
        while await self._worker.one():
            pass
        await player.hears(tuple(self._heard))

    async def sends(self, player: Direct, data: bytes, filename: str) -> None:
        """A file, as a channel hands it over, and then what came of reading it."""
        name = await self.media.put_made(data, filename)
        await player.brings(Attached("file", name, filename))
        await self.works(player)
