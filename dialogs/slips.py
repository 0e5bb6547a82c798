"""A slip is met with help, not blame: what was needed, an example, and the second time the way out."""

from dataclasses import replace

from dialogs import card
from dialogs.path import Path
from dialogs.questions import KINDS, Invalid, Unsure
from dialogs.survey import Question
from dialogs.text import _
from dialogs.turn import Button, Reply, Turn


def invalid(path: Path, question: Question, heard: Invalid) -> Turn:
    """The first time a helpful sentence; then other words, the question again, and ways out."""
    first = path.session.slips == 0
    form = KINDS[question.kind].asks(path.asked(question), 0)
    help_ = () if first else (card.session_button(path, _("Help"), "help"),)
    ways = (*card.ways_out(path, question), *help_)
    reply = Reply(
        body=(heard.message,) if first else (heard.again, card.label(path, question)),
        hint=None if first else card.words(path, question.hint),
        buttons=(*form.buttons, ways) if ways else form.buttons,
        entry=form.entry,
        about=card.about(path, question),
    )
    return Turn(replace(path.session, slips=path.session.slips + 1), (reply,))


def unsure(path: Path, question: Question, heard: Unsure) -> Turn:
    """« Vouliez-vous dire … ? », and a way back to all the choices."""
    asked = path.asked(question)
    guesses = tuple((Button(label, asked.press(op)),) for label, op in heard.guesses)
    others = (Button(_("Show all the choices"), asked.press("page:0")),)
    form = KINDS[question.kind].asks(asked, 0)
    rows = guesses if form.entry else (*guesses, others)
    reply = Reply((heard.message,), buttons=rows, entry=form.entry, about=card.about(path, question))
    return Turn(path.session, (reply,))
