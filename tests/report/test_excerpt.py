from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from planlint.report.excerpt import path_text, printable, underlined


def test_carets_stand_under_the_words() -> None:
    shown, carets = underlined("Mia will need help.", 4, 8, 80)
    assert shown == "Mia will need help."
    assert carets == "    ^^^^"


def test_a_tab_counts_as_the_four_columns_it_is_shown_in() -> None:
    shown, carets = underlined("\tMia cries", 1, 4, 80)
    assert shown == "    Mia cries"
    assert carets == "    ^^^"


def test_a_wide_character_counts_as_two_columns() -> None:
    _, carets = underlined("漢字 Mia", 3, 6, 80)
    assert carets == "     ^^^"


def test_joined_marks_and_zero_width_characters_count_as_none() -> None:
    _, carets = underlined("Zoe\N{COMBINING DIAERESIS}\N{ZERO WIDTH SPACE} cries", 6, 11, 80)
    assert carets == "    ^^^^^"


def test_a_long_line_is_cut_to_a_window_round_the_words() -> None:
    line = "a" * 300 + " needs " + "b" * 300
    shown, carets = underlined(line, 301, 306, 60)
    assert len(shown) <= 60
    assert shown.startswith("...") and shown.endswith("...")
    assert shown[carets.index("^") : len(carets)] == "needs"


def test_words_longer_than_the_window_are_shown_from_their_start() -> None:
    shown, carets = underlined("x" * 500, 100, 400, 50)
    assert len(shown) <= 50
    assert len(carets) <= 50


def test_words_at_a_line_end_still_get_a_caret() -> None:
    assert underlined("", 0, 0, 80) == ("", "^")


def test_control_and_direction_characters_do_not_reach_the_terminal() -> None:
    assert printable("a\x1b[31mb\N{RIGHT-TO-LEFT OVERRIDE}c\nd") == "a [31mbc d"


def test_a_path_stays_on_one_line_with_its_odd_bytes_shown() -> None:
    assert path_text("a\nb\udce9.md") == r"a\x0ab\xe9.md"


@given(st.text(max_size=200), st.data())
def test_no_line_is_wider_than_its_window(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    shown, carets = underlined(line, start, end, 40)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in shown)
    assert len(printable(shown)) + wide <= 40 + sum(unicodedata.category(c)[0] == "M" for c in shown)
    assert len(carets) <= 41
    assert set(carets) <= {" ", "^"}
