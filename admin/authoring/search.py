"""`search('fruits', 'contains', 'name', ${q}, 'filter', 'kind', 'red')`: which rows of a file it asks for."""

import re
from dataclasses import dataclass

_SEARCH = re.compile(r"\bsearch\((.*)\)", re.DOTALL)
_PART = re.compile(r"\s*((?:'[^']*'|\"[^\"]*\"|\((?:[^()]|\([^()]*\))*\)|[^,'\"()])+?)\s*(?:,|$)")
_TEXT = re.compile(r"(['\"])(.*)\1")
_ASKS = {
    "matches": "{column} = {value}",
    "contains": "contains({column}, {value})",
    "startswith": "starts-with({column}, {value})",
    "endswith": "ends-with({column}, {value})",
}


@dataclass(frozen=True, slots=True)
class Search:
    list_name: str
    predicates: tuple[str, ...]
    otherwise: str
    """The rest of the appearance."""

    @property
    def nodeset(self) -> str:
        asked = "".join(f"[{predicate}]" for predicate in self.predicates)
        return f"instance('{self.list_name}')/root/item{asked}"


def read_search(appearance: str) -> Search | None:
    """None where it cannot be understood."""
    written = _SEARCH.search(appearance)
    parts = _PART.findall(written[1]) if written else []
    name = _TEXT.fullmatch(parts[0]) if parts else None
    if written is None or name is None:
        return None
    predicates = _predicates(parts[1:])
    otherwise = " ".join(f"{appearance[: written.start()]} {appearance[written.end() :]}".split())
    return None if predicates is None else Search(name[2].removesuffix(".csv"), predicates, otherwise)


def _predicates(parts: list[str]) -> tuple[str, ...] | None:
    """A way to look, the columns and the text; then perhaps `'filter'`, a column and its value."""
    if not parts:
        return ()
    if len(parts) not in (3, 6):
        return None
    way, columns, *_rest = (_plain(part) for part in parts)
    asked = _ASKS.get(way.lower())
    if asked is None:
        return None
    found = [asked.format(column=column.strip(), value=parts[2]) for column in columns.split(",")]
    filtered = [f"{_plain(parts[4])} = {parts[5]}"] if len(parts) == 6 else []
    return (" or ".join(found), *filtered)


def _plain(part: str) -> str:
    text = _TEXT.fullmatch(part)
    return text[2] if text else part
