"""An XForm becomes a survey that can be run, or is refused whole."""

import pytest

from dialogs.questions import KINDS
from dialogs.survey import Bounds, Choices, Language
from dialogs.xform import Refusal, XFormRefused, read_xform
from dialogs.xform.kinds import SUPPORTED

HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms"'
)


def xform(
    data: str, binds: str = "", body: str = "", *, extra: str = "", itext: str = "", lang: str = ""
) -> str:
    language = f' xml:lang="{lang}"' if lang else ""
    return (
        f"{HEAD}{language}><h:head><h:title>Halles</h:title><model>{itext}<instance>"
        f'<data id="halles" version="3">{data}<meta><instanceID/></meta></data></instance>{extra}{binds}'
        f"</model></h:head><h:body>{body}</h:body></h:html>"
    )


def question(control: str, binds: str = "", name: str = "q", **parts: str) -> str:
    return xform(f"<{name}/>", binds, control, **parts)


def only(text: str):
    [found] = read_xform(text).questions
    return found


def refused(text: str) -> list[tuple[str, str, str, str]]:
    with pytest.raises(XFormRefused) as caught:
        read_xform(text)
    return [(found.path, found.part, found.code, found.detail) for found in caught.value.findings]


@pytest.mark.parametrize(
    ("control", "bind", "kind"),
    [
        ('<input ref="/data/q"/>', "", "text"),
        ('<input ref="/data/q"/>', 'type="string"', "text"),
        ('<input ref="/data/q"/>', 'type="int"', "integer"),
        ('<input ref="/data/q"/>', 'type="decimal"', "decimal"),
        ('<input ref="/data/q"/>', 'type="date"', "date"),
        ('<input ref="/data/q"/>', 'type="time"', "time"),
        ('<input ref="/data/q"/>', 'type="dateTime"', "dateTime"),
        ('<input ref="/data/q"/>', 'type="geopoint"', "geopoint"),
        ('<input ref="/data/q"/>', 'type="string" readonly="true()"', "note"),
        ('<input ref="/data/q"/>', 'type="int" readonly="false()"', "integer"),
        ('<input ref="/data/q"/>', 'type="string" calculate="1 + 1"', "note"),
        ('<trigger ref="/data/q"/>', "", "acknowledge"),
        ('<range ref="/data/q" start="0" end="5" step="1"/>', 'type="int"', "range"),
        ('<input ref="/data/q"/>', 'type="geotrace"', "geotrace"),
        ('<input ref="/data/q"/>', 'type="geoshape"', "geoshape"),
        ('<input ref="/data/q"/>', 'type="barcode"', "barcode"),
        ('<upload ref="/data/q" mediatype="image/*"/>', 'type="binary"', "image"),
        ('<upload ref="/data/q" mediatype="audio/*"/>', 'type="binary"', "audio"),
        ('<upload ref="/data/q" mediatype="video/*"/>', 'type="binary"', "video"),
        ('<upload ref="/data/q" mediatype="application/*"/>', 'type="binary"', "file"),
        ("", 'calculate="1 + 1"', "calculate"),
        ("", 'jr:preload="timestamp" jr:preloadParams="start"', "calculate"),
        ("", 'jr:preload="date" jr:preloadParams="today"', "calculate"),
        ("", 'jr:preload="property" jr:preloadParams="deviceid"', "hidden"),
        ("", 'type="string"', "hidden"),
    ],
)
def test_a_control_and_its_type_make_a_kind(control, bind, kind):
    assert only(question(control, f'<bind nodeset="/data/q" {bind}/>')).kind == kind


def test_a_kind_that_cannot_be_asked_is_refused():
    for control, kind in (
        ('<upload ref="/data/q" mediatype="osm/*"/>', "osm"),
        ('<input ref="/data/q" query="instance(\'x\')/root/item"/>', "select_one_external"),
    ):
        assert refused(question(control)) == [("/data/q", "type", "kind", kind)]


def test_a_question_has_all_that_its_bind_says():
    found = only(
        question(
            '<input ref="/data/q" appearance="Multiline  w2"><label>Age?</label>'
            "<hint>In years</hint></input>",
            '<bind nodeset="/data/q" type="int" relevant="1 = 1" constraint=". &gt; 0" required="true()"'
            ' jr:constraintMsg="Above zero" jr:requiredMsg="Say it"/>',
            lang="en",
        )
    )
    assert (found.relevant.source, found.constraint.source, found.required.source) == (
        "1 = 1",
        ". > 0",
        "true()",
    )
    assert found.label.texts == (("en", ("Age?",)),)
    assert found.hint.texts == (("en", ("In years",)),)
    assert found.constraint_message.texts == (("en", ("Above zero",)),)
    assert found.required_message.texts == (("en", ("Say it",)),)
    assert found.appearance == {"multiline", "w2"}


