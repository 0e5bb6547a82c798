"""The town's colour, made readable: text that the page sets in it or on it has a contrast of at least 7 to 1.

A town picks its colour for a flag, not for a screen. It is kept where it is a surface, and drawn
towards black or white where it is a letter or a line.
"""

from dataclasses import dataclass
from typing import TypeAlias

Rgb: TypeAlias = tuple[int, int, int]

WHITE: Rgb = (255, 255, 255)
INK: Rgb = (0x1B, 0x1F, 0x24)
PAPER: Rgb = (0xF6, 0xF4, 0xEF)
NIGHT: Rgb = (0x15, 0x18, 0x1B)
MOON: Rgb = (0xEC, 0xEA, 0xE4)
AAA = 7.0


@dataclass(frozen=True, slots=True)
class Palette:
    """`surface` bears `on_surface`; `accent` is read on paper, `accent_dark` on night; `said` is a bubble."""

    surface: Rgb
    on_surface: Rgb
    accent: Rgb
    accent_dark: Rgb
    said: Rgb
    said_dark: Rgb
    moved: bool
    """Whether the town's colour had to be changed to be readable as a surface."""


def palette(colour: str) -> Palette:
    town = _read(colour)
    on_surface = max((WHITE, INK), key=lambda ink: contrast(ink, town))
    surface = _until(town, on_surface, INK if on_surface == WHITE else WHITE)
    return Palette(
        surface=surface,
        on_surface=on_surface,
        accent=_until(town, PAPER, (0, 0, 0)),
        accent_dark=_until(town, NIGHT, WHITE),
        said=_until(_mix(town, PAPER, 0.78), INK, WHITE),
        said_dark=_until(_mix(town, NIGHT, 0.66), MOON, (0, 0, 0)),
        moved=surface != town,
    )


def stylesheet(colours: Palette) -> str:
    """The palette as custom properties, for the page's own stylesheet to use."""
    light = {
        "town": colours.surface,
        "on-town": colours.on_surface,
        "accent": colours.accent,
        "said": colours.said,
        "ink": INK,
        "paper": PAPER,
    }
    dark = {"accent": colours.accent_dark, "said": colours.said_dark, "ink": MOON, "paper": NIGHT}
    return (
        f":root{{{_properties(light)}}}\n@media (prefers-color-scheme:dark){{:root{{{_properties(dark)}}}}}\n"
    )


def contrast(one: Rgb, other: Rgb) -> float:
    """WCAG's ratio of the two, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _until(colour: Rgb, against: Rgb, towards: Rgb) -> Rgb:
    """`colour`, drawn towards another no further than it takes to be read against a third."""
    steps = (_mix(colour, towards, step / 40) for step in range(41))
    return next((found for found in steps if contrast(found, against) >= AAA), towards)


def _mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: Rgb) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _read(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _properties(colours: dict[str, Rgb]) -> str:
    return ";".join(
        f"--{name}:#{red:02x}{green:02x}{blue:02x}" for name, (red, green, blue) in colours.items()
    )
