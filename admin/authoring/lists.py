"""Lists in files, put into the form: what stood beside the workbook becomes an internal list.

`search('fruits')`, an older way to ask for such a list, becomes the choice from it that it means.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# pyxform wrote the text a moment ago, from strings, with every sign escaped.
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from admin.authoring.attached import Broken, Files, Rows, rows_of
from admin.authoring.findings import Finding, Place, error, warning
from admin.authoring.search import Search, read_search
from admin.authoring.sheets import Workbook
from dialogs.text import Msg, _

_XFORMS = "{http://www.w3.org/2002/xforms}"
_SOURCE = re.compile(r"jr://file(?:-csv)?/(.+\.(?:csv|geojson|json))", re.IGNORECASE)
_ASKED = ("search(", 'src="jr://file')


@dataclass(frozen=True, slots=True)
class Attached:
    xform: str
    findings: tuple[Finding, ...]


def attach(xform: str, workbook: Workbook, files: Files) -> Attached:
    """The form with all its lists inside, and what is to be said of their files."""
    if not any(sign in xform for sign in _ASKED):
        return Attached(xform, ())
    document = fromstring(xform)  # noqa: S314 - see above
    found = [*_searches(document, workbook), *_instances(document, workbook, files)]
    return Attached(tostring(document, encoding="unicode"), tuple(found))


def _instances(document: Element, workbook: Workbook, files: Files) -> Iterator[Finding]:
    for instance in document.iter(f"{_XFORMS}instance"):
        source = _SOURCE.fullmatch(instance.get("src", ""))
        if source:
            rows, finding = _read(source[1], workbook, files)
            del instance.attrib["src"]
            _fill(instance, rows)
            yield from (finding,) if finding else ()


def _read(name: str, workbook: Workbook, files: Files) -> tuple[Rows, Finding | None]:
    data = files(name)
    if data is None:
        message = _("The file “{name}” is not there: what is asked of it reads as blank.", name=name)
        return (), warning("file-missing", _place(workbook, name), message)
    try:
        return rows_of(data, name), None
    except Broken:
        message = _(
            "The file “{name}” cannot be read: it must be CSV or GeoJSON in UTF-8, of 5 MB and 50,000 rows"
            " at most.",
            name=name,
        )
        return (), error("file-broken", _place(workbook, name), message)


def _fill(instance: Element, rows: Rows) -> None:
    root = SubElement(instance, f"{_XFORMS}root")
    for row in rows:
        item = SubElement(root, f"{_XFORMS}item")
        for column, value in row.items():
            SubElement(item, f"{_XFORMS}{column}").text = value


def _place(workbook: Workbook, name: str) -> Place:
    """The first cell that speaks of the file, by its name or by that of its list."""
    said = (name, f"'{name.rpartition('.')[0]}'", f'"{name.rpartition(".")[0]}"')
    for row in workbook.sheet("survey").filled():
        for cell in row.cells.values():
            if any(each in cell.text for each in said):
                return cell.place
    listed = next((r for r in workbook.sheet("survey").filled() if r.get("name") == said[1].strip("'")), None)
    return listed.place if listed else Place()


# ---- search('fruits') ----------------------------------------------------------------------


def _searches(document: Element, workbook: Workbook) -> Iterator[Finding]:
    for control in (*document.iter(f"{_XFORMS}select1"), *document.iter(f"{_XFORMS}select")):
        appearance = control.get("appearance", "")
        if "search(" not in appearance:
            continue
        found = read_search(appearance)
        items = control.findall(f"{_XFORMS}item")
        if found is None or len(items) != 1:
            yield error("search", _row(workbook, control), _CANNOT)
            continue
        _ask_the_list(control, items[0], found)
        _declare(document, found.list_name)


_CANNOT: Msg = _(
    "This search() cannot be read: name a file, and on the choices sheet one row with its two columns."
)


def _row(workbook: Workbook, control: Element) -> Place:
    name = control.get("ref", "").rpartition("/")[2]
    rows = workbook.sheet("survey").filled()
    return next((row.at("appearance") for row in rows if row.get("name") == name), Place())


def _ask_the_list(control: Element, item: Element, search: Search) -> None:
    """The row on the choices sheet names the columns of what is stored and of what is read."""
    value, label = (item.findtext(f"{_XFORMS}{part}", "").strip() for part in ("value", "label"))
    control.remove(item)
    control.set("appearance", search.otherwise)
    itemset = SubElement(control, f"{_XFORMS}itemset", {"nodeset": search.nodeset})
    SubElement(itemset, f"{_XFORMS}value", {"ref": value})
    SubElement(itemset, f"{_XFORMS}label", {"ref": label.partition(",")[0].strip()})


def _declare(document: Element, name: str) -> None:
    """pyxform names only the files of `pulldata()` and of lists from files."""
    model = next(document.iter(f"{_XFORMS}model"))
    instances = model.findall(f"{_XFORMS}instance")
    if name not in {instance.get("id") for instance in instances}:
        declared = Element(f"{_XFORMS}instance", {"id": name, "src": f"jr://file-csv/{name}.csv"})
        model.insert(list(model).index(instances[-1]) + 1, declared)
