"""What the tables show before anything is built: every lint reads the raw cells, and says where.

A lint is a function from a workbook to findings; a row in the table, and it is asked.
"""

from collections.abc import Callable, Iterator

from admin.authoring.findings import Finding
from admin.authoring.lint.choices import labels_of_choices, names_of_filters
from admin.authoring.lint.columns import unknown_columns
from admin.authoring.lint.expressions import expressions
from admin.authoring.lint.ours import kind_of_campaign
from admin.authoring.lint.questions import appearances, long_questions, media, metadata
from admin.authoring.lint.references import references
from admin.authoring.lint.translations import translations
from admin.authoring.sheets import Workbook

LINTS: tuple[Callable[[Workbook], Iterator[Finding]], ...] = (
    unknown_columns,
    expressions,
    references,
    names_of_filters,
    translations,
    labels_of_choices,
    long_questions,
    metadata,
    appearances,
    media,
    kind_of_campaign,
)


def lint(workbook: Workbook) -> tuple[Finding, ...]:
    return tuple(found for check in LINTS for found in check(workbook))
