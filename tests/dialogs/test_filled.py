"""What the answers make of a survey: relevance, calculations, choices, labels."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dialogs.expressions import compile_expression
from dialogs.filled import Filled, canonical, fill
from dialogs.survey import Choice, Choices, Group, Label, Language, Question, Survey
from dialogs.text import Localized
from dialogs.turn import Answer, AnswerState

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=ZoneInfo("UTC"))
PARIS = ZoneInfo("Europe/Paris")


def label(french: str = "", english: str = "") -> Label:
    return Label(tuple((key, (text,)) for key, text in (("fr", french), ("en", english)) if text))


TOWNS = (
    Choice("lyon", label("Lyon"), (("dept", "69"),)),
    Choice("bron", label("Bron"), (("dept", "69"),)),
    Choice("nice", label("Nice", "Nizza"), (("dept", "06"),)),
    Choice("other", label("Ailleurs dans le Rhône"), (("dept", "69"),)),
    Choice("other", label("Ailleurs dans les Alpes"), (("dept", "06"),)),
)
TOPICS = tuple(Choice(name, label(name.title())) for name in ("parks", "roads", "light"))


def survey(*questions: Question, order: tuple[str, ...] = (), groups: tuple[Group, ...] = ()) -> Survey:
    return Survey(
        title=Localized((("fr", "Essai"),)),
        name="trial",
        version="1",
        languages=(Language("fr", "Français (fr)"), Language("en", "English (en)")),
        default_language="fr",
        questions=questions,
        groups={group.path: group for group in groups},
        lists={"towns": TOWNS, "topics": TOPICS},
        order=order,
        texts={"hello": label("Bonjour", "Hello")},
    )


def question(path: str, kind: str = "text", **fields: object) -> Question:
    sources = {key: value for key, value in fields.items() if key in ("relevant", "constraint", "required")}
    others = {key: value for key, value in fields.items() if key not in sources}
    compiled = {key: compile_expression(str(value), path) for key, value in sources.items()}
    if "calculation" in others:
        compiled["calculation"] = compile_expression(str(others.pop("calculation")), path)
    return Question(path=path, kind=kind, index=0, **compiled, **others)  # type: ignore[arg-type]


def filled(
    form: Survey, language: str | None = None, waived: bool = False, **answers: str | Answer
) -> Filled:
    """Answers by their path in the survey, `g__q` for /data/g/q."""
    kept = {
        "/data/" + name.replace("__", "/"): answer if isinstance(answer, Answer) else Answer(answer)
        for name, answer in answers.items()
    }
    return fill(form, kept, NOW, PARIS, seed=3, language=language, waived=waived)


ADULTS = survey(
    question("/data/age", "integer"),
    question("/data/work", relevant="/data/age > 17"),
    question("/data/g/boss", relevant="/data/work = 'yes'"),
    question("/data/g/inner/name"),
    question("/data/sum", "calculate", calculation="concat(/data/work, '/', /data/g/boss)"),
    question("/data/last", relevant="/data/sum != '/'"),
    groups=(
        Group("/data/g", relevant=compile_expression("/data/work != ''", "/data/g")),
        Group("/data/g/inner"),
    ),
)


def test_an_irrelevant_answer_reads_as_blank_is_kept_and_comes_back():
    grown = filled(ADULTS, age="20", work="yes", g__boss="me")
    assert (grown.value("/data/work"), grown.value("/data/g/boss")) == ("yes", "me")
    young = filled(ADULTS, age="12", work="yes", g__boss="me")
    assert (young.value("/data/work"), young.value("/data/g/boss")) == ("", "")
    assert young.answers["/data/work"].value == "yes"


def test_a_hidden_answer_is_one_that_may_come_back():
    assert filled(ADULTS, age="20", work=Answer("yes", AnswerState.HIDDEN)).value("/data/work") == "yes"


def test_a_group_hides_all_that_stands_in_it():
    idle = filled(ADULTS, age="20", work="", g__inner__name="x")
    assert not idle.relevant("/data/g")
    assert not idle.relevant("/data/g/inner")
    assert not idle.relevant("/data/g/inner/name")
    assert idle.value("/data/g/inner/name") == ""
    assert [q.name for q in idle.shown] == ["age", "work"]
    busy = filled(ADULTS, age="20", work="no", g__inner__name="x")
    assert busy.value("/data/g/inner/name") == "x"
    assert [q.name for q in busy.shown] == ["age", "work", "name", "last"]


def test_what_follows_from_what_follows_is_settled_too():
    assert filled(ADULTS, age="12", work="yes").value("/data/sum") == "/"
    assert not filled(ADULTS, age="12", work="yes").relevant("/data/last")
    assert filled(ADULTS, age="20", work="yes", g__boss="b").value("/data/sum") == "yes/b"


def test_a_calculation_is_not_shown_and_an_unknown_path_is_nothing():
    made = filled(ADULTS, age="20")
    assert made.relevant("/data/sum")
    assert "sum" not in [q.name for q in made.shown]
    assert (made.value("/data/nowhere"), made.relevant("/data/nowhere")) == ("", False)


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        (None, "5"),  # the default, while there is no answer
        (Answer("7"), "7"),
        (Answer(""), ""),
        (Answer("7", AnswerState.DRAFT), ""),
        (Answer("7", AnswerState.SKIPPED), ""),
        (Answer("nsp", AnswerState.REFUSED), "nsp"),
    ],
)
def test_a_draft_or_a_skip_is_no_answer_and_a_default_is_one(answer, value):
    form = survey(question("/data/q", default="5"))
    assert filled(form, **({} if answer is None else {"q": answer})).value("/data/q") == value


def test_a_computed_default_stands_while_there_is_no_answer():
    preset = compile_expression("concat(/data/town, '-', today())", "/data/q")
    form = survey(question("/data/town"), question("/data/q", preset=preset))
    assert filled(form, town="Aube").value("/data/q").startswith("Aube-2026-")
    assert filled(form, town="Aube", q="x").value("/data/q") == "x"


def test_a_default_of_what_is_irrelevant_reads_as_blank():
    assert filled(survey(question("/data/q", default="5", relevant="false()"))).value("/data/q") == ""


FROM_DEPT = Choices(
    "towns", compile_expression("instance('towns')/root/item[dept = /data/dept]", "/data/town")
)
CASCADE = survey(
    question("/data/dept"),
    question("/data/town", "select_one", choices=FROM_DEPT),
    question("/data/street", relevant="/data/town = 'lyon'"),
)


def test_an_answer_that_is_no_longer_offered_reads_as_blank_and_comes_back():
    assert filled(CASCADE, dept="69", town="lyon").value("/data/town") == "lyon"
    moved = filled(CASCADE, dept="06", town="lyon", street="Rue Neuve")
    assert (moved.value("/data/town"), moved.value("/data/street")) == ("", "")


def test_a_filter_offers_choices_in_the_authors_order():
    offered = filled(CASCADE, dept="69").offered(CASCADE.questions[1])
    assert offered == (TOWNS[0], TOWNS[1], TOWNS[3])
    assert filled(CASCADE, dept="06").offered(CASCADE.questions[1]) == (TOWNS[2], TOWNS[4])
    assert filled(CASCADE).offered(CASCADE.questions[1]) == ()
    assert filled(CASCADE).offered(CASCADE.questions[0]) == ()


def test_a_seed_may_give_the_order():
    drawn = Choices("topics", compile_expression("randomize(instance('topics')/root/item)", "/data/q"))
    form = survey(question("/data/q", "select_multiple", choices=drawn))
    first = fill(form, {}, NOW, PARIS, seed=1).offered(form.questions[0])
    assert sorted(c.name for c in first) == ["light", "parks", "roads"]
    assert first == fill(form, {}, NOW, PARIS, seed=1).offered(form.questions[0])
    assert len({fill(form, {}, NOW, PARIS, seed=n).offered(form.questions[0]) for n in range(20)}) > 1


@pytest.mark.parametrize(
    ("kind", "stored", "read"),
    [
        ("select_multiple", "light parks", "parks light"),  # the list's order, not the taps'
        ("select_multiple", "parks gone parks", "parks"),
        ("select_multiple", "gone", ""),
        ("select_one", "roads", "roads"),
        ("select_one", "gone", ""),
    ],
)
def test_several_choices_read_in_the_order_of_the_list(kind, stored, read):
    form = survey(question("/data/q", kind, choices=Choices("topics")))
    assert filled(form, q=stored).value("/data/q") == read


def test_the_order_of_a_drawn_list_does_not_change_what_is_stored():
    drawn = Choices("topics", compile_expression("randomize(instance('topics')/root/item)", "/data/q"))
    form = survey(question("/data/q", "select_multiple", choices=drawn))
    for seed in range(6):
        made = fill(form, {"/data/q": Answer("light parks")}, NOW, PARIS, seed=seed)
        assert made.value("/data/q") == "parks light"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2.50", "2.5"),
        ("2.00", "2"),
        ("007", "7"),
        ("-0", "0"),
        ("-0.50", "-0.5"),
        (".5", "0.5"),
        ("1.", "1"),
        ("12345678901234567890", "12345678901234567890"),
        ("100", "100"),
        ("x", "x"),
        ("-", "-"),
        ("1e5", "1e5"),
    ],
)
def test_numbers_are_kept_in_one_form(typed, kept):
    assert canonical(typed) == kept
    assert filled(survey(question("/data/q", "decimal")), q=typed).value("/data/q") == kept
    assert filled(survey(question("/data/q", "text")), q=typed).value("/data/q") == typed


def test_once_keeps_what_the_first_answer_made():
    form = survey(question("/data/a"), question("/data/q", "calculate", calculation="once(/data/a)"))
    assert filled(form, a="first").value("/data/q") == "first"
    assert filled(form, a="second", q="first").value("/data/q") == "first"


def test_another_calculation_forgets_what_was_stored():
    form = survey(question("/data/a"), question("/data/q", "calculate", calculation="/data/a"))
    assert filled(form, a="new", q="old").value("/data/q") == "new"


def test_the_surveys_order_and_none_give_the_same():
    paths = ("/data/sum", "/data/last", "/data/g", "/data/work")
    questions, groups = ADULTS.questions, tuple(ADULTS.groups.values())
    for order in (paths, paths[::-1], ()):
        made = filled(survey(*questions, order=order, groups=groups), age="20", work="yes", g__boss="b")
        assert made.value("/data/sum") == "yes/b"


def test_even_a_cycle_comes_to_an_end():
    form = survey(
        question("/data/a", "calculate", calculation="concat(/data/b, 'a')"),
        question("/data/b", "calculate", calculation="concat(/data/a, 'b')"),
        question("/data/c", relevant="/data/d != ''"),
        question("/data/d", relevant="/data/c != ''"),
    )
    made = filled(form, c="x", d="y")
    assert made.value("/data/a") == "ba"
    assert not made.relevant("/data/c")


def test_a_constraint_is_tried_on_the_value_and_never_on_a_blank():
    form = survey(question("/data/low", "integer"), question("/data/q", "integer", constraint=". > ../low"))
    made = filled(form, low="3", q="1")
    asked = form.questions[1]
    assert made.holds(asked, "4")
    assert not made.holds(asked, "3")
    assert not made.holds(asked, made.value("/data/q"))
    assert made.holds(asked, "")
    assert made.holds(form.questions[0], "anything")


def test_nothing_is_required_of_a_list_whose_file_is_missing():
    needed = question("/data/q", "select_one", required="true()", choices=Choices("absent"))
    assert not filled(survey(needed)).required(needed)


def test_required_may_depend_on_answers_and_is_waived_for_minors():
    form = survey(
        question("/data/a"),
        question("/data/q", required="/data/a = 'x'"),
        question("/data/n", "note", required="true()"),
        question("/data/c", "calculate", required="true()", calculation="''"),
    )
    free, asked, note, silent = form.questions
    assert not filled(form).required(free)
    assert not filled(form).required(asked)
    assert filled(form, a="x").required(asked)
    assert not filled(form, waived=True, a="x").required(asked)
    assert not filled(form).required(note)
    assert not filled(form).required(silent)


GREETING = Label(
    (
        ("fr", ("Bonjour ", compile_expression("/data/name", "/data/q"), " !")),
        ("en", ("Hello ", compile_expression("/data/name", "/data/q"), "!")),
        ("es", (compile_expression("/data/none", "/data/q"),)),
    )
)


def test_a_label_is_filled_in_in_every_language():
    made = filled(survey(question("/data/name")), name="Awa")
    assert made.label(GREETING) == Localized((("fr", "Bonjour Awa !"), ("en", "Hello Awa!")))


def test_what_is_filled_in_can_be_quoted_and_the_authors_words_are_not():
    made = filled(survey(question("/data/name")), name="*Awa*")
    starred = Label((("fr", ("*Bonjour* ", compile_expression("/data/name", "/data/q"))),))
    assert made.label(starred, lambda text: text.replace("*", "\\*")) == Localized(
        (("fr", "*Bonjour* \\*Awa\\*"),)
    )


def speaking(path: str = "/data/said") -> Survey:
    return survey(
        question("/data/town", "select_one", choices=Choices("towns")),
        question(path, "calculate", calculation="jr:choice-name(/data/town, '/data/town')"),
        question("/data/hello", "calculate", calculation="concat(jr:itext('hello'), jr:itext('nothing'))"),
        question("/data/none", "calculate", calculation="jr:choice-name('nice', '/data/nowhere')"),
        question("/data/row", "calculate", calculation="instance('towns')/root/item[name = 'nice']/label"),
    )


@pytest.mark.parametrize(
    ("language", "town", "hello"),
    [(None, "Nice", "Bonjour"), ("fr", "Nice", "Bonjour"), ("en", "Nizza", "Hello")],
)
def test_calculations_speak_the_language_of_the_talk(language, town, hello):
    made = filled(speaking(), language=language, town="nice")
    assert made.value("/data/said") == town
    assert made.value("/data/hello") == hello
    assert made.value("/data/none") == ""
    assert made.value("/data/row") == "Nice"  # a list's own column has one language: the survey's


def test_a_label_that_speaks_does_so_in_its_own_language():
    named = compile_expression("jr:choice-name(/data/town, '/data/town')", "/data/q")
    made = filled(speaking(), town="nice")
    assert made.label(Label((("fr", (named,)), ("en", (named,))))) == Localized(
        (("fr", "Nice"), ("en", "Nizza"))
    )


def test_a_choice_is_named_by_its_label():
    form = speaking()
    made = filled(form, town="nice")
    assert made.choice_label(form.questions[0], "nice") == Localized((("fr", "Nice"), ("en", "Nizza")))
    assert made.choice_label(form.questions[0], "gone") == Localized(())


def test_a_group_is_there_without_a_text():
    form = survey(
        question("/data/g/a"),
        question("/data/there", "calculate", calculation="count(/data/g | /data/nowhere)"),
        groups=(Group("/data/g"),),
    )
    assert filled(form, g__a="x").value("/data/there") == "1"
