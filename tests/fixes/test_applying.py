from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlint.document import Location
from planlint.fixes.applying import apply, chosen
from planlint.fixes.settling import settle
from planlint.rules.finding import Edit, Finding, Fix


def _finding(*fixes: Fix) -> Finding:
    at = Location(0, 1, 1)
    return Finding("X001", "x", "info", "phrase", None, "", "", "", "", at, at, fixes=fixes)


_SPANS = st.tuples(st.integers(0, 60), st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))
_FIXES = st.lists(
    st.builds(
        lambda span, text, safe: Fix("", (Edit(*span, text),), safe),
        _SPANS,
        st.text(max_size=4),
        st.booleans(),
    ),
    max_size=8,
)


def test_edits_are_made_from_left_to_right() -> None:
    fix = Fix("", (Edit(4, 9, "need"), Edit(0, 3, "You")))
    assert apply("Mia needs a cot.", [fix]) == "You need a cot."


def test_fixes_that_touch_the_same_words_are_refused() -> None:
    with pytest.raises(ValueError, match="same words"):
        apply("Mia needs", [Fix("", (Edit(0, 5, ""),)), Fix("", (Edit(4, 9, ""),))])


@given(_FIXES, st.booleans())
def test_chosen_fixes_never_overlap_and_are_safe_where_asked(fixes: list[Fix], only_safe: bool) -> None:
    picked = chosen([_finding(fix) for fix in fixes], only_safe=only_safe)
    assert all(fix.safe for fix in picked) or not only_safe
    apply("x" * 70, picked)
    spans = [(fix.edits[0].start, fix.edits[0].end) for fix in picked]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_a_safe_fix_is_found_behind_one_that_is_not() -> None:
    loose, safe = Fix("", (Edit(0, 1, "a"),)), Fix("", (Edit(0, 1, "b"),), safe=True)
    assert chosen([_finding(loose, safe)], only_safe=True) == (safe,)
    assert chosen([_finding(loose, safe)], only_safe=False) == (loose,)


def test_a_fix_that_costs_a_finding_is_left_out() -> None:
    def check(text: str) -> list[Finding]:
        fixes = [Fix("", (Edit(at, at + 1, char.upper()),), True) for at, char in enumerate(text) if char in "ab"]
        return [_finding(fix) for fix in fixes] + [_finding()] * 9 * text.count("B")

    assert settle("a-b-a", check) == ("A-b-A", 2)
