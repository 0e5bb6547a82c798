"""What questions with several choices share: the names that a text means, whether choosing is going on."""

import re

from dialogs.questions.kind import Asked, Heard
from dialogs.questions.lists import guess
from dialogs.survey import Choice
from dialogs.text import Msg, Text, Verbatim
from dialogs.turn import AnswerState

_FIGURES = re.compile(r"[\d\s,;.+&>]+")
_BETWEEN = re.compile(r"[,;>\n]+|\s(?:et|and|puis|then|&|\+)\s", re.IGNORECASE)


def going_on(asked: Asked) -> bool:
    """Whether boxes have been tapped that are not confirmed yet."""
    return asked.answer is not None and asked.answer.state is AnswerState.DRAFT


def named(asked: Asked, text: str) -> tuple[str, ...] | Heard:
    """The names that a text surely means, in its order, or what to say of the first part that means none."""
    whole = guess(asked, text, "+")
    parts = _parts(text)
    if isinstance(whole, Choice) or len(parts) < 2:
        return (whole.name,) if isinstance(whole, Choice) else whole
    names = []
    for part in parts:
        found = guess(asked, part, "+")
        if not isinstance(found, Choice):
            return found
        names.append(found.name)
    return tuple(dict.fromkeys(names))


def _parts(text: str) -> list[str]:
    if _FIGURES.fullmatch(text):
        return re.findall(r"\d+", text)
    return [part for part in _BETWEEN.split(text) if part.strip()]


def listed(texts: list[Text]) -> Text:
    """« arbres, éclairage, bancs »: one text of several, which stays apart until it is shown."""
    if len(texts) < 2:
        return texts[0] if texts else Verbatim("")
    names = [f"t{n}" for n in range(len(texts))]
    joined = ", ".join(f"{{{name}}}" for name in names)
    return Msg(joined, tuple(zip(names, texts, strict=True)))
