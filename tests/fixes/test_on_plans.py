"""Fixing a plan of the corpora: no more findings than before, and a second run changes nothing."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planlint.fixes.applying import apply, chosen
from planlint.fixes.settling import settle
from planlint.linter import Linter
from planlint.phrases import Phrases
from planlint.readers import format_of, read_file
from planlint.words import pattern

_PLANS = sorted(
    path
    for path in (Path(__file__).parents[2] / "corpora" / "plans").glob("*/*")
    if path.suffix in (".md", ".txt") and path.with_name(f"{path.stem}.labels.yaml").exists()
)
_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”")


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(_PLANS), st.booleans())
def test_a_fixed_plan_has_no_more_findings_and_a_second_run_changes_nothing(path: Path, only_safe: bool) -> None:
    linter, name = Linter(), format_of(path) or ""

    def check(text: str):  # type: ignore[no-untyped-def]
        return linter.check_text(text, format=name).findings

    source = read_file(path).source
    fixed, _ = settle(source, check, only_safe=only_safe)
    assert len(check(fixed)) <= len(check(source))
    assert settle(fixed, check, only_safe=only_safe) == (fixed, 0)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(_PLANS), st.booleans())
def test_no_fix_touches_a_number_a_negation_a_modal_verb_or_quoted_words(path: Path, only_safe: bool) -> None:
    report = Linter().check_file(path)
    text = report.text or ""
    kept = pattern("inflection", "untouchable")
    for fix in chosen(report.findings, only_safe=only_safe):
        after = apply(text, [fix])
        assert re.findall(r"\d+", after) == re.findall(r"\d+", text)
        assert not _met(kept, text) - _met(kept, after)
        for quoted in _QUOTED.finditer(text):
            assert not any(edit.start < quoted.end() and quoted.start() < edit.end for edit in fix.edits)


def _met(kept: Phrases, text: str) -> Counter[str]:
    return Counter(met[0].lower() for met in kept.finditer(text))
