from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlint.audit.agreement import Agreement, agreements, pooled
from planlint.audit.answers import Answered

counts = st.integers(0, 60)


def test_kappa_is_that_of_the_textbook() -> None:
    assert Agreement(20, 5, 10, 15).kappa == pytest.approx(0.4)
    assert Agreement(45, 15, 25, 15).kappa == pytest.approx(0.1304, abs=1e-4)
    assert Agreement(25, 35, 5, 35).kappa == pytest.approx(0.2593, abs=1e-4)


def test_kappa_is_one_in_full_agreement_and_negative_in_none() -> None:
    assert Agreement(both=6, neither=4).kappa == 1
    assert Agreement(planlint_only=5, auditors_only=5).kappa == -1


@pytest.mark.parametrize("one", [Agreement(), Agreement(neither=9), Agreement(both=9)])
def test_kappa_is_undefined_where_chance_alone_would_always_agree(one: Agreement) -> None:
    assert one.kappa is None


def test_kappa_is_nought_where_only_one_of_them_never_changes() -> None:
    assert Agreement(planlint_only=4, neither=6).kappa == 0


@given(counts, counts, counts, counts)
def test_kappa_lies_between_minus_one_and_one_and_does_not_care_who_is_who(a: int, b: int, c: int, d: int) -> None:
    kappa = Agreement(a, b, c, d).kappa
    assert kappa == Agreement(a, c, b, d).kappa
    assert kappa is None or -1 <= kappa <= 1


def test_precision_and_recall_of_nothing_are_unknown() -> None:
    assert Agreement(neither=3).precision is None
    assert Agreement(neither=3).recall is None
    assert Agreement(both=3, planlint_only=1, auditors_only=2).precision == 0.75
    assert Agreement(both=3, planlint_only=1, auditors_only=2).recall == 0.6


def test_answers_are_counted_a_rule_and_not_applicable_stands_apart() -> None:
    answers = [
        Answered("A", "OBS001", "yes", 2),
        Answered("B", "OBS001", "no", 3),
        Answered("C", "OBS001", "na", 4),
        Answered("D", "OBS001", "yes", 5),
        Answered("gone", "OBS001", "yes", 6),
    ]
    met = {plan: frozenset({"OBS001"}) for plan in "ABC"} | {"D": frozenset[str]()}
    on = {plan: frozenset({"OBS001"}) for plan in "ABC"} | {"D": frozenset[str]()}
    told = agreements(answers, met, on)
    assert told == {"OBS001": Agreement(1, 1, 0, 0, not_applicable=1, not_applicable_found=1, not_on=1)}
    assert pooled(told) == told["OBS001"]
