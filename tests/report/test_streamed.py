from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlint.report import FORMATS, Options, renderer
from planlint.report.streamed import StreamedList
from planlint.rules.finding import Report

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(groups=st.lists(st.lists(values, max_size=3), max_size=3), last=values)
def test_a_streamed_list_has_the_bytes_of_one_that_was_there_at_once(groups: list[list[Any]], last: Any) -> None:
    entries = [value for group in groups for value in group]
    streamed = StreamedList({"a": [], "runs": [{"b": 1, "entries": []}]})
    text = streamed.start() + "".join(map(streamed.entries, groups)) + streamed.end(last=last)
    whole = {"a": [], "runs": [{"b": 1, "entries": entries, "last": last}]}
    assert text == json.dumps(whole, indent=2) + "\n"


@given(entries=st.lists(values, max_size=3))
def test_a_list_alone_can_be_streamed(entries: list[Any]) -> None:
    streamed = StreamedList([])
    assert json.loads(streamed.start() + streamed.entries(entries) + streamed.end()) == entries


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_a_piece_for_a_report_before_it_asks_for_the_next(name: str) -> None:
    taken = 0

    def reports() -> Iterator[Report]:
        nonlocal taken
        for number in range(5):
            taken += 1
            yield Report(f"{number}.md", error=None if number % 2 else "no such file")

    steps = []
    for _ in renderer(name)(reports(), Options()):
        steps.append(taken)
    assert set(steps) >= {1, 2, 3, 4, 5}
