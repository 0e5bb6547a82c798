"""What is asked of a zip before it is opened: that it is small, honest about it, and only a workbook.

A file of a few kilobytes can claim to be gigabytes, so every entry is really inflated, up to a limit.
"""

import zipfile
from io import BytesIO

from admin.authoring.findings import Unreadable
from dialogs.text import _

MAX_ENTRIES = 1_000
MAX_INFLATED = 100 * 1024 * 1024
MAX_RATIO = 100
_SMALL = 1024 * 1024
"""Below this an entry may be packed as tightly as it likes: an empty sheet is."""
_CHUNK = 256 * 1024


def check_archive(data: bytes) -> None:
    """Raises Unreadable unless `data` is a workbook that is safe to open."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_contents(archive.namelist())
            _check_size(archive)
    except Unreadable:
        raise
    except Exception as broken:  # zlib.error, BadZipFile and their like have no common root
        raise Unreadable("damaged", _("The file is damaged: save it again in your spreadsheet.")) from broken


def _check_contents(names: list[str]) -> None:
    if len(names) > MAX_ENTRIES:
        raise _bomb()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable("macros", _("The workbook holds macros: save it as .xlsx without macros."))
    if "xl/workbook.xml" not in names:
        raise Unreadable(
            "not-a-workbook",
            _("This is not a workbook but another kind of file: send an .xlsx, .xls or .yaml file."),
        )


def _check_size(archive: zipfile.ZipFile) -> None:
    total = 0
    for entry in archive.infolist():
        inflated = 0
        tail = b""
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                inflated += len(chunk)
                total += len(chunk)
                if total > MAX_INFLATED or inflated > max(_SMALL, entry.compress_size * MAX_RATIO):
                    raise _bomb()
                _check_markup(entry.filename, tail + chunk)
                tail = chunk[-16:]


def _check_markup(name: str, chunk: bytes) -> None:
    """A workbook's XML never declares a DOCTYPE; one that does means to be expanded. NULs hide in UTF-16."""
    if name.lower().endswith((".xml", ".rels")) and b"<!doctype" in chunk.replace(b"\0", b"").lower():
        raise Unreadable("doctype", _("The workbook holds a DOCTYPE, which no spreadsheet writes: refused."))


def _bomb() -> Unreadable:
    return Unreadable("too-large", _("The workbook unpacks to far more than a survey needs: refused."))