def test_a_note_is_never_required():
    binds = '<bind nodeset="/data/q" readonly="true()" required="true()" constraint=". = 1"/>'
    found = only(question('<input ref="/data/q"/>', binds))
    assert (found.required, found.constraint) == (None, None)


def test_a_default_is_the_text_of_its_node():
    assert only(xform("<q>a b</q>", body='<input ref="/data/q"/>')).default == "a b"


def test_a_range_keeps_its_bounds_as_text():
    assert only(question('<range ref="/data/q" start="1.5" end="5.50" step="0.5"/>')).bounds == Bounds(
        "1.5", "5.50", "0.5"
    )


def test_the_survey_knows_its_name_version_and_title():
    survey = read_xform(question('<input ref="/data/q"/>', lang="fr"))
    assert (survey.name, survey.version, survey.title.texts) == ("halles", "3", (("fr", "Halles"),))


def test_a_form_that_names_no_language_is_of_an_undetermined_one():
    survey = read_xform(question('<input ref="/data/q"/>'))
    assert (survey.default_language, survey.languages) == ("und", (Language("und", "und"),))


LIST = (
    '<instance id="towns"><root><item><name>a</name><label>Aube</label><land>x</land></item>'
    "<item><name>b</name><label>Bosc</label><land>y</land></item></root></instance>"
)


def select(nodeset: str, tag: str = "select1") -> str:
    return f'<{tag} ref="/data/q"><itemset nodeset="{nodeset}"><value ref="name"/></itemset></{tag}>'


def test_a_list_keeps_all_columns_that_a_filter_may_ask_for():
    survey = read_xform(question(select("instance('towns')/root/item"), extra=LIST, lang="fr"))
    first = survey.lists["towns"][0]
    assert (first.name, first.label.texts, first.columns) == (
        "a",
        (("fr", ("Aube",)),),
        (("label", "Aube"), ("land", "x")),
    )
    assert survey.questions[0].choices == Choices("towns")


@pytest.mark.parametrize(
    "nodeset",
    ["instance('towns')/root/item[land = 'x']", "randomize(instance('towns')/root/item)"],
)
def test_a_filtered_or_shuffled_list_is_an_expression(nodeset):
    found = only(question(select(nodeset, "select"), extra=LIST))
    assert (found.kind, found.choices.list_name, found.choices.offered.source) == (
        "select_multiple",
        "towns",
        nodeset,
    )


def test_choices_from_elsewhere_are_refused():
    assert refused(question(select("/data/kid[age > 3]"))) == [("/data/q", "type", "choices", "")]
    assert refused(question('<select1 ref="/data/q"/>')) == [("/data/q", "type", "choices", "")]


def test_a_rank_is_of_a_list():
    found = only(question(select("instance('towns')/root/item", "odk:rank"), extra=LIST))
    assert (found.kind, found.choices) == ("rank", Choices("towns"))


def test_a_row_of_labels_of_a_table_is_silent():
    control = select("instance('towns')/root/item").replace("<select1 ", '<select1 appearance="Label" ')
    found = only(question(control, '<bind nodeset="/data/q" required="true()"/>', extra=LIST))
    assert (found.kind, found.required) == ("hidden", None)


FILE = '<instance id="cities" src="jr://file-csv/cities.csv"/>'


@pytest.mark.parametrize(
    ("control", "bind", "at"),
    [
        (select("instance('cities')/root/item"), "", ("/data/q", "type")),
        (
            '<input ref="/data/q"/>',
            "relevant=\"instance('cities')/root/item/x = 1\"",
            ("/data/q", "relevant"),
        ),
        ("", "calculate=\"pulldata('cities', 'a', 'b', 'c')\"", ("/data/q", "calculation")),
        ("", "", ("/data/cities", "type")),
    ],
)
def test_a_list_in_a_file_is_refused_where_it_is_used(control, bind, at):
    found = refused(question(control, f'<bind nodeset="/data/q" {bind}/>', extra=FILE))
    assert found == [(*at, "file", "cities")]


