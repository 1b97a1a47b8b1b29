"""Lines broken as Chinese is, and texts that fit into any file."""

from hypothesis import given
from hypothesis import strategies as st

from oversight.papers.text import lines_of
from schools.printable import printable


def width(text):
    """Measure as a terminal does: a Chinese character is two wide."""
    return sum(1 if sign < "\u2000" else 2 for sign in text)


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one():
    lines = lines_of("学校（以下简称“本校”）共有党员35名，其中2026年发展3名。", 20, width)

    assert lines == ["学校（以下简称“本", "校”）共有党员35名，", "其中2026年发展3名。"]


def test_a_number_stays_whole_and_a_word_wider_than_a_line_is_cut():
    assert lines_of("共有党员123456789名", 12, width) == ["共有党员", "123456789名"]
    assert lines_of("a" * 12, 5, width) == ["aaaaa", "aaaaa", "aa"]


def test_line_breaks_of_the_text_stay():
    assert lines_of("一\n\n二", 10, width) == ["一", "", "二"]


@given(st.text(alphabet="一二，。（）“” ab1\n", max_size=60))
def test_nothing_is_lost_and_nothing_but_spaces_left_out(text):
    lines = lines_of(text, 10, width)

    assert "".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")


def test_what_xml_does_not_allow_is_left_out():
    assert printable("甲\x00乙\x0b丙\uffff\n丁") == "甲乙丙\n丁"
