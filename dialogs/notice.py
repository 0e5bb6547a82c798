"""The first message: who asks, how long it takes, what becomes of the answers, and the four ways on.

Nothing is asked before it has been shown. Its version is kept with the moment of « Commencer »: a change
of wording is a new version.
"""

import re

from dialogs.card import session_button
from dialogs.path import Path
from dialogs.survey import Language
from dialogs.text import Msg, Text, Verbatim, _, ngettext
from dialogs.turn import Button, Reply

VERSION = "1"

_SECONDS_A_QUESTION = 16
_CODE = re.compile(r"\s*\([^()]*\)\s*$")

PREVIEW = _("This is a preview: nothing you answer is counted, and all of it is deleted.")


def card(path: Path) -> Reply:
    campaign = path.session.campaign
    town, title = campaign.town, campaign.title
    preview = (PREVIEW,) if campaign.preview else ()
    hello = _("Hello! This is {town}, for “{title}”.", town=town, title=title)
    return Reply((*preview, hello, *_what(path), _until(path), *_elsewhere(path)), buttons=buttons(path))


def buttons(path: Path) -> tuple[tuple[Button, ...], ...]:
    begin = session_button(path, _("Begin"), "begin", primary=True)
    more = session_button(path, _("More information"), "more")
    minor = session_button(path, _("I am under 15"), "minor")
    return (*_with_languages(begin, other_languages(path)), (more, minor))


def _with_languages(begin: Button, others: tuple[Button, ...]) -> tuple[tuple[Button, ...], ...]:
    """One other language stands beside « Begin », more of them in rows below."""
    if len(others) == 1:
        return ((begin, *others),)
    return ((begin,), *(others[n : n + 3] for n in range(0, len(others), 3)))


def other_languages(path: Path) -> tuple[Button, ...]:
    """A button for each language of the survey but the one now spoken, by its own name."""
    spoken = path.session.language or path.survey.default_language
    others = (language for language in path.survey.languages if language.key != spoken)
    return tuple(session_button(path, name(language), f"lang:{language.key}") for language in others)


def name(language: Language) -> Verbatim:
    return Verbatim(_CODE.sub("", language.name) or language.name)


def _what(path: Path) -> tuple[Text, ...]:
    campaign = path.session.campaign
    if campaign.ideas:
        return (
            _("Tell us your idea in a few steps. You can stop at any time with /stop."),
            _("Your idea may be published, without your name."),
        )
    count = len(path.questions)
    return (
        ngettext("{n} question, {minutes}.", "{n} questions, {minutes}.", count, minutes=minutes(count)),
        _("Answering is up to you, and you can stop with /stop."),
        _("We only publish totals, never for groups under {k} people.", k=campaign.min_cell),
    )


def minutes(questions: int) -> Msg:
    """How long so many questions take, as people are told."""
    return ngettext("{n} minute", "{n} minutes", max(1, round(questions * _SECONDS_A_QUESTION / 60)))


def _until(path: Path) -> Text:
    day = path.session.campaign.deletes_on
    if day is None:
        return _("Details and your rights: /privacy")
    return _("Your answers are erased on {day}. Details and your rights: /privacy", day=day)


def _elsewhere(path: Path) -> tuple[Text, ...]:
    campaign = path.session.campaign
    if campaign.channel != "telegram" or not campaign.web_link:
        return ()
    return (_("Telegram is outside Europe. Without it: {link}", link=campaign.web_link),)
