"""The surveys that come with the house are sound, in both languages, and carry what they compile to."""

import pytest

from admin.authoring import author, templates
from admin.authoring.__main__ import main
from admin.authoring.templates import compiled


def test_there_is_a_barometer_a_forum_and_an_idea_box():
    assert {"barometer", "forum", "ideas"} <= {template.name for template in templates()}


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.name)
def test_a_template_is_as_fresh_as_its_source(template):
    assert template.xform == compiled(template.source, template.name), "run python -m admin.authoring"


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.name)
def test_nothing_is_to_be_said_of_a_template(template):
    authored = author(template.source, f"{template.name}.yaml")
    assert authored.findings == ()
    assert {language.key for language in authored.survey.languages} == {"fr", "en"}


def test_templates_are_compiled_anew_on_demand(tmp_path, capsys):
    main(tmp_path)
    assert sorted(path.stem for path in tmp_path.iterdir()) == [template.name for template in templates()]
    assert (tmp_path / "ideas.xml").read_text(encoding="utf-8").startswith("<?xml")
    assert "ideas.xml" in capsys.readouterr().out
