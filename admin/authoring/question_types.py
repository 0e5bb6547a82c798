"""The types that an author may write, old spellings included."""

import re

_SELECT = re.compile(
    r"(?:(?:add )?select(?:[_ ]?(?:one|multiple|1))?(?: prompt using)?(?:[_ ]from[_ ]file|_external)?"
    r"|select all that apply(?: from)?|select one from|rank)\s+(?P<list>\S+)"
    r"(?:\s+(?:or_other|or other|or specify other))?",
    re.IGNORECASE,
)
SILENT_TYPES = frozenset({
    "calculate", "hidden", "start", "end", "today", "deviceid", "phonenumber", "username", "email", "audit",
    "simserial", "subscriberid", "start-geopoint", "background-audio", "background-geopoint", "imei",
    "csv-external", "xml-external", "xml_external", "csv_external", "instance_name",
})  # fmt: skip
BLANKED_TYPES = frozenset({
    "deviceid", "phonenumber", "username", "email", "simserial", "subscriberid", "start-geopoint", "imei",
    "background-audio", "background-geopoint",
})  # fmt: skip
"""What a device would tell about its owner by itself."""
KNOWN_TYPES = SILENT_TYPES | frozenset({
    "text", "string", "integer", "int", "decimal", "range", "date", "time", "datetime", "date time", "note",
    "acknowledge", "trigger", "geopoint", "gps", "location", "geotrace", "geoshape", "image", "photo",
    "audio", "video", "file", "barcode", "select_one", "select_multiple", "rank", "begin_group",
    "end_group", "begin_repeat", "end_repeat", "osm", "percentage", "number of days in last month",
})  # fmt: skip


def select_of(kind: str) -> str | None:
    """The list that a type of choice asks from, None for other types."""
    found = _SELECT.fullmatch(kind)
    return found["list"] if found else None


def is_multiple(kind: str) -> bool:
    return bool(re.match(r"(?:add )?select[ _](?:multiple|all)", kind, re.IGNORECASE))


def is_silent(kind: str) -> bool:
    return kind.lower() in SILENT_TYPES
