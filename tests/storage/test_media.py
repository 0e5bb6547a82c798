"""Files are kept under checked names, and a picture without what the camera wrote."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from storage.media import LARGEST, Media, MediaRefused, NoSuchMedia
from storage.pictures import NotAPicture

NAME = "0123456789abcdef0123456789abcdef.jpg"


@pytest.fixture
def media(tmp_path: Path) -> Media:
    return Media(str(tmp_path / "media"))


def photo() -> bytes:
    drawn = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "CANARY"
    Image.new("RGB", (8, 8), "red").save(drawn, "JPEG", exif=exif)
    return drawn.getvalue()


async def test_a_file_is_found_under_its_name_until_it_is_deleted(media: Media) -> None:
    await media.put(NAME, b"one")
    await media.put(NAME, b"two")
    assert await media.get(NAME) == b"two"
    await media.delete(NAME, NAME)
    assert await media.find(NAME) is None
    with pytest.raises(NoSuchMedia):
        await media.get(NAME)


@pytest.mark.parametrize(
    "name", ["", "../secret.key", "/etc/passwd", "a/b.jpg", ".jpg", "a", "a.jpg\n", "é.jpg"]
)
async def test_a_name_that_leads_elsewhere_is_none(media: Media, name: str) -> None:
    assert await media.find(name) is None
    with pytest.raises(MediaRefused):
        await media.put(name, b"x")
    with pytest.raises(MediaRefused):
        await media.delete(name)


async def test_a_file_too_large_is_refused(media: Media) -> None:
    with pytest.raises(MediaRefused):
        await media.put(NAME, bytes(LARGEST + 1))


async def test_a_photo_is_kept_without_what_the_camera_wrote(media: Media) -> None:
    await media.put_picture(NAME, photo())
    kept = await media.get(NAME)
    assert b"CANARY" in photo()
    assert kept.startswith(b"\xff\xd8\xff")
    assert b"CANARY" not in kept
    with pytest.raises(NotAPicture):
        await media.put_picture(NAME, b"<svg/>")


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("a.jpg", photo(), True),
        ("a.png", b"\x89PNG\r\n\x1a\n and nothing more", False),
        ("a.xlsx", b"PK\x03\x04", True),
        ("a.yaml", b"survey: []", True),
        ("a.ogg", b"OggS", True),
        ("a.pdf", b"%PDF", True),
        ("a.html", b"<script>", False),
        ("a.svg", b"<svg/>", False),
        ("a.jpg", b"<script>", False),
    ],
)
async def test_of_what_a_channel_brings_only_what_runs_nowhere_is_kept(
    media: Media, name: str, data: bytes, kept: bool
) -> None:
    await media.keep(name, data)
    assert (await media.find(name) is not None) is kept


async def test_a_file_made_here_has_a_name_nobody_guesses(media: Media) -> None:
    first, second = [await media.put_made(b"x", "Résultats des Halles.CSV") for _ in range(2)]
    assert first != second
    assert first.endswith(".csv")
    assert await media.get(first) == b"x"


async def test_old_files_are_listed(media: Media) -> None:
    await media.put(NAME, b"x")
    now = datetime.now(UTC)
    assert await media.older_than(now + timedelta(minutes=1)) == [NAME]
    assert await media.older_than(now - timedelta(minutes=1)) == []


async def test_another_store_is_named_by_its_address() -> None:
    media = Media("memory:///")
    await media.put(NAME, b"x")
    assert await media.get(NAME) == b"x"


async def test_a_film_is_kept_without_the_place_where_it_was_made(media: Media) -> None:
    """As a phone writes it: an atom `©xyz` in the film's own data."""
    film = b"\0\0\0\x18ftypmp42 \xa9xyz\0\x12\x15\xc7+44.8378-000.5792+012.3/ mdat 3.14 +1-1"
    await media.keep("a.mp4", film)
    kept = await media.get("a.mp4")
    assert kept == film.replace(b"+44.8378-000.5792+012.3/", b"+00.0000-000.0000+000.0/")
