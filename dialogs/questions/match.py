"""Which choice a typed text means: surely one, nearly one, or none.

A choice is taken without asking only when nothing else could be meant; a wrong guess is worse
than a question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dialogs.text import Localized
from dialogs.typed import plain, telling_words, western_digits, words

MOST_GUESSES = 3
_LONGEST = 80
"""Beyond so many letters a text is no attempt at a label: it is not searched for likenesses."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things that may be meant: its labels in every language, and the name that is stored."""

    label: Localized
    name: str = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """What may be typed for it. A name in figures is no word: « 1 » typed is the first choice."""
        labels = tuple(plain(text) for _, text in self.label.texts)
        return labels if self.name.isdecimal() or not self.name else (*labels, plain(self.name))


@dataclass(frozen=True, slots=True)
class Meant:
    """Places in the options, best first; `sure` when there is one and it is surely meant."""

    places: tuple[int, ...] = ()
    sure: bool = False


def meant(text: str, options: Sequence[Option]) -> Meant:
    """What `text` means: the whole label or name, else its number, else its telling words."""
    wanted = plain(text)
    exact = tuple(n for n, option in enumerate(options) if wanted and wanted in option.spellings)
    if exact:
        return Meant(exact, sure=len(exact) == 1)
    if len(wanted) > _LONGEST:
        return Meant()
    number = _number(wanted, len(options))
    if number is not None:
        return _by_number(number, wanted, options)
    return _by_words(wanted, options)


def _number(wanted: str, count: int) -> int | None:
    figures = western_digits(wanted).removeprefix("n°").strip()
    if figures.isascii() and figures.isdecimal() and len(figures) < 5 and 1 <= int(figures) <= count:
        return int(figures) - 1
    return None


def _by_number(number: int, wanted: str, options: Sequence[Option]) -> Meant:
    """« 1 » is the first choice, unless it begins another label (« 1 enfant »): then we ask."""
    others = tuple(
        n
        for n, option in enumerate(options)
        if n != number and any(words(spelling)[:1] == (wanted,) for spelling in option.spellings)
    )
    return Meant((number, *others)[:MOST_GUESSES], sure=not others)


def _by_words(wanted: str, options: Sequence[Option]) -> Meant:
    said = telling_words(wanted)
    scores = [max((_score(said, spelling) for spelling in o.spellings), default=0.0) for o in options]
    best = max(scores, default=0.0)
    if best < 0.5:
        return Meant()
    ranked = sorted((n for n, score in enumerate(scores) if score >= 0.5), key=lambda n: (-scores[n], n))
    whole = [n for n in ranked if scores[n] == 1.0]
    if len(whole) == 1:
        return Meant((whole[0],), sure=True)
    return Meant(tuple(whole or ranked)[:MOST_GUESSES])


def _score(said: tuple[str, ...], spelling: str) -> float:
    """How much of what was said is in a label: 1 when every word is there, less for mere likeness."""
    theirs = words(spelling)
    if not said or not theirs:
        return 0.0
    by_word = sum(max(_alike(word, other) for other in theirs) for word in said) / len(said)
    whole = SequenceMatcher(None, " ".join(said), spelling).ratio()
    return max(by_word, whole if 0.8 <= whole < 1.0 else 0.0)


def _alike(word: str, other: str) -> float:
    if word == other or _inflected(word, other):
        return 1.0
    ratio = SequenceMatcher(None, word, other).ratio()
    return ratio * 0.9 if ratio >= 0.78 and len(word) > 3 else 0.0


def _inflected(word: str, other: str) -> bool:
    """« parc » and « parcs »: the same word but for a short ending."""
    short, long = sorted((word, other), key=len)
    return len(short) >= 4 and long.startswith(short) and len(long) - len(short) <= 2


def search(text: str, options: Sequence[Option], most: int) -> tuple[int, ...]:
    """Places of the options that hold every typed word as the beginning of one of theirs, best first."""
    said = words(text)
    found = []
    for n, option in enumerate(options):
        ranks = [rank for spelling in option.spellings if (rank := _begins(said, spelling)) is not None]
        if ranks:
            found.append((min(ranks), n))
    return tuple(n for _, n in sorted(found)[:most])


def _begins(said: tuple[str, ...], spelling: str) -> int | None:
    """0 when the label itself begins with what was typed, 1 when its words do, None when they do not."""
    if spelling.startswith(" ".join(said)):
        return 0
    theirs = words(spelling)
    return 1 if said and all(any(other.startswith(word) for other in theirs) for word in said) else None
