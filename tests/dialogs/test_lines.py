"""Ways and areas: pin by pin, the last one taken back, then confirmed."""

from talking import aimed, begun, q

from dialogs.turn import Placed


def test_pins_make_a_way_and_done_confirms_it():
    talk = begun(q("geotrace", "a"), q("text", "b"))
    talk.hears(Placed(1, 1))
    assert (talk.sees, talk.labels) == ("A?\n1 point", ["Undo", "Done", "Skip"])
    talk.taps("Done")
    assert "two positions" in talk.notice
    talk.hears(Placed(1, 2)).taps("Done")
    assert talk.values == {"a": "1 1 0 0;1 2 0 0"}
    assert talk.done == ["A? 2 points"]


def test_an_area_closes_by_itself():
    talk = begun(q("geoshape", "a"))
    talk.hears(Placed(1, 1)).hears(Placed(1, 2)).says("2 2", "done")
    assert talk.values == {"a": "1 1 0 0;1 2 0 0;2 2 0 0;1 1 0 0"}
    assert talk.lines == ["A? 3 points"]


def test_the_last_pin_is_taken_back_once_however_often_that_is_tapped():
    talk = begun(q("geotrace", "a"))
    talk.hears(Placed(1, 1)).hears(Placed(1, 2))
    undo = aimed(talk.button("Undo"))
    talk.hears(undo).hears(undo)
    assert talk.answer("a").value == "1 1 0 0"
    talk.says("annuler")
    assert talk.labels == ["Skip"]


def test_a_correction_begins_anew_and_may_keep_what_stood():
    talk = begun(q("geotrace", "a"))
    talk.says("1 1; 1 2").presses("back")
    assert talk.labels == ["Keep “2 points”", "Skip"]
    talk.hears(Placed(3, 3)).hears(Placed(3, 4)).taps("Done")
    assert talk.values == {"a": "3 3 0 0;3 4 0 0"}
