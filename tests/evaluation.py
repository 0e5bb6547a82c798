"""A small world to evaluate expressions in: a few answers, two lists, a frozen clock."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from dialogs.expressions import Scope, compile_expression

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 3, 29, 22, 30, 15, 250_000, tzinfo=ZoneInfo("UTC"))
"""Half past midnight in Paris, on the night after the clocks went forward."""

ANSWERS = {
    "/data/age": "18",
    "/data/zero": "0",
    "/data/e": "",
    "/data/born": "2000-05-01",
    "/data/met": "2026-03-29T10:20:00+02:00",
    "/data/topics": "parks roads",
    "/data/town": "lyon",
    "/data/g/a": "1",
    "/data/g/b": "2.5",
    "/data/g/a-b": "dashed",
    "/data/g/a.b": "dotted",
    "/data/g/div": "8",
    "/data/g/mod": "3",
    "/data/g/and": "x",
}

TOWNS = (
    {"name": "lyon", "label": "Lyon", "dept": "69", "size": "500"},
    {"name": "bron", "label": "Bron", "dept": "69", "size": "40"},
    {"name": "nice", "label": "Nice", "dept": "06", "size": "340"},
)
DEPARTMENTS = ({"name": "69", "label": "Rhône"}, {"name": "06", "label": "Alpes-Maritimes"})

SCOPE = Scope(
    ANSWERS.get,
    NOW,
    PARIS,
    seed=7,
    lists={"towns": TOWNS, "depts": DEPARTMENTS},
    choice_label=lambda value, path: f"{path}={value}" if value else "",
    text=lambda text_id: f"text of {text_id}",
)


def text(source: str, at: str = "/data/q", answers: Mapping[str, str] | None = None, **scope: object) -> str:
    """What an answer would store of `source`."""
    world = replace(SCOPE, **scope)  # type: ignore[arg-type]
    if answers is not None:
        world = replace(world, value={**ANSWERS, **answers}.get)
    return compile_expression(source, at).text(world)


def true(source: str, at: str = "/data/q", **scope: object) -> bool:
    return compile_expression(source, at).true(replace(SCOPE, **scope))  # type: ignore[arg-type]


def names(source: str) -> list[str]:
    """The names of the items that an itemset offers."""
    return [item["name"] for item in compile_expression(source, "/data/q").items(SCOPE)]
