"""The grade of a text is textstat's own."""

from __future__ import annotations

import textstat
from hypothesis import given, settings
from hypothesis import strategies as st

from planlint.language.reading_age import grade

_WORDS = st.sampled_from(
    ["the", "organisation", "safeguarding", "Zoë", "it's", "3", "2025", "co-operate", "Mr", "#1", "CAMHS", "—", "."]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS | st.text(max_size=6), max_size=30).map(" ".join))
def test_the_grade_is_the_one_that_textstat_gives(text: str) -> None:
    assert grade(text) == textstat.textstat.flesch_kincaid_grade(text)


def test_a_text_without_words_has_grade_nought() -> None:
    assert grade("") == 0.0
