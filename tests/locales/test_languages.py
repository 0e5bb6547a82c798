"""Languages are called, written and matched as their speakers would."""

import pytest

import locales


@pytest.mark.parametrize(
    ("tag", "name", "direction"),
    [
        ("fr", "Français", "ltr"),
        ("en", "English", "ltr"),
        ("ar", "العربية", "rtl"),
        ("fa", "فارسی", "rtl"),
        ("pt-BR", "Português (Brasil)", "ltr"),
        ("zh-Hans", "中文 (简体)", "ltr"),
        ("gcf", "gcf", "ltr"),
        ("not a tag", "not a tag", "ltr"),
        ("", "", "ltr"),
    ],
)
def test_a_language_has_its_own_name_and_direction(tag: str, name: str, direction: str) -> None:
    assert (locales.own_name(tag), locales.direction(tag)) == (name, direction)


@pytest.mark.parametrize(
    ("wanted", "have", "best"),
    [
        ("fr", ["en", "fr"], "fr"),
        ("fr-BE", ["en", "fr"], "fr"),
        ("FR_be", ["en", "fr"], "fr"),
        ("pt", ["pt-PT", "pt-BR"], "pt-BR"),
        ("pt-PT", ["pt-BR", "pt-PT"], "pt-PT"),
        ("pt-AO", ["pt-BR"], "pt-BR"),
        ("zh-TW", ["zh-Hans", "zh-Hant"], "zh-Hant"),
        ("zh-HK", ["zh-Hans"], None),
        ("zh", ["zh-Hant", "zh-Hans"], "zh-Hans"),
        ("zh-Hant-HK", ["zh-Hans", "zh-Hant"], "zh-Hant"),
        ("sr-Latn", ["sr"], None),
        ("de", ["en", "fr"], None),
        ("xx-yy", ["en"], None),
        ("", ["en"], None),
    ],
)
def test_a_language_is_served_by_one_its_speakers_read(
    wanted: str, have: list[str], best: str | None
) -> None:
    assert locales.best(wanted, have) == best


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("français", "fr"),
        ("FRANCAIS", "fr"),
        (" Deutsch ", "de"),
        ("chinese", "zh"),
        ("chinois", "zh"),
        ("中文", "zh"),
        ("العربية", "ar"),
        ("Türkçe", "tr"),
        ("turc", "tr"),
        ("ukrainien", "uk"),
        ("Українська", "uk"),
        ("klingon des rues", None),
        ("", None),
    ],
)
def test_a_language_is_known_by_its_name(name: str, tag: str | None) -> None:
    assert locales.named(name) == tag
