"""Ways out: no more messages, or no more data."""

from dataclasses import replace

from bot.talk import Done, Talk, says
from dialogs import pause
from dialogs.text import _
from dialogs.turn import Button, Reply
from storage import erasure, respondents

_SURE = frozenset({"yes"})


def stop(talk: Talk, argument: str) -> Done:
    """No message comes unasked any more. What was answered stays, and can be gone on with."""
    return Done(replace(talk.person, stopped=True), (pause.stopped(),))


def forget(talk: Talk, argument: str) -> Done:
    """Erases all that is known of a respondent, once they have confirmed it."""
    if argument not in _SURE:
        return says(talk, _CONFIRM)
    files = erasure.erase(talk.db, [talk.person.id], talk.now)
    again = respondents.Arrival(talk.person.address, talk.person.channel, talk.person.language)
    stranger = respondents.arrive(talk.db, talk.house.keys, [again], talk.now)[talk.person.address]
    return Done(stranger, (_FORGOTTEN,), files=files)


_CONFIRM = Reply(
    (
        _("Shall I erase your answers and all that I know of you? This cannot be undone."),
        _("Totals that were already published stay as they are: nobody can be recognised in them."),
    ),
    buttons=((Button(_("Yes, erase everything"), "/forget yes"),), (Button(_("No, keep it"), "/start"),)),
    appends=True,
)
_FORGOTTEN = Reply(
    (
        _("Done. Your answers and your address are erased."),
        _("To tell you so, I kept the address of this chat; it is erased within a day."),
    ),
    appends=True,
)
