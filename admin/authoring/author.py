"""A file to a survey and its findings: whatever happens, the author gets sentences, never an exception."""

from dataclasses import dataclass
from pathlib import PurePath

from admin.authoring.attached import Files, no_files
from admin.authoring.convert import convert
from admin.authoring.explain import explain
from admin.authoring.findings import Finding, Place, Severity, Unreadable, error
from admin.authoring.finish import finish
from admin.authoring.lint import lint
from admin.authoring.lists import attach
from admin.authoring.places import place_of, rows_by_key
from admin.authoring.read import read
from admin.authoring.sheets import KNOWN_SHEETS, Workbook
from admin.authoring.tongues import tongues_of
from dialogs.survey import Survey
from dialogs.text import _
from dialogs.xform import XFormRefused, read_xform


@dataclass(frozen=True, slots=True)
class Authored:
    """`survey` and `xform` are there unless a finding is an error; `kind` is survey or ideas."""

    survey: Survey | None
    xform: str
    kind: str
    findings: tuple[Finding, ...]


def author(data: bytes, filename: str, default_language: str = "fr", files: Files = no_files) -> Authored:
    """Read, check and compile a file; `default_language` is the town's, for a form that names none.

    `files` gives the lists that the survey keeps in files of their own.
    """
    try:
        workbook, findings = read(data, filename)
        return _authored(workbook, filename, default_language, findings, files)
    except Unreadable as refused:
        return Authored(None, "", "survey", (refused.finding,))
    except Exception as crashed:  # libraries that read strangers' files fail in ways that none of them lists
        detail = f"{type(crashed).__name__}: {crashed}"
        message = _("The file cannot be read: {detail}", detail=detail)
        return Authored(None, "", "survey", (error("unreadable", Place(), message),))


def _authored(
    workbook: Workbook, filename: str, town: str, findings: tuple[Finding, ...], files: Files
) -> Authored:
    kind = workbook.setting("chat::kind") or "survey"
    tongues = tongues_of(workbook, town)
    findings = (*findings, *tongues.findings, *lint(workbook))
    try:
        title = tongues.title or workbook.setting("form_id") or PurePath(filename).stem
        attached = attach(convert(workbook, filename, title), workbook, files)
        findings = (*findings, *attached.findings)
        xform = finish(attached.xform, tongues)
        survey: Survey | None = read_xform(xform)
    except Unreadable as refused:
        why = explain(workbook)
        own = refused.finding
        told = any(found.severity == Severity.ERROR and found.row in (own.row, 0) for found in findings)
        return _result(None, "", kind, (*findings, *(why or (() if told else (own,)))))
    except XFormRefused as refused:
        return _result(None, "", kind, (*findings, *_refused(workbook, refused, findings)))
    return _result(survey, xform, kind, findings)


def _result(survey: Survey | None, xform: str, kind: str, findings: tuple[Finding, ...]) -> Authored:
    """Errors first, then in the order of the sheets; each once, however many nodes a row makes."""
    unique = sorted(dict.fromkeys(findings), key=_rank)
    if any(found.severity == Severity.ERROR for found in unique):
        survey, xform = None, ""
    return Authored(survey, xform, kind, tuple(unique))


def _rank(found: Finding) -> tuple[int, int, int]:
    sheet = KNOWN_SHEETS.index(found.sheet) if found.sheet in KNOWN_SHEETS else -1
    return list(Severity).index(found.severity), sheet, found.row


def _refused(workbook: Workbook, refused: XFormRefused, known: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What only the compiled form shows; a cell that a lint has called broken is not called so again."""
    rows = rows_by_key(workbook.sheet("survey"))
    broken = {(found.sheet, found.row, found.column) for found in known if found.severity == Severity.ERROR}
    found = []
    for refusal in refused.findings:
        place = place_of(refusal.path, refusal.part, rows)
        if (place.sheet, place.row, place.column) not in broken:
            found.append(error(refusal.code, place, refusal.message()))
    return tuple(found)
