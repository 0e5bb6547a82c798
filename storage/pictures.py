"""A picture as it may be kept: what it shows, and nothing of what a camera wrote beside it.

It is drawn anew, so place, time and make of the camera are gone, and so is anything hidden in the file.
"""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from storage.errors import StorageError

LONGEST_SIDE = 2560
MOST_PIXELS = 60_000_000
_MAGIC = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"RIFF", "WEBP"))


class NotAPicture(StorageError):
    """The bytes are no picture of a kind that we can draw, or far too large a one."""


def looks_like(data: bytes) -> bool:
    return _form(data) is not None


def redraw(data: bytes) -> bytes:
    """The picture as a JPEG, upright, at most 2560 pixels a side. Takes time: not for the event loop."""
    form = _form(data)
    if form is None:
        raise NotAPicture("not JPEG, PNG or WebP")
    try:
        with Image.open(BytesIO(data), formats=[form]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAPicture("more than 60 million pixels")
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _jpeg(upright)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAPicture("damaged") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotAPicture("far too large") from error


def _form(data: bytes) -> str | None:
    return next((form for magic, form in _MAGIC if data.startswith(magic)), None)


def _jpeg(picture: Image.Image) -> bytes:
    """Transparent parts become white, as on paper."""
    paper = Image.new("RGB", picture.size, "white")
    shown = picture.convert("RGBA")
    paper.paste(shown, mask=shown)
    drawn = BytesIO()
    paper.save(drawn, "JPEG", quality=86, optimize=True)
    return drawn.getvalue()
