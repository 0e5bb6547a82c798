"""What a broadcast says: thanks to those who took part, how many they were, and where the results are.

The figures are those of the moment when staff decided; they are kept with it, so that everybody reads
the same. Staff may add a sentence of their own, in the survey's languages.
"""

import re
from dataclasses import dataclass

import msgspec

from dialogs.survey import Survey
from dialogs.text import Localized, Msg, _, escape, fold, ngettext
from dialogs.turn import Button, Reply
from locales import best
from storage import results
from storage.campaigns import Campaign
from storage.database import Db

KIND = "thanks"
NO_WORDS = Localized(())
LONGEST = 500
"""Letters of staff's own sentence, so that all of it fits into one message."""


@dataclass(frozen=True, slots=True)
class Thanks:
    started: int
    sent: int
    words: Localized = NO_WORDS
    """Staff's own sentence."""


def thanks(db: Db, campaign: Campaign, words: Localized) -> Thanks:
    """With the figures as they stand now."""
    took_part = results.participation(db, campaign.id)
    return Thanks(took_part.started, took_part.complete, words)


def write(said: Thanks) -> str:
    return msgspec.json.encode(said).decode()


def read(text: str) -> Thanks:
    return _decoder.decode(text)


_decoder = msgspec.json.Decoder(Thanks)


def reply(said: Thanks, campaign: Campaign, public_url: str) -> Reply:
    """The message, in no language yet."""
    results_page = f"{public_url}/r/{campaign.code}"
    return Reply(
        (
            _("Thank you for taking part in “{title}”. It is closed now.", title=campaign.title),
            *_figures(said, campaign),
            *((said.words,) if said.words.texts else ()),
            _("You agreed to hear back from us. To stop: /stop"),
        ),
        buttons=((Button(_("See the results"), "", link=results_page),),),
        appends=True,
    )


def _figures(said: Thanks, campaign: Campaign) -> tuple[Msg, ...]:
    """How many took part, where that tells of no small group: not of those who gave up either."""
    k = campaign.min_cell
    if said.sent < k:
        return ()
    if campaign.kind == "ideas":
        return (ngettext("{n} idea was sent.", "{n} ideas were sent.", said.sent),)
    if said.started - said.sent < k:
        return (ngettext("{n} person sent their answers.", "{n} people sent their answers.", said.sent),)
    return (
        _("{started} people began, and {sent} sent their answers.", started=said.started, sent=said.sent),
    )


def own_words(text: str, survey: Survey) -> Localized:
    """A sentence in the survey's first language, or a line for each language: `en: Works begin in May.`"""
    keys = [language.key for language in survey.languages] or [survey.default_language]
    said: dict[str, str] = {}
    key = survey.default_language
    for line in text.splitlines():
        named = _NAMED.fullmatch(line)
        language = best(named[1], keys) if named else None
        words = line.strip()
        if named and language:
            key, words = language, named[2].strip()
        said[key] = f"{said[key]} {words}" if key in said else words
    return fold({language: escape(words) for language, words in said.items()})


_NAMED = re.compile(r"\s*([A-Za-z]{2,3}(?:-\w+)?)\s*:\s*(.+)")
