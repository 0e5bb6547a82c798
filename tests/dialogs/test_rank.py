"""Choices put in order, tap by tap: each has its place, the last can be taken back, twice is once."""

from talking import aimed, begun, choices, q, words

from dialogs.survey import Choice

TOPICS = ("trees", "cars", "benches", "light")


def test_taps_number_the_choices_and_done_confirms_their_order():
    talk = begun(q("rank", "a", of="topics"), q("text", "b"))
    talk.taps("Benches", "More trees")
    assert talk.labels == ["2. More trees", "Fewer cars", "1. Benches", "Lighting", "Undo", "Done", "Skip"]
    assert talk.answer("a").state == "draft"
    talk.taps("Done")
    assert talk.values["a"] == "benches trees"
    assert talk.done == ["A? 1. Benches, 2. More trees"]


def test_undo_takes_back_the_last_and_a_numbered_choice_takes_back_itself():
    talk = begun(q("rank", "a", of="topics"))
    talk.taps("Benches", "More trees", "Lighting", "Undo", "1. Benches")
    assert talk.labels[:5] == ["1. More trees", "Fewer cars", "Benches", "Lighting", "Undo"]
    talk.taps("Undo")
    assert "Undo" not in talk.labels


def test_the_same_tap_twice_is_one():
    talk = begun(q("rank", "a", of="topics"))
    benches = aimed(talk.button("Benches"))
    talk.hears(benches).hears(benches)
    assert talk.answer("a").value == "benches"
    undo = aimed(talk.taps("Lighting").button("Undo"))
    talk.hears(undo).hears(undo)
    assert talk.answer("a").value == "benches"


def test_what_is_typed_goes_on_from_what_was_tapped():
    talk = begun(q("rank", "a", of="topics"))
    talk.taps("Benches").says("1", "fewer cars")
    assert talk.answer("a").value == "benches trees cars"
    talk.says("lighting")
    assert talk.values == {"a": "benches trees cars light"}


def test_a_ranking_counts_only_what_is_still_offered():
    talk = begun(
        q("select_one", "more", of="yes_no"),
        q("rank", "a", of="topics", filtered="name != 'cars' or /data/more = 'yes'"),
        q("calculate", "second", calculation="selected-at(/data/a, 1)"),
        q("note", "seen", "Second: ${second}"),
    )
    talk.says("yes", "cars, benches, trees, light")
    assert "Second: benches" in talk.sees
    talk.presses("back", "back").says("no")
    assert talk.session.answers["/data/a"].value == "cars benches trees light"


def test_a_long_list_is_ranked_page_by_page():
    lists = {"many": tuple(Choice(f"c{n}", choices(f"Thing {n}")[0].label) for n in range(10))}
    talk = begun(q("rank", "a", of="many"), lists=lists)
    talk.taps("More ▶", "Thing 9")
    assert talk.labels == ["Thing 8", "1. Thing 9", "◀ Before", "Undo", "Done", "Skip"]
    assert words(talk.reply.body[0]) == "A?"
