"""What a wave of turns changed, kept in a handful of statements for all of them."""

from collections.abc import Iterator, Sequence

from bot.talk import Taken
from dialogs.survey import Question, Survey
from dialogs.turn import AnswerState, Begun, Fact, Kept, Sent, Turn, Typed
from storage import facts, messages, respondents, sessions
from storage.database import Db
from storage.facts import Happened
from storage.messages import Answering
from storage.sessions import Progress, Stored


def keep(db: Db, taken: Sequence[Taken]) -> None:
    facts.record(db, [happened for one in taken for happened in _happened(one)])
    sessions.save(db, [progress for one in taken for progress in _progress(one)])
    respondents.save(db, [one.done.person for one in taken if one.done.person != one.talk.person])
    respondents.unblock(db, [one.talk.person.address_id for one in taken if _welcome_again(one)])
    messages.answered(db, [answering for one in taken for answering in _answering(one)])


def _happened(one: Taken) -> Iterator[Happened]:
    stored = one.done.stored
    if stored is None or not one.facts:
        return
    survey = one.talk.survey(stored)
    yield Happened(
        session=stored.id,
        respondent=stored.respondent,
        campaign=stored.campaign.id,
        version=stored.version,
        sent=stored.sent_at is not None,
        several=frozenset(q.path for q in survey.questions if q.kind == "select_multiple"),
        facts=_lasting(one, stored),
        at=one.talk.now,
    )


def _lasting(one: Taken, stored: Stored) -> tuple[Fact, ...]:
    """A preview is deleted at its end: that its notice was read is kept nowhere."""
    return tuple(fact for fact in one.facts if not (stored.preview and isinstance(fact, Begun)))


def _progress(one: Taken) -> Iterator[Progress]:
    stored, turn = one.done.stored, one.done.turn
    if stored is None or turn is None or not (turn.facts or _stands_otherwise(stored, turn)):
        return
    session, survey = turn.session, one.talk.survey(stored)
    yield Progress(
        id=stored.id,
        at=one.talk.now,
        language=session.language,
        minor=session.minor,
        reopened=session.reopened,
        slips=session.slips,
        receipt=session.receipt,
        changed=session.changed,
        hear_back=session.hear_back,
        begun=session.begun,
        started=any(_answered(fact, survey) for fact in turn.facts),
        sent=any(isinstance(fact, Sent) for fact in turn.facts),
    )


def _stands_otherwise(stored: Stored, turn: Turn) -> bool:
    now = turn.session
    return (now.language, now.reopened, now.slips, now.changed, now.minor) != (
        stored.language,
        stored.reopened,
        stored.slips,
        stored.changed,
        stored.minor,
    )


def _answered(fact: Fact, survey: Survey) -> Question | None:
    """The question that was answered, if the fact is that: what is computed nobody has answered."""
    if not isinstance(fact, Kept) or fact.answer.state is not AnswerState.ANSWERED:
        return None
    question = survey.question(fact.path)
    return question if question and question.asked else None


def _welcome_again(one: Taken) -> bool:
    """Who writes to us can be reached, whatever we believed."""
    return one.talk.person.blocked and one.done.person == one.talk.person


def _answering(one: Taken) -> Iterator[Answering]:
    """The message that gave an answer, where the channel lets people rewrite what they sent."""
    inbound, stored = one.talk.inbound, one.done.stored
    if stored is None or not inbound.message or not isinstance(inbound.brought, Typed):
        return
    survey = one.talk.survey(stored)
    for fact in one.facts:
        question = _answered(fact, survey)
        if question:
            yield Answering(one.talk.person.address_id, inbound.message, stored.id, question.index)
