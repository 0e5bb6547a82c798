"""What is told of a file by its name and its type."""

import pytest

from storage import filetypes


@pytest.mark.parametrize(
    ("title", "mime", "ending", "kind", "kept_as"),
    [
        ("plan.PDF", "application/pdf", ".pdf", "file", "application/pdf"),
        ("plan", "application/pdf; version=1", ".pdf", "file", "application/pdf"),
        ("", "audio/ogg", ".ogg", "audio", "audio/ogg"),
        ("a.webm", "audio/webm;codecs=opus", ".webm", "audio", "video/webm"),
        ("a.webm", "", ".webm", "video", "video/webm"),
        ("a.m4a", "application/octet-stream", ".m4a", "audio", "audio/mp4"),
        ("a.html", "text/html", "", "file", "application/octet-stream"),
        ("", "", "", "file", "application/octet-stream"),
    ],
)
def test_a_file_has_an_ending_a_kind_and_a_type(
    title: str, mime: str, ending: str, kind: str, kept_as: str
) -> None:
    assert filetypes.ending(title, mime) == ending
    assert filetypes.kind(ending, mime) == kind
    assert filetypes.mime(f"abc{ending}") == kept_as


def test_a_picture_is_a_jpeg_whatever_it_was_sent_as() -> None:
    assert filetypes.mime("abc.png") == "image/jpeg"
