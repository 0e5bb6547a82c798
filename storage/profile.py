"""Who the bot is on its channels: learnt when it starts, needed by commands that print links."""

from sqlalchemy import select

from storage.database import Db
from storage.dialect import upsert
from storage.models.people import setting

_TELEGRAM = "telegram"


def keep_telegram(db: Db, name: str) -> None:
    """Remembers the bot's name in Telegram."""
    db.execute(upsert(db, setting, ["value"]), {"name": _TELEGRAM, "value": name})


def telegram(db: Db) -> str:
    """The bot's name in Telegram; "" if it never ran there."""
    return db.scalar(select(setting.c.value).where(setting.c.name == _TELEGRAM)) or ""
