"""A bug as the log may tell it: what failed and where, never the words that it failed on."""

from pathlib import Path
from traceback import extract_tb

_FRAMES = 12


def where(error: BaseException) -> str:
    """The kind of the error and the lines of code that led to it, innermost first.

    Its message is left out: it may quote an answer, as « invalid literal for int() » does.
    """
    frames = reversed(extract_tb(error.__traceback__)[-_FRAMES:])
    lines = (f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    return " < ".join([type(error).__name__, *lines])
