"""Which choice a typed text means: surely one, nearly one, or none.

A choice is taken without asking only when nothing else could be meant; a wrong guess is worse
than a question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

from dialogs.text import Localized
from dialogs.typed import plain, telling_words, western_digits, words

MOST_GUESSES = 3
_LONGEST = 80
"""Beyond so many letters a text is no attempt at a label: it is not searched for likenesses."""


Spellings: TypeAlias = tuple[str, ...]
"""All that may be typed for one of several things, in plain form."""


def spellings(label: Localized, name: str = "") -> Spellings:
    """The label in every language, and the stored name. A name in figures is no word: « 1 » is the first."""
    labels = tuple(plain(text) for _, text in label.texts)
    return labels if name.isdecimal() or not name else (*labels, plain(name))


@dataclass(frozen=True, slots=True)
class Meant:
    """Places in the options, best first; `sure` when there is one and it is surely meant."""

    places: tuple[int, ...] = ()
    sure: bool = False


def meant(text: str, options: Sequence[Spellings], *, numbered: bool = True) -> Meant:
    """What `text` means: the whole label or name, else its number, else its telling words."""
    wanted = plain(text)
    exact = tuple(n for n, option in enumerate(options) if wanted and wanted in option)
    if exact:
        return Meant(exact, sure=len(exact) == 1)
    if len(wanted) > _LONGEST:
        return Meant()
    number = _number(wanted, len(options)) if numbered else None
    if number is not None:
        return _by_number(number, wanted, options)
    return _by_words(wanted, options)


def _number(wanted: str, count: int) -> int | None:
    figures = western_digits(wanted).removeprefix("n°").strip()
    if figures.isascii() and figures.isdecimal() and len(figures) < 5 and 1 <= int(figures) <= count:
        return int(figures) - 1
    return None


def _by_number(number: int, wanted: str, options: Sequence[Spellings]) -> Meant:
    """« 1 » is the first choice, unless it begins another label (« 1 enfant »): then we ask."""
    others = tuple(
        n
        for n, option in enumerate(options)
        if n != number and any(words(spelling)[:1] == (wanted,) for spelling in option)
    )
    return Meant((number, *others)[:MOST_GUESSES], sure=not others)


def _by_words(wanted: str, options: Sequence[Spellings]) -> Meant:
    said = telling_words(wanted)
    scores = [max((_score(said, spelling) for spelling in o), default=0.0) for o in options]
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
    return max(by_word, min(0.99, _likeness(" ".join(said), spelling, 0.8)))


def _alike(word: str, other: str) -> float:
    if word == other or _inflected(word, other):
        return 1.0
    return 0.9 * _likeness(word, other, 0.78) if len(word) > 3 else 0.0


def _likeness(one: str, other: str, least: float) -> float:
    """The share of letters in common, 0 below `least`: cheap tests first, for lists of thousands."""
    if 2 * min(len(one), len(other)) < least * (len(one) + len(other)):
        return 0.0
    matcher = SequenceMatcher(None, one, other)
    ratio = matcher.ratio() if matcher.quick_ratio() >= least else 0.0
    return ratio if ratio >= least else 0.0


def _inflected(word: str, other: str) -> bool:
    """« parc » and « parcs »: the same word but for a short ending."""
    short, long = sorted((word, other), key=len)
    return len(short) >= 4 and long.startswith(short) and len(long) - len(short) <= 2


def search(text: str, options: Sequence[Spellings]) -> tuple[int, ...]:
    """Places of the options that hold every typed word as the beginning of one of theirs, best first."""
    said = words(text)
    found = []
    for n, option in enumerate(options):
        ranks = [rank for spelling in option if (rank := _begins(said, spelling)) is not None]
        if ranks:
            found.append((min(ranks), n))
    return tuple(n for _, n in sorted(found))


def among(text: str, options: Sequence[Spellings]) -> Meant:
    """The same in a long list, where nobody counts: what begins as was typed, else what is like it."""
    begun = search(text, options)
    if not begun:
        return meant(text, options, numbered=False)
    found = meant(text, [options[n] for n in begun], numbered=False)
    return Meant((begun[found.places[0]],), sure=True) if found.sure else Meant(begun)


def _begins(said: tuple[str, ...], spelling: str) -> int | None:
    """0 when the label itself begins with what was typed, 1 when its words do, None when they do not."""
    if spelling.startswith(" ".join(said)):
        return 0
    theirs = words(spelling)
    return 1 if said and all(any(other.startswith(word) for other in theirs) for word in said) else None
