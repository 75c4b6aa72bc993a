from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlint.document import Document
from planlint.report.offsets import in_utf16
from planlint.rules.finding import Edit, Finding, Fix, Related, Report, Strength

TEXT = "😀 Mia\n😀😀 Zac smiles\n"


def test_offsets_and_columns_count_utf16_units(found: Callable[..., Finding]) -> None:
    finding = found("Zac", TEXT)
    (counted,) = in_utf16(Report("a.md", findings=(finding,), text=TEXT)).findings
    assert (finding.start.offset, finding.start.column) == (9, 4)
    assert (counted.start.offset, counted.start.line, counted.start.column) == (12, 2, 6)
    assert counted.end.offset == 15


def test_edits_related_places_and_strengths_are_counted_too(found: Callable[..., Finding]) -> None:
    zac = found("Zac", TEXT)
    related = Related("there", zac.start, zac.end)
    fix = Fix("Reword", (Edit(zac.start.offset, zac.end.offset, "You"),))
    finding = found("Zac", TEXT, related=(related,), fixes=(fix,))
    strength = Strength("STR001", "written-to-child", "Good.", None, zac.start, zac.end)
    counted = in_utf16(Report("a.md", findings=(finding,), strengths=(strength,), text=TEXT))
    assert counted.findings[0].related[0].start.offset == 12
    assert counted.findings[0].fixes[0].edits == (Edit(12, 15, "You"),)
    assert counted.strengths[0].start.offset == 12


def test_a_report_without_its_text_cannot_be_counted(found: Callable[..., Finding]) -> None:
    with pytest.raises(ValueError, match="without its text"):
        in_utf16(Report("a.md", findings=(found("CIN"),)))


@given(st.text(st.sampled_from("a😀\n漢é"), min_size=1), st.data())
def test_counted_offsets_point_at_the_same_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = Document(text, "text", ())
    words = text[start:end]
    places = (document.location(start), document.location(end))
    finding = Finding("X001", "x", "info", "phrase", None, "", "", words, words, *places)
    (counted,) = in_utf16(Report("a.md", findings=(finding,), text=text)).findings
    units = text.encode("utf-16-le")
    assert units[2 * counted.start.offset : 2 * counted.end.offset].decode("utf-16-le") == words
    line = document.line_span(finding.start.line)
    before = document.source[line.start : start].encode("utf-16-le")
    assert counted.start.column == len(before) // 2 + 1
