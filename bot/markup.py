"""The light markup that survey authors write, read into spans: bold, italic, links; HTML is left out.

What a person said was escaped before it was put inside a sentence (`dialogs.text.escape`): it is shown as
written, whatever it holds.
"""

import html
import re
from collections.abc import Iterator

from bot.channel import Span

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BREAK = re.compile(r"<br\s*/?>|</p>", re.IGNORECASE)
_HEADING = re.compile(r"\A#{1,6}\s+(.*?)\s*#*\Z")
_MARK = re.compile(
    r"\[(?P<text>[^\]\n]+)\]\((?P<link>[^()\s]+)\)"
    r"|\*\*(?P<stars>\S(?:.*?\S)?)\*\*"
    r"|(?<!\w)__(?P<bars>\S(?:.*?\S)?)__(?!\w)"
    r"|(?<!\w)\*(?P<star>[^\s*](?:[^*]*[^\s*])?)\*(?!\w)"
    r"|(?<!\w)_(?P<bar>[^\s_](?:[^_]*[^\s_])?)_(?!\w)"
)
_LINK = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
_SPECIAL = re.compile(r"[\\*_\[<&#\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What has none of these is one line without marks, as most labels are."""
_HELD = 0xE000
"""Escaped letters are held in Unicode's private area while marks are looked for; nobody writes there."""


def paragraphs(text: str) -> tuple[tuple[Span, ...], ...]:
    """Each line with words in it, as spans."""
    if not _SPECIAL.search(text):
        return ((Span(text.strip()),),) if text.strip() else ()
    lines = _BREAK.sub("\n", _hold(text)).splitlines()
    read = (tuple(_line(line.strip())) for line in lines)
    return tuple(spans for spans in read if spans)


def plain(text: str) -> str:
    """The words alone, on one line, for a button or a title."""
    if not _SPECIAL.search(text):
        return text.strip()
    return " ".join("".join(span.text for span in spans) for spans in paragraphs(text))


def _hold(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(_HELD + ord(found[1])), text)


def _release(text: str) -> str:
    """Entities first: a letter that was escaped is no part of one."""
    shown = html.unescape(_TAG.sub("", text))
    return "".join(chr(ord(c) - _HELD) if _HELD <= ord(c) < _HELD + 128 else c for c in shown)


def _line(line: str) -> Iterator[Span]:
    heading = _HEADING.match(line)
    return _spans(_TAG.sub("", heading[1] if heading else line), bold=heading is not None)


def _spans(text: str, *, bold: bool = False, italic: bool = False, link: str = "") -> Iterator[Span]:
    """The runs of `text`; a mark inside a mark adds its look."""
    start = 0
    for found in _MARK.finditer(text):
        if found.start() > start:
            yield Span(_release(text[start : found.start()]), bold, italic, link)
        yield from _marked(found, bold=bold, italic=italic, link=link)
        start = found.end()
    if start < len(text):
        yield Span(_release(text[start:]), bold, italic, link)


def _marked(found: re.Match[str], *, bold: bool, italic: bool, link: str) -> Iterator[Span]:
    if found["link"]:
        target = _release(found["link"])
        return _spans(found["text"], bold=bold, italic=italic, link=target if _LINK.fullmatch(target) else "")
    strong = found["stars"] or found["bars"]
    if strong:
        return _spans(strong, bold=True, italic=italic, link=link)
    return _spans(found["star"] or found["bar"], bold=bold, italic=True, link=link)
