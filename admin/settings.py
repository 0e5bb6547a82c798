"""The environment, read once at each entry point and handed on. `.env.example` explains every name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Network: TypeAlias = IPv4Network | IPv6Network
"""Addresses of machines: one of them, or a range."""


class SettingRefused(Exception):
    """A setting has a value that cannot be used; the sentence names it, what is wrong and the remedy."""


@dataclass(frozen=True, slots=True)
class Settings:
    database_url: str
    data_dir: Path
    host: str
    port: int
    public_url: str
    telegram_token: str
    telegram_api_url: str
    telegram_mode: str
    telegram_webhook_secret: str
    secret_key: str
    media_url: str
    trusted_proxies: tuple[Network, ...]
    default_language: str
    timezone: ZoneInfo
    town_name: str
    town_color: str
    town_logo: str
    privacy_contact: str
    min_cell: int
    log_format: str


def read(environment: Mapping[str, str]) -> Settings:
    """The settings in `environment`; an empty value is a missing one. Raises SettingRefused."""

    def get(name: str, default: str = "") -> str:
        return environment.get(name, "").strip() or default

    data_dir = Path(get("DATA_DIR", "./data"))
    port = _whole("PORT", get("PORT", "8080"), 1, 65535)
    host = get("HOST", "127.0.0.1")
    settings = Settings(
        database_url=get("DATABASE_URL", f"sqlite+aiosqlite:///{data_dir / 'parvis.db'}"),
        data_dir=data_dir,
        host=host,
        port=port,
        public_url=get("PUBLIC_URL", f"http://{host}:{port}").rstrip("/"),
        telegram_token=get("TELEGRAM_TOKEN"),
        telegram_api_url=get("TELEGRAM_API_URL", "https://api.telegram.org").rstrip("/"),
        telegram_mode=_one_of("TELEGRAM_MODE", get("TELEGRAM_MODE", "polling"), "polling", "webhook"),
        telegram_webhook_secret=get("TELEGRAM_WEBHOOK_SECRET"),
        secret_key=get("SECRET_KEY"),
        media_url=get("MEDIA_URL", str(data_dir / "media")),
        trusted_proxies=tuple(_network(p) for p in get("TRUSTED_PROXIES").split(",") if p.strip()),
        default_language=get("DEFAULT_LANGUAGE", "fr"),
        timezone=_zone(get("TIMEZONE", "Europe/Paris")),
        town_name=get("TOWN_NAME", "Valmont"),
        town_color=_matching("TOWN_COLOR", get("TOWN_COLOR", "#1c5b87"), r"#[0-9a-fA-F]{6}", "#1c5b87"),
        town_logo=get("TOWN_LOGO"),
        privacy_contact=get("PRIVACY_CONTACT"),
        min_cell=_whole("MIN_CELL", get("MIN_CELL", "5"), 3, 1000),
        log_format=_one_of("LOG_FORMAT", get("LOG_FORMAT", "text"), "text", "json"),
    )
    if settings.telegram_token:
        _matching("TELEGRAM_TOKEN", settings.telegram_token, r"\d+:[\w-]{3,}", "123456:ABC-def", secret=True)
        if settings.telegram_mode == "webhook":
            _matching(
                "TELEGRAM_WEBHOOK_SECRET",
                settings.telegram_webhook_secret,
                r"[\w-]{1,256}",
                "a long random word of letters, digits, _ and -",
                secret=True,
            )
    return settings


def _whole(name: str, value: str, lowest: int, highest: int) -> int:
    if re.fullmatch(r"[0-9]{1,9}", value) and lowest <= int(value) <= highest:
        return int(value)
    raise SettingRefused(f"{name} is {value!r}: give a whole number from {lowest} to {highest}.")


def _one_of(name: str, value: str, *allowed: str) -> str:
    if value in allowed:
        return value
    raise SettingRefused(f"{name} is {value!r}: give {' or '.join(allowed)}.")


def _matching(name: str, value: str, pattern: str, example: str, *, secret: bool = False) -> str:
    if re.fullmatch(pattern, value, re.ASCII):
        return value
    shown = "missing or malformed" if secret else repr(value)
    raise SettingRefused(f"{name} is {shown}: it should look like {example}.")


def _network(text: str) -> Network:
    try:
        return ip_network(text.strip())
    except ValueError as error:
        raise SettingRefused(
            f"TRUSTED_PROXIES has {text.strip()!r}: give addresses (10.0.0.1) or ranges (10.0.0.0/24)."
        ) from error


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingRefused(f"TIMEZONE is {name!r}: give a name such as Europe/Paris.") from error
