"""From an XForm's control and data type to our kind of question: one table for each way to tell."""

from xml.etree.ElementTree import Element

from dialogs.xform.form import JR, Form, local, tokens

SUPPORTED = frozenset({
    "select_one", "select_multiple", "rank", "text", "integer", "decimal", "range", "date", "time",
    "dateTime", "acknowledge", "geopoint", "geotrace", "geoshape", "barcode", "image", "audio", "video",
    "file", "note", "calculate", "hidden",
})  # fmt: skip
SILENT = frozenset({"calculate", "hidden"})
SELECTS = frozenset({"select_one", "select_multiple", "rank"})

_BY_CONTROL = {
    "select1": "select_one",
    "select": "select_multiple",
    "range": "range",
    "trigger": "acknowledge",
    "rank": "rank",
}
_BY_TYPE = {"": "text", "string": "text", "int": "integer"}
"""Of an input; other data types are called as we call them."""
_BY_MEDIA = {"image": "image", "audio": "audio", "video": "video", "application": "file"}

PRELOADS = {
    ("timestamp", "start"): "once(now())",
    ("timestamp", "end"): "now()",
    ("date", "today"): "once(today())",
}
"""What a device would fill in by itself and we can too; names, numbers and devices stay blank."""


def kind_of(form: Form, path: str) -> str:
    control = form.controls.get(path)
    if control is None:
        return "calculate" if calculation_of(form, path) else "hidden"
    if _heads_a_table(control):
        return "hidden"
    if calculation_of(form, path) or form.bind(path, "readonly") == "true()":
        return "note"
    return _asked(form, path, control)


def calculation_of(form: Form, path: str) -> str:
    preload = form.bind(path, f"{JR}preload"), form.bind(path, f"{JR}preloadParams")
    return form.bind(path, "calculate") or PRELOADS.get(preload, "")


def _asked(form: Form, path: str, control: Element) -> str:
    tag, data_type = local(control), form.bind(path, "type")
    if tag == "upload":
        media = control.get("mediatype", "").partition("/")[0]
        return _BY_MEDIA.get(media, media)
    if control.get("query"):
        return "select_one_external"
    return _BY_CONTROL.get(tag) or _BY_TYPE.get(data_type, data_type)


def _heads_a_table(control: Element) -> bool:
    """A row that only shows the labels of the rows below: in a chat each question shows its own."""
    return local(control) in ("select1", "select") and "label" in tokens(control.get("appearance", ""))
