"""What a worker can make, one function a recipe; the first word of a job names its row."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from admin.authoring.author import author
from admin.authoring.findings import Finding, Severity
from admin.settings import Settings
from admin.work import making
from admin.work.job import Job, Outcome
from dialogs.text import _, say
from locales import catalogue

Recipe: TypeAlias = Callable[[Job, Settings], Outcome]

MOST_FINDINGS = 12
"""Told in chat; an author with more of them has `check` for the rest."""


def perform(job: Job, settings: Settings) -> Outcome:
    return RECIPES[job.recipe.split(" ", 1)[0]](job, settings)


def read(job: Job, settings: Settings) -> Outcome:
    """`read MEDIA FILENAME`: a workbook to its XForm and what is found in it."""
    filename = job.recipe.split(" ", 2)[2]
    authored = author((Path(job.folder) / "input").read_bytes(), filename, settings.default_language)
    told = [found for found in authored.findings if found.severity != Severity.INFO]
    return Outcome(
        title=filename,
        xform=authored.xform,
        kind=authored.kind,
        findings=tuple(_sentence(found, job.language) for found in told[:MOST_FINDINGS]),
    )


def _sentence(found: Finding, language: str) -> str:
    sentence = _(
        "{sheet} row {row}, column {column}: {message}",
        sheet=found.sheet,
        row=str(found.row),
        column=found.column,
        message=found.sentence,
    )
    return say(sentence if found.row else found.sentence, catalogue(language))


RECIPES: dict[str, Recipe] = {
    "read": read,
    "export": making.export,
    "chart": making.chart,
    "qr": making.qr_code,
    "mydata": making.mydata,
}
