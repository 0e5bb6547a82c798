"""What was answered, read once more before it is sent; and the choice of an answer to correct."""

from dialogs.card import label, line, read_first, session_button
from dialogs.notice import PREVIEW
from dialogs.path import Path
from dialogs.questions.match import meant, spellings
from dialogs.survey import Question
from dialogs.text import Text, _
from dialogs.turn import Button, Reply

_PAGE = 8


def card(path: Path, notice: Text | None = None) -> Reply:
    session = path.session
    first = _("Here is your idea:") if session.campaign.ideas else _("Here are your answers:")
    preview = (PREVIEW,) if session.campaign.preview else ()
    lines = tuple(line(path, question) for question in path.answered)
    return Reply(
        (*read_first(path, None), *preview, first), lines=lines, buttons=buttons(path), notice=notice
    )


def buttons(path: Path) -> tuple[tuple[Button, ...], ...]:
    word = _("Send again") if path.session.receipt else _("Send")
    send = session_button(path, word, "send", primary=True)
    if not path.answered or not path.correctable:
        return ((send,),)
    return ((send,), (session_button(path, _("Change an answer"), "correct"),))


def choose(path: Path, page: int = 0, first: Text | None = None) -> Reply:
    """Which answer to correct: a button for each, in pages."""
    answered = path.answered
    page = min(page, max(0, (len(answered) - 1) // _PAGE))
    shown = answered[page * _PAGE : (page + 1) * _PAGE]
    rows = tuple((Button(label(path, q), path.asked(q).press("open")),) for q in shown)
    keep = (session_button(path, _("Leave everything as it is"), "resume"),)
    first = first or _("Which answer would you like to change?")
    return Reply((first,), buttons=(*rows, *_turning(path, page), keep))


def _turning(path: Path, page: int) -> tuple[tuple[Button, ...], ...]:
    back = (session_button(path, _("◀ Before"), f"correct:{page - 1}"),) if page else ()
    rest = (page + 1) * _PAGE < len(path.answered)
    more = (session_button(path, _("More ▶"), f"correct:{page + 1}"),) if rest else ()
    return (back + more,) if back or more else ()


def chosen(path: Path, text: str) -> Question | None:
    """The answer that a typed text surely names, by its number or the words of its question."""
    labels = (path.filled.label(question.label) for question in path.answered)
    found = meant(text, [spellings(label) for label in labels])
    return path.answered[found.places[0]] if found.sure else None
