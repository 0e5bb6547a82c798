"""`python -m admin.authoring`: compiles the templates of campaigns/ anew, after a change of one."""

import sys
from pathlib import Path

from admin.authoring.templates import compiled, templates


def main(folder: Path) -> None:
    for template in templates():
        path = folder / f"{template.name}.xml"
        path.write_text(compiled(template.source, template.name), encoding="utf-8")
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(Path("campaigns"))
