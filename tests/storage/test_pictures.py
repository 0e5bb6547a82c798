"""A picture is drawn anew: what it shows stays, what the camera wrote beside it goes."""

from io import BytesIO

import pytest
from PIL import Image

from storage import pictures
from storage.pictures import NotAPicture, redraw

_ORIENTATION, _MAKE, _GPS = 0x0112, 0x010F, 0x8825


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **exif: object) -> bytes:
    image = Image.new(mode, size, (200, 30, 30, 0)[: len(mode)])
    notes = image.getexif()
    for name, value in exif.items():
        notes[{"turned": _ORIENTATION, "make": _MAKE}[name]] = value
    if exif:
        notes.get_ifd(_GPS)[1] = "N"
    drawn = BytesIO()
    image.save(drawn, form, exif=notes)
    return drawn.getvalue()


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "L"), ("WEBP", "RGB")])
def test_every_kind_becomes_a_jpeg_of_the_same_size(form: str, mode: str) -> None:
    with Image.open(BytesIO(redraw(picture(form, mode=mode)))) as drawn:
        assert (drawn.format, drawn.size) == ("JPEG", (40, 20))


def test_what_the_camera_wrote_is_gone_and_the_picture_stands_upright() -> None:
    taken = picture(turned=6, make="CANARY")
    assert b"CANARY" in taken
    kept = redraw(taken)
    assert b"CANARY" not in kept
    with Image.open(BytesIO(kept)) as drawn:
        assert drawn.size == (20, 40)
        assert not drawn.getexif()


def test_a_large_picture_is_made_smaller() -> None:
    with Image.open(BytesIO(redraw(picture(size=(4000, 1000))))) as drawn:
        assert drawn.size == (2560, 640)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\nno",
        b"PK\x03\x04",
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        redraw(data)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_drawn(monkeypatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)
    with pytest.raises(NotAPicture):
        redraw(picture())
