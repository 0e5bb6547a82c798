"""The buttons and words of the session that belong to no question: back, skip, later, send, languages…"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from dialogs import beginning, guide, pause, receipt, summary
from dialogs.answering import Change, reopen, settle
from dialogs.hearing import SENT_FOR_GOOD, judged, take
from dialogs.path import CHOOSING, Path, Stage, again, is_sent
from dialogs.questions import Invalid, Took
from dialogs.screen import go_on, stay
from dialogs.slips import invalid
from dialogs.taps import FIRST_QUESTION
from dialogs.text import _
from dialogs.turn import HearBack, Paused, Pressed, Sent, Spoke, Turn


def press(path: Path, pressed: Pressed) -> Turn:
    """`op` and what follows its colon, as `lang:fr`; what is not known, or not open now, changes nothing."""
    word, _colon, argument = pressed.op.partition(":")
    known = _ALWAYS.get(word)
    if known is None and path.session.campaign.open:
        known = (_BEGUN if path.session.begun else _AT_THE_NOTICE).get(word)
    return known(path, argument) if known else stay(path)


def _back(path: Path, argument: str) -> Turn:
    """The answer before the question now asked, once more."""
    before = [q for q in path.answered if path.current is None or q.index < path.current.index]
    if not before:
        return stay(path, FIRST_QUESTION)
    return go_on(reopen(path, before[-1])) if path.correctable else stay(path, SENT_FOR_GOOD)


def _skip(path: Path, argument: str) -> Turn:
    if path.stage is not Stage.ASKING or path.current is None:
        return stay(path)
    heard = judged(path, path.current, Took(""))
    if isinstance(heard, Invalid):
        return invalid(path, path.current, heard)
    return take(path, path.current, Took(""))


def _correct(path: Path, argument: str) -> Turn:
    """The summary's second button: which answer?"""
    if not path.answered:
        return stay(path)
    if not path.correctable:
        return stay(path, SENT_FOR_GOOD)
    choosing = again(path, replace(path.session, reopened=CHOOSING, slips=0))
    page = int(argument[:4]) if argument.isascii() and argument.isdecimal() else 0
    return Turn(choosing.session, (summary.choose(choosing, page),))


def _resume(path: Path, argument: str) -> Turn:
    """Where things stand; « leave everything as it is » while an answer was to be chosen."""
    if path.session.reopened != CHOOSING:
        return stay(path)
    return go_on(Change(again(path, replace(path.session, reopened=None))))


def _send(path: Path, argument: str) -> Turn:
    """All is checked once more: time may have passed since it was answered."""
    if path.session.reopened == CHOOSING:
        path = again(path, replace(path.session, reopened=None))
    if is_sent(path.session):
        return stay(path)
    change = settle(path, sending=True)
    if change.path.current is not None:
        return _not_yet(change)
    resent, code = path.session.receipt is not None, path.session.receipt
    code = code or receipt.code(path.session, path.filled.scope.seed)
    sent = again(change.path, replace(change.path.session, receipt=code, changed=False, slips=0))
    consent = (receipt.consent(sent),) if receipt.asks_consent(sent) else ()
    replies = (receipt.card(sent, again=resent), *consent)
    return Turn(sent.session, replies, (*change.facts, Sent(code, again=resent)))


def _not_yet(change: Change) -> Turn:
    turn = go_on(change)
    first, *rest = turn.replies
    missing = replace(first, notice=_("One more answer is needed before sending."))
    return replace(turn, replies=(missing, *rest))


def _later(path: Path, argument: str) -> Turn:
    return Turn(path.session, (pause.paused(path),), (Paused(),))


def _help(path: Path, argument: str) -> Turn:
    return Turn(path.session, (guide.card(path),))


def _language(path: Path, argument: str) -> Turn:
    """A long name may have been cut by the button: its beginning will do."""
    found = next(
        (one.key for one in path.survey.languages if argument and one.key.startswith(argument)), None
    )
    if found is None:
        return Turn(path.session, (guide.languages(path),))
    if found == path.session.language:
        return stay(path)
    return go_on(Change(again(path, replace(path.session, language=found)), (Spoke(found),)))


def _consent(path: Path, *, given: bool) -> Turn:
    """May be given, refused and taken back at any time after sending."""
    session = path.session
    if session.receipt is None or session.minor:
        return stay(path)
    facts = () if session.hear_back is given else (HearBack(given, receipt.CONSENT_VERSION),)
    agreed = replace(path, session=replace(session, hear_back=given))
    return Turn(agreed.session, (receipt.consented(agreed),), facts)


_Op = Callable[[Path, str], Turn]

_ALWAYS: Mapping[str, _Op] = {
    "more": beginning.more,
    "lang": _language,
    "help": _help,
    "resume": _resume,
    "yes": lambda path, argument: _consent(path, given=True),
    "no": lambda path, argument: _consent(path, given=False),
}
"""Open to all, before the notice is accepted and after the campaign has closed."""

_AT_THE_NOTICE: Mapping[str, _Op] = {
    "begin": beginning.begin,
    "minor": beginning.minor,
    "later": _later,
}

_BEGUN: Mapping[str, _Op] = {
    "minor": beginning.minor,
    "back": _back,
    "skip": _skip,
    "correct": _correct,
    "send": _send,
    "later": _later,
}
