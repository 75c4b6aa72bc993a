from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from planlint.audit.cohort import Cohort, Files, cohort_of
from planlint.audit.profile import Profile
from planlint.audit.tally import Tally
from planlint.document import Location
from planlint.rules import catalogue
from planlint.rules.finding import Finding, Report, Strength

_HERE = Location(0, 1, 1)


def finding(rule: str, child: str | None = None) -> Finding:
    """A finding of which the audit is to keep its rule and nothing else."""
    return Finding(
        rule, "name", "error", "statement", child, "secret message", "secret advice", "secret", "secret", _HERE, _HERE
    )


@pytest.fixture
def counted() -> Callable[..., Tally]:
    """Counts plans given as (team, type, ages, rules met; a rule of one child as 'OBS001:0')."""

    def count(plans: Sequence[tuple[str, str, Sequence[str], Sequence[str]]]) -> Tally:
        tally = Tally()
        on = {rule.code for rule in catalogue.load() if rule.enabled}
        for team, plan_type, ages, met in plans:
            children = tuple(f"Child{number}" for number in range(len(ages)))
            found, strengths = [], []
            for one in met:
                code, _, number = one.partition(":")
                child = children[int(number)] if number else None
                if code.startswith("STR"):
                    strengths.append(Strength(code, "name", "secret", child, _HERE, _HERE))
                else:
                    found.append(finding(code, child))
            report = Report("p.md", children, "2026-02-03", None, tuple(found), tuple(strengths))
            tally.add(report, Profile(plan_type, tuple(ages), team or None, False), on)
        return tally

    return count


@pytest.fixture
def cohort(counted: Callable[..., Tally]) -> Callable[..., Cohort]:
    """The audit of plans given as for `counted`."""

    def make(plans: Sequence[tuple[str, str, Sequence[str], Sequence[str]]]) -> Cohort:
        tally = counted(plans)
        files = Files(len(plans), 0, 0)
        strengths = catalogue.load_strengths()
        return cohort_of(tally, catalogue.load(), strengths, files, version="0", made="2026-04-01")

    return make


@pytest.fixture
def many() -> Sequence[tuple[str, str, Sequence[str], Sequence[str]]]:
    """Sixty plans of three teams, in which each of some rules is met now and then."""
    plans = []
    for number in range(60):
        team = ("North", "South", "West")[number % 3]
        met = [code for at, code in enumerate(("OBS002", "FAT001", "VOI001", "OUT005")) if (number * 7 + at) % (at + 2)]
        met += ["STR001"] if number % 2 else ["STR003:0"]
        ages = (["babies"], ["older", "older"], ["pre-verbal", "older"])[number % 3]
        met += ["INF001"] if number % 6 == 0 else []
        plans.append((team, ("cp", "cin")[number % 2], ages, met))
    return plans
