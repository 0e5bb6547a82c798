"""The languages of a workbook: what its columns call them, and which they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from admin.authoring.columns import TRANSLATED
from admin.authoring.findings import Finding, Place, info, warning
from admin.authoring.languages import has_code, tag
from admin.authoring.sheets import Workbook
from dialogs.text import _


@dataclass(frozen=True, slots=True)
class Tongues:
    """`tags` by the author's name of a language; `default` is that of columns which name none, `town`
    that of a form which says nothing at all."""

    names: tuple[str, ...]
    town: str
    default: str
    tags: Mapping[str, str]
    titles: Mapping[str, str]
    """The survey's title by tag."""
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        return self.titles.get(self.default, next(iter(self.titles.values()), ""))


def tongues_of(workbook: Workbook, town: str) -> Tongues:
    named = dict(_named(workbook))
    setting = workbook.setting("default_language")
    first = setting or next(iter(named), "")
    default = (tag(first) if first else None) or town
    tags = {name: tag(name) or default for name in (*named, setting)} | {"default": default, "": default}
    settings = next(workbook.sheet("settings").filled(), None)
    titles = (
        {tags.get(c.language, default): cell.text for c, cell in settings.named("form_title")}
        if settings
        else {}
    )
    if setting and settings:
        named.setdefault(setting, settings.at("default_language"))
    return Tongues(tuple(named), town, default, tags, titles, tuple(_findings(named, tags)))


def _named(workbook: Workbook) -> Iterator[tuple[str, Place]]:
    """Languages in the order of the columns, each with the first header that names it."""
    seen: set[str] = set()
    for name in ("survey", "choices"):
        for header, heading in zip(workbook.sheet(name).headers, workbook.sheet(name).columns, strict=True):
            if heading.name in TRANSLATED and heading.language and heading.language not in seen:
                seen.add(heading.language)
                yield heading.language, header.place


def _findings(named: Mapping[str, Place], tags: Mapping[str, str]) -> Iterator[Finding]:
    if not named:
        message = _("The survey names no language; it is taken to be in “{tag}”.", tag=tags[""])
        yield info("no-language", Place("settings", 1), message)
    for name, place in named.items():
        if has_code(name):
            continue
        if tag(name):
            message = _("“{name}” has no language code; it is taken for “{tag}”.", name=name, tag=tags[name])
        else:
            message = _(
                "“{name}” is no language we know; it is taken for “{tag}”.", name=name, tag=tags[name]
            )
        yield warning("language-code", place, message)
