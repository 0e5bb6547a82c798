"""Text as the Bot API counts it: HTML taken apart into plain text and entities, in UTF-16 units."""

import re
from typing import Any

from botapi.call import Call
from botapi.trouble import bad

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "a": "text_link",
}
KINDS = frozenset(TAGS.values()) | {"bot_command", "custom_emoji", "text_mention", "url", "email", "mention"}
CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_PIECE = re.compile(r"<(?P<end>/?)(?P<tag>[^<>]*)>|&(?P<name>#x[0-9a-f]+|#\d+|\w+);|(?P<stray><)", re.I)


def units(text: str) -> int:
    """How long Telegram says that `text` is."""
    return len(text.encode("utf-16-le")) // 2


def text_of(call: Call, name: str, limit: int, too_long: str) -> tuple[str, list[dict[str, Any]]]:
    """The text and entities of a message or caption, after parsing, held to `limit` units."""
    raw, entities = call.text(name), call.nested(f"{name}_entities" if name == "caption" else "entities")
    mode = call.text("parse_mode").lower()
    if mode not in ("", "html"):
        raise bad("unsupported parse_mode")
    text, found = parse_html(raw) if mode else (raw, check_entities(raw, entities or []))
    if units(text) > limit:
        raise bad(too_long)
    return text, found


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    text, open_tags, entities, at = "", [], [], 0
    for piece in _PIECE.finditer(source):
        text += source[at : piece.start()]
        at = piece.end()
        place = len(source[: piece.start()].encode())
        if piece["stray"]:
            raise _unparsed(f'Unsupported start tag "" at byte offset {place}')
        if piece["name"]:
            text += _character(piece["name"]) or piece[0]
        elif piece["end"]:
            entities += _close(open_tags, piece["tag"].strip().lower(), text, place)
        else:
            open_tags.append((*_open(piece["tag"], place), units(text)))
    text += source[at:]
    if open_tags:
        raise _unparsed(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    return text, sorted(entities, key=lambda e: (e["offset"], -e["length"]))


def _character(name: str) -> str:
    if name[0] != "#":
        return CHARACTERS.get(name, "")
    return chr(int(name[2:], 16) if name[1] in "xX" else int(name[1:]))


def _open(tag: str, place: int) -> tuple[str, str]:
    name, _, rest = tag.partition(" ")
    if name.lower() not in TAGS:
        raise _unparsed(f'Unsupported start tag "{name}" at byte offset {place}')
    link = re.search(r"href=[\"']([^\"']*)[\"']", rest)
    return name.lower(), link[1] if link else ""


def _close(open_tags: list[tuple[str, str, int]], tag: str, text: str, place: int) -> list[dict[str, Any]]:
    if not open_tags:
        raise _unparsed(f"Unexpected end tag at byte offset {place}")
    name, link, start = open_tags.pop()
    if tag not in ("", name):
        raise _unparsed(f'Unmatched end tag at byte offset {place}, expected "</{name}>", found "</{tag}>"')
    if (length := units(text) - start) <= 0:
        return []
    entity: dict[str, Any] = {"type": TAGS[name], "offset": start, "length": length}
    if name != "a":
        return [entity]
    return [entity | {"url": parse_html(link)[0]}] if link else []


def check_entities(text: str, entities: Any) -> list[dict[str, Any]]:
    """Entities given beside the text: known kinds, inside the text, never splitting a character."""
    if not isinstance(entities, list):
        raise bad("can't parse entities: expected an Array")
    edges = {0}
    for character in text:
        edges.add(max(edges) + units(character))
    for entity in entities:
        if entity.get("type") not in KINDS:
            raise bad("can't parse MessageEntity: unsupported type")
        start = int(entity["offset"])
        if start not in edges or start + int(entity["length"]) not in edges:
            raise _unparsed("entity begins or ends in a middle of a UTF-16 symbol or beyond the text")
    return entities


def _unparsed(reason: str) -> Exception:
    return bad(f"can't parse entities: {reason}")
