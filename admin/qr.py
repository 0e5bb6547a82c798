"""QR codes of entry points, for posters and screens."""

from pathlib import Path

import segno

ENDINGS = (".svg", ".png", ".pdf")
_QUIET = 4
"""Modules of white around the code, as its standard asks."""
_PIXELS = 12
"""Of a module, so that a code on a poster stays sharp."""


def write(link: str, path: Path) -> None:
    """The code of `link`, in the format of the file's ending; a quarter of it may be dirty or torn."""
    code = segno.make(link, error="q", micro=False, boost_error=False)
    code.save(str(path), border=_QUIET, scale=_PIXELS)
