"""A card as Telegram shows it: plain text with entities beside it, in pieces that are not too long.

Entities need no escaping, so nothing a resident wrote can become markup. Telegram counts
text in UTF-16 units, and takes at most 4,096 of them in a message.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.channel import Card, CardLine, Span

LONGEST = 4096

Line: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """An entity, of which either library has a class: `length` units of the text from `offset` on look so."""

    kind: str
    offset: int
    length: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What goes into one message."""

    text: str
    looks: tuple[Look, ...] = ()


def pieces(card: Card) -> list[Piece]:
    """The card's text, in as few messages as will hold it; none if it says nothing."""
    gathered: list[list[Line]] = []
    room = 0
    for line in (short for whole in lines(card) for short in _cut(whole)):
        needed = _units(line) + 1
        if needed > room:
            gathered.append([])
            room = LONGEST + 1
        gathered[-1].append(line)
        room -= needed
    return [_piece(group) for group in gathered]


def lines(card: Card) -> Iterator[Line]:
    """The lines of a card, top to bottom: what was answered, where we are, what is asked."""
    if card.notice and not card.edits:
        yield (Span(card.notice),)
    for done in card.done if card.edits else card.done[-1:]:
        yield (Span(f"✓ {_line(done)}"),)
    if card.section:
        yield (Span(card.section, bold=True),)
    if card.head and not card.body:
        yield (Span(card.head),)
    for number, paragraph in enumerate(card.body):
        yield (Span(f"{card.head} · "), *paragraph) if card.head and not number else paragraph
    if card.hint:
        yield (Span(card.hint, italic=True),)
    for line in card.lines:
        yield (Span(f"· {_line(line)}"),)


def _line(line: CardLine) -> str:
    if line.label and line.value:
        return f"{line.label} : {line.value}"
    return line.label or line.value


def units(text: str) -> int:
    """The length of `text` as Telegram counts it."""
    return len(text) if text.isascii() else len(text) + sum(letter > "\uffff" for letter in text)


def cut(text: str, limit: int) -> str:
    """`text`, its end left out where it is longer than `limit`; no character is torn."""
    if units(text) <= limit:
        return text
    kept = text.encode("utf-16-le")[: 2 * (limit - 1)]
    return kept.decode("utf-16-le", "ignore") + "…"


def _units(line: Line) -> int:
    return sum(units(span.text) for span in line)


def _cut(line: Line) -> Iterator[Line]:
    """A line too long for any message, as several."""
    if _units(line) <= LONGEST:
        yield line
        return
    part: list[Span] = []
    room = LONGEST
    for word in _words(line):
        if units(word.text) > room:
            yield tuple(part)
            part, room = [], LONGEST
        part.append(word)
        room -= units(word.text)
    yield tuple(part)


def _words(line: Line) -> Iterator[Span]:
    """The line in spans that may be parted: words with the space after them, or pieces of a monstrous one."""
    for span in line:
        for word in span.text.replace(" ", " \0").split("\0"):
            for start in range(0, len(word), LONGEST // 2):
                yield replace(span, text=word[start : start + LONGEST // 2])


def _piece(group: Iterable[Line]) -> Piece:
    text: list[str] = []
    looks: list[Look] = []
    at = 0
    for number, line in enumerate(group):
        for span in (Span("\n"), *line) if number else line:
            length = units(span.text)
            looks += _looks(span, at, length)
            text.append(span.text)
            at += length
    return Piece("".join(text), tuple(looks))


def _looks(span: Span, offset: int, length: int) -> Iterator[Look]:
    kinds = (("bold", span.bold), ("italic", span.italic), ("text_link", _opens(span.link)))
    for kind, wanted in kinds:
        if wanted and length:
            yield Look(kind, offset, length, span.link if kind == "text_link" else None)


def _opens(link: str) -> bool:
    """Whether Telegram would open `link`."""
    return link.startswith(("https://", "http://", "tg://"))
