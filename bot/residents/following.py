"""What some facts of a turn ask of the house, beyond being recorded."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import previews
from bot.residents import proposing
from bot.talk import Done, Talk
from dialogs.text import Verbatim, _
from dialogs.turn import Fact, HearBack, Paused, Reply, Sent, Spoke
from storage import tickets


def follow(talk: Talk, done: Done) -> Done:
    """`done`, and what its facts bring with them; of a preview that was sent, nothing stays."""
    if previews.ended(done):
        return previews.end(talk, done)
    for fact in done.turn.facts if done.turn else ():
        also = FOLLOWED.get(type(fact))
        if also:
            with talk.db.begin_nested():
                done = also(talk, done, fact)
    return done


def _spoke(talk: Talk, done: Done, fact: Fact) -> Done:
    """The language stays with the respondent."""
    language = fact.language if isinstance(fact, Spoke) else None
    return replace(done, person=replace(done.person, language=language))


def _hear_back(talk: Talk, done: Done, fact: Fact) -> Done:
    """Who wants to hear from us again has not stopped. It is the last that an idea box asks."""
    given = isinstance(fact, HearBack) and fact.given
    done = replace(done, person=replace(done.person, stopped=done.person.stopped and not given))
    return proposing.back(talk, done) if _in_idea_box(done) else done


def _sent(talk: Talk, done: Done, fact: Fact) -> Done:
    """What an idea box receives is an idea; who left a survey for it goes on there, unless more is asked."""
    if not isinstance(fact, Sent) or not _in_idea_box(done):
        return done
    done = proposing.sent(talk, done, fact)
    settled = done.turn is not None and done.turn.session.hear_back is not None
    return proposing.back(talk, done) if settled else done


def _in_idea_box(done: Done) -> bool:
    return done.stored is not None and done.stored.campaign.kind == "ideas" and not done.stored.preview


def _paused(talk: Talk, done: Done, fact: Fact) -> Done:
    """A link that takes the answers to another device."""
    if done.stored is None:
        return done
    code = tickets.resume(talk.db, talk.house.keys, done.person.id, done.stored.id, talk.now)
    link = Reply(
        (
            _("On another device, this link brings you back to them until tomorrow:"),
            Verbatim(talk.house.link(code)),
        ),
        appends=True,
    )
    return replace(done, replies=(*done.replies, link))


FOLLOWED: Mapping[type[Fact], Callable[[Talk, Done, Fact], Done]] = {
    Spoke: _spoke,
    HearBack: _hear_back,
    Paused: _paused,
    Sent: _sent,
}
