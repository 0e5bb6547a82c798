"""Commands that are the engine's business, in the session that is spoken to."""

from bot.residents import following
from bot.residents.opening import open_now
from bot.talk import Done, Talk, says, step
from dialogs.text import _
from dialogs.turn import Pressed


def correct(talk: Talk, argument: str) -> Done:
    return _press(talk, "correct")


def back(talk: Talk, argument: str) -> Done:
    return _press(talk, "back")


def skip(talk: Talk, argument: str) -> Done:
    return _press(talk, "skip")


def later(talk: Talk, argument: str) -> Done:
    return _press(talk, "later")


def _press(talk: Talk, op: str) -> Done:
    if talk.stored is None:
        return says(talk, open_now(talk, _("You have not taken part in anything here yet.")))
    return following.follow(talk, step(talk, talk.stored, Pressed(op)))
