"""Which language we speak with a respondent: our own languages, and those of the survey they answer."""

from dataclasses import replace

import locales
from bot.residents.start import greet
from bot.talk import Done, Talk, says, show
from dialogs.text import Verbatim, _
from dialogs.turn import Button, Reply

_IN_A_ROW = 2


def language(talk: Talk, argument: str) -> Done:
    """Speaks the language that is named, by its tag or its name; without a name, offers them all."""
    offered = _offered(talk)
    wanted = locales.best(argument, offered) or locales.best(locales.named(argument) or "", offered)
    if not argument or wanted is None:
        return says(talk, _choice(offered, known=not argument))
    speaking = replace(talk, person=replace(talk.person, language=wanted))
    return show(speaking, talk.stored) if talk.stored else greet(speaking)


def _offered(talk: Talk) -> tuple[str, ...]:
    survey = talk.survey(talk.stored) if talk.stored else None
    theirs = [one.key for one in survey.languages if locales.direction(one.key)] if survey else []
    return tuple(dict.fromkeys([*theirs, *locales.available()]))


def _choice(offered: tuple[str, ...], *, known: bool) -> Reply:
    question = _("Which language would you like?")
    body = (question,) if known else (_("I do not speak this language yet."), question)
    buttons = [Button(Verbatim(locales.own_name(tag)), f"/language {tag}") for tag in offered]
    rows = (tuple(buttons[start : start + _IN_A_ROW]) for start in range(0, len(buttons), _IN_A_ROW))
    return Reply(body, buttons=tuple(rows), appends=True)
