"""A button's press: written, read, and short enough for every channel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs import press
from dialogs.menu import Command
from dialogs.turn import Pressed, Tapped

OPS = st.sampled_from(["=4", "+0", "-12", "done", "skip", "page:3", "open", "=2026-03-12", "=-0.5"])


@given(st.integers(0, 10**17), st.integers(0, 10**6), st.integers(0, 10**6), OPS)
def test_a_tap_reads_back_as_it_was_written(session: int, question: int, revision: int, op: str):
    said = Tapped(question, revision, op)
    assert press.read(press.write(session, said)) == press.Aimed(session, said)


@given(st.text(max_size=80))
def test_whatever_arrives_is_read_without_fail(text: str):
    press.read(text)


def test_presses_are_as_the_contract_says():
    assert press.write(12, Tapped(3, 2, "=4")) == "s12.3.2.=4"
    assert press.write(12, Pressed("send")) == "s12.send"
    assert press.read("s12.lang:pt-BR") == press.Aimed(12, Pressed("lang:pt-BR"))
    assert press.read("/start HALLES") == Command("start", "HALLES")


@pytest.mark.parametrize(
    "text", ["", "12.send", "s12.", "s.3.2.=4", "s" + "9" * 30 + ".send", "s1", "send", "s١.send"]
)
def test_what_nobody_wrote_is_no_press(text: str):
    assert press.read(text) is None


def test_a_long_language_is_cut_at_a_whole_letter():
    written = press.write(1, Pressed("lang:" + "é" * 60))
    assert len(written.encode()) <= press.MOST_BYTES
    assert written.endswith("é")
