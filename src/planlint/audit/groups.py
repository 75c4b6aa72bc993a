"""Merging groups that are too small to be shown, so that no row of the report is about a handful of children."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from planlint.audit.tally import ALL, Counts, Group, Tally

FEWEST = 5  # plans (by age: children) that a group must have, and the smallest count that is shown
TOGETHER = "Smaller ones together"

Naming = Callable[[Group], str]


@dataclass(frozen=True, slots=True)
class Merged:
    """How raw groups are shown: `into` is the group that stands for each, `parts` how many each stands for."""

    into: Mapping[Group, Group]
    parts: Mapping[Group, int]


def merge(tally: Tally, order: Mapping[str, tuple[str, ...]], naming: Naming) -> Merged:
    """Put groups with too few plans together, by team, type and age; drop a division that leaves one group.

    `order` lists the ages and types as they are to be shown; `naming` says what a raw group is called.
    """
    into: dict[Group, Group] = {}
    parts: dict[Group, int] = {}
    for by in ("team", "type", "age"):
        raw = [group for group in tally.sizes if group.by == by]
        if by == "age":
            bundles = _neighbours(sorted(raw, key=lambda group: order["age"].index(group.name)), tally.sizes)
        else:
            bundles = _smallest(raw, tally.sizes)
        if len(bundles) < 2:
            continue
        for bundle in bundles:
            name = " and ".join(map(naming, bundle)) if by == "age" or len(bundle) == 1 else TOGETHER
            shown = Group(by, name)
            parts[shown] = len(bundle)
            into |= dict.fromkeys(bundle, shown)
    return Merged(into, parts)


def regrouped(counted: Mapping[Group, Counts], merged: Merged) -> dict[Group, Counts]:
    """Counts by the groups that are shown."""
    found = {ALL: counted.get(ALL, Counts())} | {group: Counts() for group in merged.parts}
    for group, counts in counted.items():
        if group in merged.into:
            shown = merged.into[group]
            found[shown] = found[shown].plus(counts)
    return found


def _smallest(groups: list[Group], sizes: Mapping[Group, Counts]) -> list[list[Group]]:
    """Groups of enough plans as they are; the others in one bundle, with the next smallest where it needs it."""
    by_size = sorted(groups, key=lambda group: (sizes[group].plans, group.name))
    bundle: list[Group] = []
    while by_size and (sizes[by_size[0]].plans < FEWEST or 0 < sum(sizes[g].plans for g in bundle) < FEWEST):
        bundle.append(by_size.pop(0))
    kept = [[group] for group in sorted(by_size, key=lambda group: group.name)]
    return [*kept, bundle] if bundle else kept


def _neighbours(groups: list[Group], sizes: Mapping[Group, Counts]) -> list[list[Group]]:
    """Ages in order; one with too few children joins the next, the last one the one before."""
    bundles: list[list[Group]] = []
    for group in groups:
        if bundles and sum(sizes[part].children for part in bundles[-1]) < FEWEST:
            bundles[-1].append(group)
        else:
            bundles.append([group])
    if len(bundles) > 1 and sum(sizes[part].children for part in bundles[-1]) < FEWEST:
        last = bundles.pop()
        bundles[-1] += last
    return bundles
