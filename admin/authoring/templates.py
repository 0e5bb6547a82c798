"""The surveys that come with Parvis: ready to launch, and written with care.

Each carries its compiled XForm, so that a launch needs no compiler; a test holds the two together.
`python -m admin.authoring` compiles them anew.
"""

from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml

from admin.authoring.author import author


@dataclass(frozen=True, slots=True)
class Template:
    """`name` is the file's, without its ending; `source` its YAML, `xform` what that compiles to."""

    name: str
    source: bytes
    xform: str

    @property
    def kind(self) -> str:
        """Of the campaigns made from it: survey or ideas."""
        kind: str = yaml.safe_load(self.source)["settings"].get("chat::kind", "survey")
        return kind


def templates() -> tuple[Template, ...]:
    """All of them, by name."""
    sources = sorted(path.name for path in _folder().iterdir() if path.name.endswith(".yaml"))
    return tuple(_template(name.removesuffix(".yaml")) for name in sources)


def compiled(source: bytes, name: str) -> str:
    """The XForm of a template, with only its languages' own words in it: the same on every host."""
    return author(source, f"{name}.yaml").xform


def _template(name: str) -> Template:
    folder = _folder()
    xform = folder / f"{name}.xml"
    return Template(
        name,
        (folder / f"{name}.yaml").read_bytes(),
        xform.read_text(encoding="utf-8") if xform.is_file() else "",
    )


def _folder() -> Traversable:
    return files("campaigns")
