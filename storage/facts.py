"""Facts of a turn as rows: answers, what of them counts, how they changed, consent.

An answer has two values: what was last said, and what results count. Until « Envoyer » they are the same,
so that a partial session counts in each question it answered; after it, what was sent counts until it is
sent again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, delete, insert, select, update

from dialogs.turn import Answer, AnswerState, Begun, Fact, HearBack, Kept, Sent
from storage.database import Db
from storage.dialect import insert_or_ignore, upsert
from storage.models.answers import answer, answer_choice, answer_history
from storage.models.people import consent


@dataclass(frozen=True, slots=True)
class Happened:
    """What one turn of a session brought about.

    `sent` tells whether the session had been sent before; `several` names the paths of its questions with
    several choices.
    """

    session: int
    respondent: int
    campaign: int
    version: int
    sent: bool
    several: frozenset[str]
    facts: tuple[Fact, ...]
    at: datetime


def record(db: Db, happened: Sequence[Happened]) -> None:
    """Writes all of it, in a handful of statements however many turns there are."""
    kept = [(turn, fact) for turn in happened for fact in turn.facts if isinstance(fact, Kept)]
    _answers(db, kept)
    _history(db, kept)
    _choices(db, [(turn, fact) for turn, fact in kept if _counts(turn, fact)])
    _consents(db, happened)
    resent = [turn for turn in happened if turn.sent and any(isinstance(fact, Sent) for fact in turn.facts)]
    if resent:
        _recount(db, resent)


# ---- answers ---------------------------------------------------------------------------------


def _answers(db: Db, kept: Sequence[tuple[Happened, Kept]]) -> None:
    """The last row of a path wins. What does not count now leaves alone what counted before."""
    for counts, columns in ((False, _SAID), (True, _SAID + _COUNTED)):
        rows = {
            (turn.session, fact.path): _row(turn, fact)
            for turn, fact in kept
            if _counts(turn, fact) is counts
        }
        if rows:
            db.execute(upsert(db, answer, columns), list(rows.values()))


_SAID = ("value", "state", "revision", "version_id", "at")
_COUNTED = ("counted", "counted_state")


def _counts(turn: Happened, fact: Kept) -> bool:
    """After « Envoyer », only what is sent again; and never a box that is ticked but not confirmed."""
    return not turn.sent and fact.answer.state is not AnswerState.DRAFT


def _row(turn: Happened, fact: Kept) -> dict[str, object]:
    said, counts = fact.answer, _counts(turn, fact)
    return {
        "session_id": turn.session,
        "path": fact.path,
        "instance": "",
        "campaign_id": turn.campaign,
        "value": said.value,
        "state": said.state.value,
        "counted": said.value if counts else None,
        "counted_state": said.state.value if counts else None,
        "revision": said.revision,
        "version_id": turn.version,
        "at": turn.at,
    }


def _history(db: Db, kept: Sequence[tuple[Happened, Kept]]) -> None:
    rows = [
        {
            "session_id": turn.session,
            "path": fact.path,
            "instance": "",
            "value": fact.was.value,
            "state": fact.was.state.value,
            "until": turn.at,
        }
        for turn, fact in kept
        if fact.was and _changed(fact.was, fact.answer)
    ]
    if rows:
        db.execute(insert(answer_history), rows)


def _changed(was: Answer, now: Answer) -> bool:
    """Whether something said was replaced: a box ticked and not yet confirmed was not said."""
    return was.state is not AnswerState.DRAFT and (was.value, was.state) != (now.value, now.state)


# ---- one row for each option of several ------------------------------------------------------


def _choices(db: Db, kept: Sequence[tuple[Happened, Kept]]) -> None:
    last = {(turn.session, fact.path): (turn, fact) for turn, fact in kept if fact.path in turn.several}
    if not last:
        return
    places = [{"which": session_id, "where": path} for session_id, path in last]
    db.execute(_UNCHOSEN, places)
    _insert_choices(
        db,
        [
            (turn.session, fact.path, turn.campaign, fact.answer.value)
            for turn, fact in last.values()
            if fact.answer.state is AnswerState.ANSWERED
        ],
    )


_UNCHOSEN = delete(answer_choice).where(
    answer_choice.c.session_id == bindparam("which"), answer_choice.c.path == bindparam("where")
)


def _insert_choices(db: Db, answers: Sequence[tuple[int, str, int, str]]) -> None:
    rows = [
        {"session_id": which, "path": path, "instance": "", "choice": choice, "campaign_id": campaign}
        for which, path, campaign, value in answers
        for choice in dict.fromkeys(value.split())
    ]
    if rows:
        db.execute(insert_or_ignore(db, answer_choice), rows)


# ---- « Envoyer », again ----------------------------------------------------------------------


def _recount(db: Db, resent: Sequence[Happened]) -> None:
    """What stands now is what counts; a draft does not."""
    ids = [turn.session for turn in resent]
    said = answer.c.state != AnswerState.DRAFT.value
    now = {"counted": case((said, answer.c.value)), "counted_state": case((said, answer.c.state))}
    db.execute(update(answer).where(answer.c.session_id.in_(ids)).values(now))
    _recount_choices(db, {turn.session: turn.several for turn in resent})


def _recount_choices(db: Db, several: Mapping[int, frozenset[str]]) -> None:
    places = [{"which": which, "where": path} for which, paths in several.items() for path in sorted(paths)]
    if not places:
        return
    db.execute(_UNCHOSEN, places)
    counted = db.execute(
        select(answer.c.session_id, answer.c.path, answer.c.campaign_id, answer.c.counted).where(
            answer.c.session_id.in_(several), answer.c.counted_state == AnswerState.ANSWERED.value
        )
    )
    _insert_choices(
        db, [(which, path, of, value) for which, path, of, value in counted if path in several[which]]
    )


# ---- consent ---------------------------------------------------------------------------------


def _consents(db: Db, happened: Sequence[Happened]) -> None:
    rows = [row for turn in happened for fact in turn.facts for row in _consent(turn, fact)]
    if rows:
        db.execute(insert(consent), rows)


def _consent(turn: Happened, fact: Fact) -> Iterator[dict[str, object]]:
    match fact:
        case Begun(notice=text):
            purpose, given = "notice", True
        case HearBack(given=given, text=text):
            purpose = "hear_back"
        case _:
            return
    yield {
        "respondent_id": turn.respondent,
        "campaign_id": turn.campaign,
        "purpose": purpose,
        "text_version": text,
        "given": given,
        "at": turn.at,
    }