def test_a_list_may_keep_what_is_stored_and_what_is_read_in_columns_of_its_own():
    listed = (
        "<instance id='c'><root><item><id>x</id><title>Halle</title><name>h</name></item></root></instance>"
    )
    control = (
        '<select1 ref="/data/q"><itemset nodeset="instance(\'c\')/root/item">'
        '<value ref="id"/><label ref="title"/></itemset></select1>'
    )
    [choice] = read_xform(question(control, extra=listed, lang="fr")).lists["c"]
    assert (choice.name, choice.label.texts) == ("x", (("fr", ("Halle",)),))
    assert dict(choice.columns) == {"id": "x", "title": "Halle", "name": "h"}
    other = control.replace("/data/q", "/data/r").replace('"id"', '"name"')
    found = refused(xform("<q/><r/>", body=control + other, extra=listed))
    assert found == [("/data/r", "type", "columns", "c")]


def test_an_earlier_session_is_no_file_and_reads_as_blank():
    earlier = '<instance id="__last-saved" src="jr://instance/last-saved"/>'
    binds = '<bind nodeset="/data/q" calculate="instance(\'__last-saved\')/data/q"/>'
    assert only(question("", binds, extra=earlier)).kind == "calculate"


def test_groups_hold_their_questions():
    survey = read_xform(
        xform(
            "<g><h><q/></h></g>",
            '<bind nodeset="/data/g" relevant="1 = 1"/>',
            '<group ref="/data/g" appearance="field-list"><label>Section</label>'
            '<input ref="/data/g/h/q"/></group>',
            lang="fr",
        )
    )
    assert survey.questions[0].groups == ("/data/g", "/data/g/h")
    assert survey.groups["/data/g"].relevant.source == "1 = 1"
    assert survey.groups["/data/g"].label.texts == (("fr", ("Section",)),)
    assert survey.groups["/data/g"].appearance == {"field-list"}
    assert survey.groups["/data/g/h"].label.texts == ()


ITEXT = """<itext>
<translation lang="default" default="true()"><text id="/data/q:label"><value>Sans langue</value></text>
  <text id="t-0"><value>Aube</value><value form="image">jr://images/a.jpg</value></text></translation>
<translation lang="Français (fr)">
  <text id="/data/q:label"><value>Où, <output value=" /data/q "/> ?</value></text>
  <text id="/data:title"><value>Les Halles</value></text></translation>
<translation lang="Arabe" xml:lang="ar"><text id="/data/q:label"><value/></text></translation>
</itext>"""


def test_texts_are_kept_by_language_and_the_empty_ones_left_out():
    text = question(
        '<input ref="/data/q"><label ref="jr:itext(\'/data/q:label\')"/></input>', itext=ITEXT, lang="fr"
    )
    survey = read_xform(text)
    assert [language.key for language in survey.languages] == ["fr", "ar", "default"]
    assert survey.title.texts == (("fr", "Les Halles"),)
    [(french, (before, place, after)), (unnamed, (plain,))] = survey.questions[0].label.texts
    assert (french, before, place.reads, after) == ("fr", "Où, ", {"/data/q"}, " ?")
    assert (unnamed, plain) == ("default", "Sans langue")
    assert survey.texts == {}


def test_texts_are_there_by_their_id_where_an_expression_asks_for_one():
    binds = '<bind nodeset="/data/q" calculate="jr:itext(\'t-0\')"/>'
    assert read_xform(question("", binds, itext=ITEXT)).texts["t-0"].texts == (("default", ("Aube",)),)


def test_the_language_marked_as_default_is_the_default():
    assert read_xform(question('<input ref="/data/q"/>', itext=ITEXT)).default_language == "default"


def test_two_columns_for_one_language_are_one_and_the_named_one_stands():
    itext = ITEXT.replace('lang="default"', 'lang="default" xml:lang="fr"')
    text = question('<input ref="/data/q"><label ref="jr:itext(\'/data/q:label\')"/></input>', itext=itext)
    [(language, parts)] = read_xform(text).questions[0].label.texts
    assert (language, parts[0]) == ("fr", "Où, ")


def test_a_message_may_be_translated_and_a_choice_too():
    listed = '<instance id="towns"><root><item><itextId>t-0</itextId><name>a</name></item></root></instance>'
    binds = '<bind nodeset="/data/q" jr:constraintMsg="jr:itext(\'/data/q:label\')"/>'
    survey = read_xform(question(select("instance('towns')/root/item"), binds, extra=listed, itext=ITEXT))
    assert survey.questions[0].constraint_message.plain.pick("default") == ("default", "Sans langue")
    assert survey.lists["towns"][0].label.plain.pick("default") == ("default", "Aube")


