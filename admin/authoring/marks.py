"""The author's typography, kept safe while pyxform works.

pyxform straightens quotes, collapses spaces and pads `${…}`. So it is given a mark in the place of each
text, and the text is put back, to the letter, into the XForm that it returns.
"""

import re
from xml.sax.saxutils import escape

_KEPT = re.compile(r"(\$\{[^}]*\}|%\(\w+\)s)")
"""What pyxform must see: references, and the places that a loop fills in."""
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_PAD_BEFORE = re.compile(rf"(?<=>) (?={_OPEN}|<output )")
_PAD_AFTER = re.compile(rf"(?:(?<={_CLOSE})|(?<=/>)) (?=<)")
_NEVER_GIVEN = re.compile(r"<value>-</value>")
"""pyxform's filler for a translation that is missing; an author's own dash is a mark here."""
_THEIRS = re.compile(rf"(?:(?<=<value>)|(?<=<label>)|(?<={_CLOSE}))(Other|Specify other\.)(?=[<{_OPEN}])")
"""Words of pyxform's own, for `or_other`; an author's « Other » is a mark here."""
OURS = re.compile("\ue002([^\ue003]*)\ue003")
"""Where those words stood, for `finish` to put better ones, in each language."""
_ESCAPES = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
"""A message stands in an attribute, where a bare line break would become a space."""


class Marks:
    """Texts that have been set aside, by number."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def set_aside(self, text: str) -> str:
        """The text as pyxform may see it: marks, with `${…}` between them."""
        parts = _KEPT.split(text)
        return "".join(
            part if index % 2 or not part else self._mark(part) for index, part in enumerate(parts)
        )

    def put_back(self, xform: str) -> str:
        for pattern in (_NEVER_GIVEN, _PAD_BEFORE, _PAD_AFTER):
            xform = pattern.sub("", xform)
        xform = _THEIRS.sub("\ue002\\1\ue003", xform)
        return _MARK.sub(lambda found: escape(self._texts[int(found[1])], _ESCAPES), xform)

    def _mark(self, text: str) -> str:
        self._texts.append(text)
        return f"{_OPEN}{len(self._texts) - 1}{_CLOSE}"
