"""One inbound, answered: by the engine, by a command of staff or of anybody, or by nothing at all.

A bug is caught here and nowhere else, once for each inbound: its ids are logged, the respondent gets one
apology, and their neighbours in the batch notice nothing.
"""

import logging
from dataclasses import replace

from bot import residents, staff
from bot.aim import Aim, Nothing, ToSession
from bot.channel import CHANNELS, Moved, Reach
from bot.residents import following
from bot.talk import Done, Talk, says, step
from bot.trouble import where
from dialogs import menu
from dialogs.menu import Command
from dialogs.text import _
from dialogs.turn import Attached, Kept, Reply, Said, Typed
from dialogs.typed import plain
from storage import outgoing, respondents, tickets

log = logging.getLogger(__name__)

APOLOGY = Reply(
    (_("Sorry, something went wrong on our side. Your answers so far are kept. Please try again."),),
    appends=True,
)


def answer(talk: Talk, meant: Aim) -> Done:
    try:
        return _answer(talk, meant)
    except Exception as error:
        log.error("inbound %s of respondent %d: %s", talk.inbound.key, talk.person.id, where(error))
        return says(talk, APOLOGY)


def _answer(talk: Talk, meant: Aim) -> Done:
    match meant:
        case ToSession(Typed(text)):
            return staff.complete(talk, text) or _in_session(talk, Typed(text))
        case ToSession(Attached() as sent):
            return staff.file(talk, sent) or _with_file(talk, sent)
        case ToSession(said):
            staff.turn_away(talk)
            return _in_session(talk, said)
        case Command():
            return _command(talk, meant)
        case Reach(reachable):
            return _reached(talk, reachable=reachable)
        case Moved(address):
            respondents.move(talk.db, talk.house.keys, talk.person.address_id, address)
            return says(talk)
        case Nothing():
            return says(talk)


def _with_file(talk: Talk, sent: Attached) -> Done:
    """A file that answers nothing goes at once, unless the conversation itself is to show it again."""
    done = _in_session(talk, sent)
    facts = done.turn.facts if done.turn else ()
    answers = any(isinstance(fact, Kept) and fact.answer.value == sent.name for fact in facts)
    if answers or not sent.name or CHANNELS[talk.inbound.channel].keeps_log:
        return done
    return replace(done, files=done.files | {sent.name})


def _in_session(talk: Talk, said: Said) -> Done:
    """Who speaks to no session is shown what can be answered now."""
    if talk.stored is None:
        done = _command(talk, Command("start"))
    else:
        done = following.follow(talk, step(talk, talk.stored, said))
    command = _named(talk, done, said.text) if isinstance(said, Typed) else None
    return _command(talk, command) if command else done


def _named(talk: Talk, done: Done, text: str) -> Command | None:
    """The command whose button reads as what was typed, or bears that code, where nothing else was meant."""
    if done.turn and (done.turn.facts or done.turn.session.slips):
        return None
    reader = talk.reader(done.stored)
    for button in (button for reply in done.replies for row in reply.buttons for button in row):
        command = menu.command(button.press)
        if command and plain(text) in (plain(reader.words(button.label)), plain(command.argument)):
            return command
    return None


def _command(talk: Talk, command: Command) -> Done:
    """A command may write before it fails: then all of it is undone."""
    if _writes_once(command):
        return staff.answer(talk, command) or residents.answer(talk, command)
    with talk.db.begin_nested():
        return staff.answer(talk, command) or residents.answer(talk, command)


def _writes_once(command: Command) -> bool:
    """A hall comes in all at once: who opens a campaign writes one row at most, and needs no savepoint."""
    return command.name == "start" and tickets.kind_of(command.argument) is None


def _reached(talk: Talk, *, reachable: bool) -> Done:
    at = [talk.person.address_id]
    if reachable:
        respondents.unblock(talk.db, at)
    else:
        respondents.block(talk.db, at, talk.now)
        outgoing.forget(talk.db, at)
    return says(talk)
