"""Where the talk stands, as replies: the notice, the question, the summary or the receipt."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from dialogs import card, notice, pause, receipt, summary
from dialogs.answering import Change
from dialogs.path import Path, Stage
from dialogs.survey import Question
from dialogs.text import Text, _
from dialogs.turn import Reply, Turn


def here(path: Path, *, just: Question | None = None, page: int = 0) -> tuple[Reply, ...]:
    """The screen of this stage. A consultation that is not open takes no answers, and says so."""
    if not path.session.campaign.open:
        return (pause.closed(path),)
    if path.stage is Stage.ASKING and path.current:
        return (card.ask(path, path.current, just=just, page=page),)
    return _SCREENS[path.stage](path)


def stay(path: Path, word: Text | None = None, page: int = 0) -> Turn:
    """Nothing has changed: the screen again, with a short `word` beside it."""
    first, *rest = here(path, page=page)
    return Turn(path.session, (replace(first, notice=word), *rest))


def go_on(change: Change, just: Question | None = None, page: int = 0) -> Turn:
    """On to what comes next; `just` was answered."""
    return Turn(change.path.session, here(change.path, just=just, page=page), change.facts)


def puzzled(path: Path) -> Turn:
    """Words that are no answer to anything asked: what can be done here, with its buttons."""
    if path.stage not in _PUZZLED or not path.session.campaign.open:
        return stay(path)
    sentence, buttons = _PUZZLED[path.stage]
    return Turn(path.session, (Reply((sentence,), buttons=buttons(path)),))


def _sent(path: Path) -> tuple[Reply, ...]:
    consent = (receipt.consent(path),) if receipt.asks_consent(path) else ()
    return (receipt.reminder(path), *consent)


_SCREENS: Mapping[Stage, Callable[[Path], tuple[Reply, ...]]] = {
    Stage.NOTICE: lambda path: (notice.card(path),),
    Stage.CHOOSING: lambda path: (summary.choose(path),),
    Stage.SUMMARY: lambda path: (summary.card(path),),
    Stage.SENT: _sent,
}

_PUZZLED = {
    Stage.NOTICE: (_("To take part, tap “Begin” or write “begin”."), notice.buttons),
    Stage.CHOOSING: (
        _("I did not find this among your answers. Tap one, or write its number."),
        lambda path: summary.choose(path).buttons,
    ),
    Stage.SUMMARY: (
        _("Your answers are ready. Write “send”, or “change” to correct one."),
        summary.buttons,
    ),
}
