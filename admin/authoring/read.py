"""A file's bytes to tables. What it is is told by its content: names lie, and are only compared."""

import re
from collections.abc import Callable
from pathlib import PurePath

from admin.authoring.excel import read_xls, read_xlsx
from admin.authoring.findings import Finding, Place, Unreadable, warning
from admin.authoring.plain import read_csv, read_markdown
from admin.authoring.sheets import Workbook
from admin.authoring.twin import read_yaml
from dialogs.text import _

MAX_BYTES = 5 * 1024 * 1024

_BINARY: tuple[tuple[bytes, str, Callable[[bytes], Workbook]], ...] = (
    (b"PK\x03\x04", "xlsx", read_xlsx),
    (b"\xd0\xcf\x11\xe0", "xls", read_xls),
)
_PLAIN: tuple[tuple[re.Pattern[str], str, Callable[[str], Workbook]], ...] = (
    (re.compile(r"\A(?:\s*#[^\n]*\n)*\s*\|"), "md", read_markdown),
    (re.compile(r"^(?:survey|choices|settings)[ \t]*:", re.MULTILINE | re.IGNORECASE), "yaml", read_yaml),
    (re.compile(r"\A[^\n]*\n[^\n]*[,;]"), "csv", read_csv),
)
_SUFFIXES = {"yml": "yaml", "xlsm": "xlsx"}


def read(data: bytes, filename: str) -> tuple[Workbook, tuple[Finding, ...]]:
    """The tables, and a warning where the file's name says another kind; raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable("too-large", _("The file is larger than 5 MB, far more than a survey needs."))
    if not data.strip():
        raise Unreadable("empty", _("The file is empty."))
    kind, workbook = _read(data)
    if not workbook.sheets.get("survey"):
        raise Unreadable("no-survey", _("There is no sheet called “survey”, where the questions stand."))
    return workbook, _misnamed(kind, filename)


def _read(data: bytes) -> tuple[str, Workbook]:
    for magic, kind, read_binary in _BINARY:
        if data.startswith(magic):
            return kind, read_binary(data)
    text = _decoded(data)
    for pattern, kind, read_plain in _PLAIN:
        if pattern.search(text):
            return kind, read_plain(text)
    raise _unknown()


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise _unknown() from broken
    if "\0" in text:
        raise _unknown()
    return text


def _unknown() -> Unreadable:
    return Unreadable("unknown", _("This is not a survey: send an .xlsx, .xls or .yaml file."))


def _misnamed(kind: str, filename: str) -> tuple[Finding, ...]:
    suffix = PurePath(filename).suffix.lstrip(".").lower()
    named = _SUFFIXES.get(suffix, suffix)
    if named in ("", kind) or named not in ("xlsx", "xls", "yaml", "csv", "md"):
        return ()
    message = _(
        "The file is called .{suffix} but holds {kind}; it was read as such.", suffix=suffix, kind=kind
    )
    return (warning("misnamed", Place(), message),)
