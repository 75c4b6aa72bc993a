"""Counting a cohort as its reports come by: how many plans, and how many children, each row is true of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from planlint.audit.data import briefing, reaches
from planlint.audit.profile import Profile
from planlint.rules.finding import Report


class Row(NamedTuple):
    """What is counted: kind is rule, family, strength, point, reach or allowed."""

    kind: str
    code: str


class Group(NamedTuple):
    """Whom it is counted of: by is all, team, type or age."""

    by: str
    name: str


class Counts(NamedTuple):
    """Plans and children. A plan can hold children of several ages, so by age only children are counted."""

    plans: int = 0
    children: int = 0

    def plus(self, other: Counts) -> Counts:
        return Counts(self.plans + other.plans, self.children + other.children)


ALL = Group("all", "all")


def family_of(code: str) -> str:
    """'OBS' of 'OBS002'."""
    return code.rstrip("0123456789")


@dataclass
class Tally:
    """Counts plans as they pass by and keeps nothing else of them."""

    sizes: dict[Group, Counts] = field(default_factory=dict)
    rows: dict[Row, dict[Group, Counts]] = field(default_factory=lambda: defaultdict(dict))
    on: Counter[str] = field(default_factory=Counter)  # plans that each rule was on for
    named: Counter[str] = field(default_factory=Counter)  # plans whose team bears a name of one of their children
    days: Counter[str] = field(default_factory=Counter)  # plans by the month that they were judged as of

    def add(self, report: Report, profile: Profile, on: Iterable[str]) -> None:
        """Count one plan with at least one child. `on` are the codes of the rules that were on for it."""
        everyone = frozenset(range(len(report.children)))
        matching = len(profile.ages) == len(report.children)
        ages = profile.ages if matching else ("unknown",) * len(everyone)
        team = profile.team or ""
        places = (ALL, Group("team", team), Group("type", profile.plan_type))
        self._count(self.sizes, places, ages, everyone)
        for row, whom in _concerned(report, ages, everyone).items():
            self._count(self.rows[row], places, ages, whom)
        self.on.update(on)
        self.named[team] += profile.named_for_child
        self.days[(report.as_of or "")[:7]] += 1

    def _count(
        self, counted: dict[Group, Counts], places: Iterable[Group], ages: Sequence[str], whom: frozenset[int]
    ) -> None:
        for place in places:
            counted[place] = counted.get(place, Counts()).plus(Counts(1, len(whom)))
        for age, children in Counter(ages[number] for number in whom).items():
            place = Group("age", age)
            counted[place] = counted.get(place, Counts()).plus(Counts(0, children))


def _concerned(report: Report, ages: Sequence[str], everyone: frozenset[int]) -> Mapping[Row, frozenset[int]]:
    """The children, by number, that each row is true of in a plan."""
    found: dict[Row, set[int]] = defaultdict(set)
    reached = {reach.key: _reached(reach.key, ages) for reach in reaches()}
    reached_by = {code: reached[reach.key] for reach in reaches() for code in reach.rules}

    def whom(child: str | None, code: str) -> frozenset[int]:
        """A finding about no one child is about each, as far as the rule can be about them."""
        meant = frozenset(number for number in everyone if report.children[number] == child)
        return meant or reached_by.get(code) or everyone

    for finding in report.findings:
        found[Row("rule", finding.rule)] |= whom(finding.child, finding.rule)
    for strength in report.strengths:
        found[Row("strength", strength.code)] |= whom(strength.child, strength.code)
    for allowed in report.allowed:
        found[Row("allowed", allowed.rule)] |= whom(allowed.finding.child if allowed.finding else None, allowed.rule)
    for row, children in list(_unions(found)):
        found[row] |= children
    for reach in reaches():
        met = [found[Row("rule", code)] for code in reach.rules if Row("rule", code) in found]
        found[Row("reach", reach.key)] |= reached[reach.key].union(*met)
    return {row: frozenset(children) for row, children in found.items() if children}


def _unions(found: Mapping[Row, set[int]]) -> Iterator[tuple[Row, set[int]]]:
    rules = [(row.code, children) for row, children in found.items() if row.kind == "rule"]
    for code, children in rules:
        yield Row("family", family_of(code)), children
        for point in briefing().points:
            if code in point.rules:
                yield Row("point", point.key), children


def _reached(key: str, ages: Sequence[str]) -> frozenset[int]:
    if key == "several":
        return frozenset(range(len(ages))) if len(ages) > 1 else frozenset()
    wanted = ("babies",) if key == "babies" else ("babies", "pre-verbal")
    return frozenset(number for number, age in enumerate(ages) if age in wanted)
