"""A job and its outcome: all that passes between the bot and the process that does its long work."""

from dataclasses import dataclass

import msgspec


@dataclass(frozen=True, slots=True)
class Job:
    """`recipe` is words, the first of which names its row in `RECIPES`. `now` is ISO, with its offset."""

    recipe: str
    language: str
    now: str
    folder: str
    """Where files are found and left; it is gone when the outcome has been taken."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: a file in the job's folder, a survey that was read, or a sentence on what failed."""

    file: str = ""
    mime: str = ""
    title: str = ""
    alt: str = ""
    """The figures of a picture, in words."""
    xform: str = ""
    kind: str = ""
    findings: tuple[str, ...] = ()
    """What was found in a workbook, in the reader's language, errors first."""
    failed: str = ""


def to_json(thing: Job | Outcome) -> bytes:
    return msgspec.json.encode(thing)


def job(data: bytes) -> Job:
    return msgspec.json.decode(data, type=Job)


def outcome(data: bytes) -> Outcome:
    return msgspec.json.decode(data, type=Outcome)
