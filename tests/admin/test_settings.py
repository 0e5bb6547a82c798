"""The environment is read once; what cannot be used is refused in one sentence that names the remedy."""

import re
from ipaddress import ip_network
from pathlib import Path

import pytest

from admin.settings import SettingRefused, read


def test_nothing_need_be_set_to_try_it() -> None:
    settings = read({})
    assert settings.database_url == "sqlite+aiosqlite:///data/parvis.db"
    assert (settings.host, settings.port, settings.public_url) == ("127.0.0.1", 8080, "http://127.0.0.1:8080")
    assert (settings.default_language, settings.timezone.key, settings.min_cell) == ("fr", "Europe/Paris", 5)
    assert settings.telegram_token == ""


def test_an_empty_value_is_a_missing_one() -> None:
    assert read({"PORT": "", "TOWN_NAME": "  ", "MIN_CELL": " "}) == read({})


def test_every_name_is_explained_in_the_example_file() -> None:
    example = Path(".env.example").read_text(encoding="utf-8")
    explained = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    asked: set[str] = set()

    class Environment(dict[str, str]):
        def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
            asked.add(name)
            return default

    read(Environment())
    assert asked == explained


def test_the_example_file_changes_nothing() -> None:
    lines = Path(".env.example").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert read(dict(pairs)) == read({})


@pytest.mark.parametrize(
    ("name", "value", "attribute", "kept"),
    [
        ("DATA_DIR", "/var/lib/parvis", "data_dir", Path("/var/lib/parvis")),
        ("DATA_DIR", "/var/lib/parvis", "database_url", "sqlite+aiosqlite:////var/lib/parvis/parvis.db"),
        ("DATA_DIR", "/var/lib/parvis", "media_url", "/var/lib/parvis/media"),
        ("DATABASE_URL", "postgresql://parvis@db/parvis", "database_url", "postgresql://parvis@db/parvis"),
        ("PORT", "9090", "public_url", "http://127.0.0.1:9090"),
        ("PUBLIC_URL", "https://valmont.example/", "public_url", "https://valmont.example"),
        (
            "TRUSTED_PROXIES",
            " 10.0.0.1, ,10.0.0.2 ",
            "trusted_proxies",
            tuple(map(ip_network, ("10.0.0.1", "10.0.0.2"))),
        ),
        ("TELEGRAM_API_URL", "http://bots.example/", "telegram_api_url", "http://bots.example"),
        ("TELEGRAM_TOKEN", "123:ABC-def_", "telegram_token", "123:ABC-def_"),
        ("MIN_CELL", "3", "min_cell", 3),
        ("TOWN_COLOR", "#A0b1C2", "town_color", "#A0b1C2"),
        ("LOG_FORMAT", "json", "log_format", "json"),
    ],
)
def test_a_setting_is_read(name: str, value: str, attribute: str, kept: object) -> None:
    assert getattr(read({name: value}), attribute) == kept


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("PORT", "٨٠"),
        ("TRUSTED_PROXIES", "10.0.0.1, proxy.example"),
        ("MIN_CELL", "2"),
        ("MIN_CELL", "5.5"),
        ("MIN_CELL", "-5"),
        ("TELEGRAM_MODE", "push"),
        ("LOG_FORMAT", "xml"),
        ("TIMEZONE", "Paris"),
        ("TIMEZONE", "../etc/passwd"),
        ("TOWN_COLOR", "blue"),
        ("TELEGRAM_TOKEN", "not a token"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingRefused, match=name):
        read({name: value})


@pytest.mark.parametrize("secret", ["", "è", "a b", "x" * 257])
def test_a_webhook_needs_its_secret(secret: str) -> None:
    environment = {"TELEGRAM_TOKEN": "1:abc", "TELEGRAM_MODE": "webhook"}
    with pytest.raises(SettingRefused, match="TELEGRAM_WEBHOOK_SECRET"):
        read({**environment, "TELEGRAM_WEBHOOK_SECRET": secret})
    assert read({**environment, "TELEGRAM_WEBHOOK_SECRET": "long-and_random"}).telegram_mode == "webhook"


def test_a_refusal_never_shows_a_secret() -> None:
    with pytest.raises(SettingRefused) as refusal:
        read({"TELEGRAM_TOKEN": "CANARY token"})
    assert "CANARY" not in str(refusal.value)
