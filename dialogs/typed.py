"""What a typed text says once accents, case and apostrophes are laid aside.

People write « Éclairage », « eclairage » and « l’éclairage. » and mean the same choice; what
they wrote is kept as it is, and only compared in this plain form.
"""

import re
import unicodedata

# Accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic. Marks of other scripts
# are letters in their own right and stay.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0652]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "œ": "oe", "æ": "ae"})
_EDGES = " \t\n.,;:!?…\"'«»“”()[]*_"
_BETWEEN_WORDS = re.compile(r"[\s'.,;:!?…\"«»“”()\[\]/+&*_–—-]+")
# Invisible orders to turn the direction of what follows: a way to disguise text, never needed in an answer.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")

_SMALL = (
    "a ai au aux c ce ces cette d dans de des du elle en est et il ils j je l la le les leur ma me mes mon"
    " n ne nous on ou par pour qu que qui s sa se ses son sur t te un une votre vos vous y"
    " an and are at for i in is it its me my of on or our s that the this to we with you your"
)
SMALL_WORDS = frozenset(_SMALL.split())
"""Words that tell no choice from another, in French and English."""


def clean(text: str) -> str:
    """`text` without control characters (line breaks and tabs stay), trimmed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in _TURNS.sub("", lines) if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def plain(text: str) -> str:
    """`text` for comparing: no accents, no case, plain apostrophes, single spaces, bare edges."""
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_APOSTROPHES)
    return " ".join(_ACCENTS.sub("", folded).split()).strip(_EDGES)


def words(text: str) -> tuple[str, ...]:
    """The plain words of `text`, in order."""
    return tuple(word for word in _BETWEEN_WORDS.split(plain(text)) if word)


def telling_words(text: str) -> tuple[str, ...]:
    """The words of `text` that tell one choice from another; all of them if there is no other."""
    every = words(text)
    return tuple(word for word in every if word not in SMALL_WORDS) or every


def western_digits(text: str) -> str:
    """`text` with the digits and separators of any script as 0-9, comma and point."""
    figures = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return "".join(figures).replace("٫", ".").replace("٬", " ").replace("−", "-")
