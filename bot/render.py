"""A reply and its reader's language to a card: here, and only here, the talk's words meet their reader."""

import re
from dataclasses import dataclass

from bot import markup
from bot.channel import Card, CardEntry, CardLine, File, Key, Span
from dialogs.text import Catalogue, Localized, Text, _, escape, say
from dialogs.turn import About, Button, Entry, Line, Picture, Reply
from locales import direction

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

PROMPTS = {
    "text": _("Your answer"),
    "number": _("Your number"),
    "date": _("Your date"),
    "time": _("Your time"),
    "datetime": _("Your day and time"),
    "place": _("Your place"),
    "image": _("Your picture"),
    "audio": _("Your recording"),
    "video": _("Your video"),
    "file": _("Your file"),
    "search": _("The first letters of your answer"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: our words come from `catalogue`, an author's from the first of `languages` that has any."""

    catalogue: Catalogue
    languages: tuple[str | None, ...] = ()

    def words(self, text: Text | None) -> str:
        """`text` on one line, without markup."""
        return markup.plain(self._marked(text)) if text else ""

    def spans(self, text: Text) -> tuple[tuple[Span, ...], ...]:
        return markup.paragraphs(self._marked(text))

    def foreign(self, text: Text | None) -> str:
        """The language of an author's text, where it is not that of our own words; else ""."""
        language = text.pick(*self.languages)[0] if isinstance(text, Localized) else ""
        return language if language != self.catalogue.language and _TAG.fullmatch(language) else ""

    def _marked(self, text: Text) -> str:
        return say(text, self.catalogue, *self.languages, quote=escape)


def render(reply: Reply, reader: Reader) -> Card:
    language = reader.catalogue.language
    return Card(
        lang=language,
        dir=direction(language),
        body=tuple(spans for text in reply.body for spans in reader.spans(text)),
        body_lang=next(filter(None, map(reader.foreign, reply.body)), ""),
        head=reader.words(reply.head),
        section=reader.words(reply.section),
        hint=reader.words(reply.hint),
        done=tuple(_line(line, reader) for line in reply.done),
        lines=tuple(_line(line, reader) for line in reply.lines),
        keys=tuple(tuple(_key(button, reader) for button in row) for row in reply.buttons),
        entry=_entry(reply.entry, reader) if reply.entry else None,
        about=_about(reply.about) if reply.about else "",
        notice=reader.words(reply.notice),
        appends=reply.appends,
        work=reply.work,
        file=_picture(reply.picture, reader) if reply.picture else None,
    )


def mine(text: Text, reader: Reader) -> Card:
    """A resident's own words, as they stand in the conversation."""
    language = reader.catalogue.language
    return Card(lang=language, dir=direction(language), body=reader.spans(text), mine=True)


def _line(line: Line, reader: Reader) -> CardLine:
    return CardLine(reader.words(line.label), reader.words(line.value), line.press)


def _key(button: Button, reader: Reader) -> Key:
    return Key(reader.words(button.label), button.press, button.chosen, button.primary, button.link)


def _entry(entry: Entry, reader: Reader) -> CardEntry:
    return CardEntry(
        kind=entry.kind,
        lowest=entry.lowest,
        highest=entry.highest,
        step=entry.step,
        multiline=entry.multiline,
        slider=entry.slider,
        prompt=reader.words(PROMPTS.get(entry.kind, PROMPTS["text"])),
    )


def _picture(picture: Picture, reader: Reader) -> File:
    """As the media store keeps every photo: drawn anew, a JPEG."""
    title = reader.words(picture.title)
    return File(picture.name, "image/jpeg", title, title)


def _about(about: About) -> str:
    return f"{about.session}:{about.question}:{about.revision}"
