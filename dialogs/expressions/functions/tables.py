"""Rows of lists that came from a file: `pulldata('fruits', 'colour', 'name', ${fruit})`."""

from dialogs.expressions.functions.function import Function, arguments
from dialogs.expressions.scope import Evaluate, Focus
from dialogs.expressions.site import Site
from dialogs.expressions.tree import Call
from dialogs.expressions.values import text


def pull(call: Call, site: Site) -> Evaluate:
    """The column of the first row whose key is the one asked for; blank where there is no such row."""
    values = arguments(call, site)

    def pulled(focus: Focus) -> str:
        name, column, key, wanted = (text(value(focus)) for value in values)
        rows = focus.scope.lists.get(name.removesuffix(".csv"), ())
        focus.run.visit(len(rows))
        return next((row.get(column, "") for row in rows if wanted and row.get(key) == wanted), "")

    return pulled


FUNCTIONS = {"pulldata": Function(4, 4, pull)}
