"""What an author gives a value whenever another answer changes: the `trigger` column, a setvalue."""

from collections.abc import Iterator

from dialogs.filled import Filled
from dialogs.survey import Question


def given(before: Filled, after: Filled, path: str) -> Iterator[tuple[Question, str]]:
    """The questions that get another value because the answer at `path` is another than before."""
    if before.value(path) == after.value(path):
        return
    for setter in after.survey.setters.get(path, ()):
        question = after.survey.question(setter.path)
        value = setter.value.text(after.scope) if setter.value else ""
        if question and value != after.value(setter.path):
            yield question, value
