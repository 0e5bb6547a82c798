"""Any colour a town may pick must leave a page that can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.colour import AAA, INK, MOON, NIGHT, PAPER, contrast, palette, stylesheet

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_text_in_or_on_any_colour_of_a_town_has_seven_to_one(colour: str) -> None:
    found = palette(colour)
    pairs = [
        (found.surface, found.on_surface),
        (found.accent, PAPER),
        (found.accent_dark, NIGHT),
        (found.said, INK),
        (found.said_dark, MOON),
    ]
    assert all(contrast(*pair) >= AAA for pair in pairs)


@pytest.mark.parametrize(
    ("colour", "moved"), [("#1f5f8b", True), ("#10385a", False), ("#ffd800", False), ("#808080", True)]
)
def test_a_colour_is_changed_only_when_it_bears_no_text(colour: str, moved: bool) -> None:
    found = palette(colour)
    assert found.moved == moved
    assert moved or "#{:02x}{:02x}{:02x}".format(*found.surface) == colour


def test_black_on_white_is_the_largest_contrast_there_is() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


def test_the_stylesheet_names_every_colour_for_day_and_night() -> None:
    written = stylesheet(palette("#10385a"))
    assert "--town:#10385a" in written
    assert written.count("--paper:") == 2
