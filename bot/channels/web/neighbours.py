"""What other replicas of this town have promised: the pages open here look into the log again."""

from bot.channels.web.hub import Hub
from storage import outgoing
from storage.database import Database


async def hear(database: Database, hub: Hub) -> None:
    """Listens for ever. Where words may have been missed, every page looks."""
    async for word in database.listen(outgoing.NOTIFIED):
        hub.refresh(map(int, word.split(",")) if word else None)
