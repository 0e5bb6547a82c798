"""The columns of an XLSForm under the one name we use for each, and how far a header is from one."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

SURVEY = frozenset({
    "type", "name", "label", "hint", "guidance_hint", "relevant", "constraint", "constraint_message",
    "required", "required_message", "readonly", "calculation", "default", "choice_filter", "appearance",
    "parameters", "repeat_count", "trigger", "image", "big-image", "audio", "video", "media", "bind",
    "body", "control", "instance", "autoplay", "note", "notes", "rows", "save_to", "query", "intent",
    "noapperrorstring", "compact_tag", "disabled", "sms_field", "sms_option",
})  # fmt: skip
CHOICES = frozenset({"list_name", "name", "label", "image", "big-image", "audio", "video", "media"})
SETTINGS = frozenset({
    "form_title", "form_id", "version", "default_language", "instance_name", "style", "public_key",
    "submission_url", "auto_send", "auto_delete", "allow_choice_duplicates", "clean_text_values", "name",
    "id_string", "title", "sms_keyword", "sms_separator", "sms_allow_media", "sms_date_format",
    "sms_datetime_format", "sms_response", "compact_prefix", "compact_delimiter", "add_none_option",
    "namespaces", "attribute", "client_editable", "instance_xmlns", "omit_instanceid",
})  # fmt: skip
TRANSLATED = ("label", "hint", "constraint_message", "required_message")
"""Columns whose text a respondent reads, so that every language needs it."""

_ALIASES = {
    "caption": "label",
    "command": "type",
    "tag": "name",
    "relevance": "relevant",
    "bind::relevant": "relevant",
    "bind::constraint": "constraint",
    "bind::required": "required",
    "bind::calculate": "calculation",
    "bind::readonly": "readonly",
    "bind::jr:constraintmsg": "constraint_message",
    "bind::jr:requiredmsg": "required_message",
    "bind::jr::constraintmsg": "constraint_message",
    "bind::jr::requiredmsg": "required_message",
    "jr:constraintmsg": "constraint_message",
    "jr:requiredmsg": "required_message",
    "constraining_message": "constraint_message",
    "requiredmsg": "required_message",
    "calculate": "calculation",
    "read_only": "readonly",
    "control::appearance": "appearance",
    "body::appearance": "appearance",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "jr::count": "repeat_count",
    "control::jr:count": "repeat_count",
    "value": "name",
    "set_form_title": "form_title",
    "title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
    "prefix": "compact_prefix",
    "no_app_error_string": "noapperrorstring",
}
_OURS = "chat::"
"""Columns of our own begin so; pyxform never sees them."""


@dataclass(frozen=True, slots=True)
class Column:
    header: str
    name: str
    language: str = ""
    """As the author named it; "" for a column without a language."""

    @property
    def ours(self) -> bool:
        return self.name.startswith(_OURS)


@cache
def column(header: str) -> Column:
    """`label::Français (fr)` is the label in that language; old spellings and colons are understood."""
    separator = "::" if "::" in header else ":"
    parts = [part.strip() for part in header.split(separator)]
    for length in range(min(len(parts), 3), 0, -1):
        known = "::".join(_fold(part) for part in parts[:length])
        if known in _ALIASES:
            return Column(header, _ALIASES[known], separator.join(parts[length:]))
    name = _fold(parts[0])
    if name == "chat":
        return Column(header, _OURS + "::".join(parts[1:]).lower())
    if name == "media" and len(parts) > 1:
        return Column(header, _fold(parts[1]), separator.join(parts[2:]))
    return Column(header, name, separator.join(parts[1:]))


def _fold(part: str) -> str:
    return part.lower().replace(" ", "_")


def nearest(name: str, known: frozenset[str]) -> str:
    """The known name that a slip of the pen most likely meant, "" if none is near."""
    return next(iter(get_close_matches(name, sorted(known), n=1, cutoff=0.75)), "")
