"""From an author's file to a survey that can be run, with all that is to be said about it.

bytes ─ read ─► tables ─ convert (pyxform) ─► XForm ─ finish ─► XForm, whole ─ dialogs.xform ─► Survey
                  └─ lint: expressions, columns, choices, translations, by the cell
"""

from admin.authoring.author import Authored, author
from admin.authoring.findings import Finding, Severity
from admin.authoring.templates import Template, templates

__all__ = ["Authored", "Finding", "Severity", "Template", "author", "templates"]
