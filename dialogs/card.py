"""The card of a question: where we are, what was just answered, the question, its buttons. Nothing else."""

from dialogs.path import Path
from dialogs.press import write
from dialogs.questions import KINDS, Form
from dialogs.questions.lists import our_words
from dialogs.survey import Label, Question
from dialogs.text import Localized, Text, Verbatim, _, escape
from dialogs.turn import About, AnswerState, Button, Line, Pressed, Reply

_DONE = 3


def ask(
    path: Path, question: Question, *, just: Question | None = None, notice: Text | None = None, page: int = 0
) -> Reply:
    """`just` was answered in this turn, and is read back last; `page` is of a long list."""
    asked = path.asked(question)
    form = KINDS[question.kind].asks(asked, page)
    return Reply(
        body=(*_reason(path, question), *read_first(path, question), label(path, question), *_so_far(form)),
        head=_head(path, question),
        section=_section(path, question),
        hint=words(path, question.hint),
        done=_done(path, question, just),
        buttons=(*form.buttons, *_ways_on(path, question, form)),
        entry=form.entry,
        about=about(path, question),
        notice=notice,
    )


def _so_far(form: Form) -> tuple[Text, ...]:
    return (form.so_far,) if form.so_far else ()


def about(path: Path, question: Question) -> About:
    return About(path.session.id, question.index, path.asked(question).revision)


def label(path: Path, question: Question) -> Text:
    """A question as its author words it, else its name."""
    text = path.filled.label(question.label, escape)
    return our_words(text) if text.texts else Verbatim(question.name)


def words(path: Path, author: Label) -> Localized | None:
    """An author's text, if there is any."""
    text = path.filled.label(author, escape)
    return text if text.texts else None


def session_button(path: Path, text: Text, op: str, *, primary: bool = False) -> Button:
    return Button(text, write(path.session.id, Pressed(op)), primary=primary)


def line(path: Path, question: Question) -> Line:
    """An answer as it reads back; a tap opens it again."""
    press = path.asked(question).press("open") if path.correctable else ""
    return Line(label(path, question), read_back(path, question), press)


def read_back(path: Path, question: Question) -> Text:
    value = path.filled.value(question.path)
    return KINDS[question.kind].reads_back(path.asked(question), value) if value else _("no answer")


def read_first(path: Path, question: Question | None) -> tuple[Text, ...]:
    """The notes between the question before and this one; after the last question, the rest of them."""
    before = _before(path, question)
    start = before[-1].index if before else -1
    end = question.index if question else len(path.survey.questions)
    notes = (note for note in path.notes if start < note.index < end)
    return tuple(label(path, note) for note in notes)


def constraint_message(path: Path, question: Question) -> Text:
    own = words(path, question.constraint_message)
    return own or _("This answer does not fit here. Please check it and try again.")


def required_message(path: Path, question: Question) -> Text:
    return words(path, question.required_message) or _("We need an answer here before the next question.")


def ways_out(path: Path, question: Question) -> tuple[Button, ...]:
    """Skipping, where nothing is required."""
    return () if path.filled.required(question) else (Button(_("Skip"), path.asked(question).press("skip")),)


def _ways_on(path: Path, question: Question, form: Form) -> tuple[tuple[Button, ...], ...]:
    """Keeping what stands, where no button shows it; skipping."""
    asked = path.asked(question)
    rows = []
    if asked.value and not form.shows:
        kept = _("Keep “{answer}”", answer=KINDS[question.kind].reads_back(asked, asked.value))
        rows.append((Button(kept, asked.press("keep"), primary=True),))
    return tuple(row for row in (*rows, ways_out(path, question)) if row)


def _head(path: Path, question: Question) -> Text:
    """Counted in answers given, so that it only falls when a correction takes some away."""
    if path.session.reopened == question.path:
        return _("Your correction")
    return _("{n} of {total}", n=len(path.answered) + 1, total=len(path.questions))


def _section(path: Path, question: Question) -> Text | None:
    """The title of the section that begins with this question, innermost last."""
    before = _before(path, question)
    known = before[-1].groups if before else ()
    entered = (path.survey.groups[group] for group in question.groups if group not in known)
    titles = [title for group in entered if (title := words(path, group.label))]
    if len(titles) < 2:
        return titles[0] if titles else None
    return _("{section} · {part}", section=titles[0], part=titles[-1])


def _before(path: Path, question: Question | None) -> tuple[Question, ...]:
    if question is None:
        return path.questions
    return tuple(q for q in path.questions if q.index < question.index)


def _done(path: Path, question: Question, just: Question | None) -> tuple[Line, ...]:
    others = [q for q in path.answered if q.index < question.index and (just is None or q.path != just.path)]
    last = [just] if just and any(q.path == just.path for q in path.answered) else []
    return tuple(line(path, q) for q in (*others, *last)[-_DONE:])


def _reason(path: Path, question: Question) -> tuple[Text, ...]:
    """Why a question that has an answer is asked again, when nobody reopened it."""
    answer = path.answer(question)
    settled = answer is not None and answer.value and answer.state is not AnswerState.DRAFT
    if not settled or path.session.reopened == question.path:
        return ()
    value = path.filled.value(question.path)
    if not value:
        return (_("Your earlier choice is no longer offered. Please choose again."),)
    return () if path.filled.holds(question, value) else (constraint_message(path, question),)