def test_everything_that_stands_in_the_way_is_told_at_once():
    found = refused(
        xform(
            "<g jr:template=''><a/></g><g><a/></g><b/><c/><d/><e/><f/><meta><entity/></meta>",
            '<setvalue ref="/data/b" value="foo()"/>'
            '<bind nodeset="/data/c" relevant="/data/b &gt; and ("/>'
            '<bind nodeset="/data/d" type="odd" readonly="/data/b = 1"/>'
            '<bind nodeset="/data/e" relevant="/data/nowhere = 1"/>'
            '<bind nodeset="/data/f" calculate="indexed-repeat(/data/g/a, /data/g, 1)"/>',
            '<group ref="/data/g"><repeat nodeset="/data/g"><input ref="/data/g/a"/></repeat></group>'
            '<input ref="/data/b"><setvalue ref="/data/c" value="1"/></input><input ref="/data/c"/>'
            '<input ref="/data/d"/><input ref="/data/e"/>',
        )
    )
    assert {(path, part, code) for path, part, code, _detail in found} == {
        ("/data/g", "type", "repeat"),
        ("/data/b", "default", "function"),
        ("/data/c", "relevant", "end"),
        ("/data/d", "type", "kind"),
        ("/data/d", "readonly", "readonly"),
        ("/data/e", "relevant", "reference"),
        ("/data/f", "calculation", "unsupported"),
        ("/data/meta/entity", "type", "entities"),
    }


def test_a_default_may_be_computed():
    setvalue = '<setvalue event="odk-instance-first-load" ref="/data/q" value="today()"/>'
    preset = read_xform(question('<input ref="/data/q"/>', setvalue)).questions[0].preset
    assert preset
    assert preset.source == "today()"


def test_an_output_that_cannot_be_read_is_refused_with_its_label():
    control = '<input ref="/data/q"><label>Hi <output value="foo()"/></label></input>'
    assert refused(question(control)) == [("/data/q", "label", "function", "foo")]


def test_a_cycle_is_refused_with_its_way_round():
    binds = (
        '<bind nodeset="/data/a" calculate="/data/b + 1"/><bind nodeset="/data/b" calculate="/data/a + 1"/>'
    )
    [(path, _part, code, way)] = refused(xform("<a/><b/>", binds))
    assert path in ("/data/a", "/data/b")
    assert (code, way) in (("cycle", "a → b → a"), ("cycle", "b → a → b"))


def test_the_order_puts_what_is_read_first():
    binds = '<bind nodeset="/data/a" calculate="/data/b + 1"/><bind nodeset="/data/b" calculate="2"/>'
    order = read_xform(xform("<a/><b/>", binds)).order
    assert order.index("/data/b") < order.index("/data/a")


@pytest.mark.parametrize(
    "text",
    ["", "not xml", "<html/>", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "<a><model/><body/></a>"],
)
def test_what_is_no_xform_is_refused(text):
    with pytest.raises(XFormRefused):
        read_xform(text)


def test_every_refusal_has_words():
    from dialogs.xform.refusals import MESSAGES

    for code in MESSAGES:
        assert Refusal("/data/q", "type", code, "x").message().text
    with pytest.raises(XFormRefused) as caught:
        read_xform(question("", '<bind nodeset="/data/q" calculate="foo()"/>'))
    assert caught.value.findings[0].message().values == (("name", "foo"),)


def test_what_the_reader_lets_through_is_what_can_be_asked():
    assert set(KINDS) == SUPPORTED


def test_what_a_change_sets_is_told_by_the_question_that_changes():
    setvalues = (
        '<setvalue ref="/data/c" event="xforms-value-changed" value=" /data/q "/>'
        '<setvalue ref="/data/d" event="xforms-value-changed"/>'
    )
    found = read_xform(
        xform("<q/><c/><d/>", body=f'<input ref="/data/q">{setvalues}</input><input ref="/data/d"/>')
    )
    copied, cleared = found.setters["/data/q"]
    assert (copied.path, copied.value.source) == ("/data/c", "/data/q")
    assert (cleared.path, cleared.value) == ("/data/d", None)


def test_a_change_that_sets_something_unreadable_is_refused():
    control = '<input ref="/data/q"><setvalue ref="/data/c" value="foo()"/></input>'
    assert refused(xform("<q/><c/>", body=control)) == [("/data/c", "calculation", "function", "foo")]


def test_a_question_is_named_by_its_last_word_and_keyed_without_the_root():
    survey = read_xform(xform("<g><q/></g>", body='<group ref="/data/g"><input ref="/data/g/q"/></group>'))
    assert [(one.name, one.key) for one in survey.questions] == [("q", "g/q")]
