"""Kinds of files that are kept as they were sent: recordings and documents, told by their ending.

A page, a picture that is a program, anything that runs: none of these has a place here. What a camera
wrote of the place into a recording is blanked.
"""

import re

RECORDINGS = {
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".mov": "video/quicktime",
    ".3gp": "video/3gpp",
}
DOCUMENTS = {
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".rtf": "application/rtf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_TYPES = RECORDINGS | DOCUMENTS
_PICTURES = (".jpg", ".png", ".webp", ".heic")
_ENDINGS = {mime: ending for ending, mime in reversed(_TYPES.items())} | {
    "audio/webm": ".webm",
    "audio/x-m4a": ".m4a",
    "audio/x-wav": ".wav",
}
_PLACE = re.compile(rb"[+-]\d{2}\.\d{3,8}[+-]\d{3}\.\d{3,8}(?:[+-]\d{1,5}(?:\.\d{1,6})?)?/")


def ending(title: str, mime: str) -> str:
    """The ending under which a file is kept, by what its sender calls it, else by its type; "" if by none."""
    suffix = "." + title.lower().rpartition(".")[2]
    return suffix if suffix in _TYPES else _ENDINGS.get(mime.partition(";")[0].strip().lower(), "")


def kind(ending: str, mime: str = "") -> str:
    """audio, video or file; an ending that serves for both sounds and films is told by the type."""
    if ending not in RECORDINGS:
        return "file"
    told = mime if mime.startswith(("audio/", "video/")) else RECORDINGS[ending]
    return told.partition("/")[0]


def mime(name: str) -> str:
    """The type of a kept file; a picture is always a JPEG, whatever it was sent as."""
    suffix = "." + name.rpartition(".")[2]
    return _TYPES.get(suffix, "image/jpeg" if suffix in _PICTURES else "application/octet-stream")


def unplaced(data: bytes) -> bytes:
    """A recording without the place (ISO 6709, as `+44.8378-000.5792/`) that a phone writes into it.

    Its length stays, since films point into themselves by counts of bytes.
    """
    return _PLACE.sub(lambda found: re.sub(rb"\d", b"0", found[0]), data)
