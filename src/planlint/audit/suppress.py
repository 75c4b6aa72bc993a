"""Keeping small counts from being read, or worked out, from the tables that are published.

A count from 1 to 4 is shown as 'fewer than 5'. So that none can be had by taking others from a total, further
counts are withheld until each small count is shown to be movable: there is another set of counts, with another
number in its place, that all the published tables together allow just as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from planlint.audit.groups import FEWEST
from planlint.audit.tally import ALL, Counts, Group, Row

Label = Literal["few", "withheld"]
Cell = tuple[Row, Group, int]  # 0: plans, 1: children

_NOTHING = Counts()


@dataclass(frozen=True)
class Table:
    """All counts that are to be published, and how they hang together."""

    sizes: Mapping[Group, Counts]
    rows: Mapping[Row, Mapping[Group, Counts]]
    unions: Mapping[Row, tuple[Row, ...]] = field(default_factory=dict)  # a row that is true where any of these is
    within: Mapping[Row, Row] = field(default_factory=dict)  # a row that is true only where another is


def hidden(table: Table) -> dict[Cell, Label]:
    """The cells that must not be shown as they are, and what to say in their place."""
    guard = _Guard(table)
    while exposed := guard.exposed():
        places = {(row, group.by): (row, group, measure) for row, group, measure in exposed}
        # A list, not a generator: each of them must hide something more, not the first alone.
        if not any([guard.hide_more(cell) for cell in places.values()]):
            break
    return {cell: label for cell in guard.cells if (label := guard.label(cell)) is not None}


def _small(count: int) -> bool:
    return 0 < count < FEWEST


class _Rule(NamedTuple):
    """Something that holds among some counts."""

    holds: Callable[[Sequence[int], int], bool]
    cells: tuple[Cell, ...]
    more: int = 0


class _Guard:
    """What is hidden so far, and what a reader could work out from the rest."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._divisions = {by: [g for g in table.sizes if g.by == by] for by in ("team", "type", "age")}
        self._some: dict[tuple[Row, str], set[Group]] = {}  # groups hidden in a division of a row
        self._whole: set[tuple[Row, str]] = set()  # divisions of a row that are hidden altogether
        self._totals: set[Row] = set()  # rows whose total is hidden though it is not small
        self._near = self._related()
        self._bundles = self._moved_together()
        self.cells = list(self._all_cells())
        self._rules = list(self._all_rules())
        self._by_cell: dict[Cell, set[int]] = {cell: set() for cell in self.cells}
        for number, rule in enumerate(self._rules):
            for cell in rule.cells:
                self._by_cell[cell].add(number)
        for row in table.rows:
            for by, groups in self._divisions.items():
                if any(_small(self._value((row, ALL, measure))) for measure in _measures(by)):
                    self._whole.add((row, by))
                self._some[row, by] = {
                    group for group in groups if any(_small(self._value((row, group, m))) for m in _measures(by))
                }

    def label(self, cell: Cell) -> Label | None:
        """What stands in the place of a count; None: the count itself."""
        row, group, _ = cell
        small: Label | None = "few" if _small(self._value(cell)) else None
        if group == ALL:
            return small or ("withheld" if row in self._totals and self._value(cell) else None)
        if (row, group.by) in self._whole:
            return "withheld"
        return (small or "withheld") if group in self._some[row, group.by] else None

    def exposed(self) -> list[Cell]:
        """The small counts that a reader might be able to work out."""
        return [cell for cell in self.cells if _small(self._value(cell)) and not self._movable(cell)]

    def hide_more(self, cell: Cell) -> bool:
        """Hide something more round a count that could be worked out. Returns whether there was anything left."""
        row, group, _ = cell
        if group == ALL:
            return self._hide_total(row)
        return self._hide_little(cell) or self._hide_in_row(row, group) or self._hide_near(row, group)

    def _hide_little(self, cell: Cell) -> bool:
        """Hide one or two counts that settle it, if there are such: in its own row, or in one that it is counted in."""
        row, group, measure = cell
        by = group.by
        for one in (row, *self._near[row]):
            if (one, by) in self._whole:
                continue
            before = self._some[one, by]
            large = [g for g in self._divisions[by] if g not in before and self._value((one, g, measure)) >= FEWEST]
            here = [group] if group in large else []
            others = sorted((g for g in large if g != group), key=lambda g: self._cost((one, g, measure)))[:3]
            tries = [here, *([*here, other] for other in others)]
            for more in filter(None, tries):
                self._some[one, by] = before | set(more)
                if self._movable(cell):
                    return True
            self._some[one, by] = before
        return False

    def _hide_in_row(self, row: Row, group: Group) -> bool:
        """Hide one more count of its row, or all of them."""
        place = (row, group.by)
        if place in self._whole:
            return False
        measure = _measures(group.by)[0]
        shown = [g for g in self._divisions[group.by] if g not in self._some[place]]
        large = [g for g in shown if self._value((row, g, measure)) >= FEWEST]
        if large:
            self._some[place].add(min(large, key=lambda g: self._cost((row, g, measure))))
        else:
            self._whole.add(place)
        return True

    def _hide_near(self, row: Row, group: Group) -> bool:
        """Hide the counts by group of a row that it hangs together with, or else that row's total."""
        for near in self._near[row]:
            if (near, group.by) not in self._whole:
                self._whole.add((near, group.by))
                return True
        return self._hide_total(row)

    def _hide_total(self, row: Row) -> bool:
        for near in (*self._near[row], row):
            if near not in self._totals:
                self._totals.add(near)
                self._whole |= {(near, by) for by in self._divisions}
                return True
        return False

    def _cost(self, cell: Cell) -> tuple[bool, int, str]:
        """Which count to withhold first: the least of those that could as well be more or fewer."""
        value, most = self._value(cell), self._table.sizes[cell[1]][cell[2]]
        return not FEWEST < value < most, value, cell[1].name

    def _value(self, cell: Cell) -> int:
        row, group, measure = cell
        return self._table.rows[row].get(group, _NOTHING)[measure]

    def _all_cells(self) -> Iterator[Cell]:
        for row in self._table.rows:
            for group in self._table.sizes:
                for measure in _measures(group.by):
                    yield row, group, measure

    def _related(self) -> dict[Row, tuple[Row, ...]]:
        near: dict[Row, dict[Row, None]] = {row: {} for row in self._table.rows}
        pairs = [(part, whole) for whole, parts in self._table.unions.items() for part in parts]
        for part, whole in (*pairs, *self._table.within.items()):
            near[part][whole] = None
        for part, whole in pairs:
            near[whole][part] = None
        return {row: tuple(found) for row, found in near.items()}

    def _moved_together(self) -> dict[Row, list[tuple[Row, ...]]]:
        """For each row, the rows to try to move it with: a rule moves alone, or with rows that it is counted in."""
        bundles: dict[Row, list[tuple[Row, ...]]] = {row: [(row,)] for row in self._table.rows}
        for row in self._table.rows:
            if row in self._table.unions:
                continue
            unions = tuple(whole for whole, parts in self._table.unions.items() if row in parts)
            within = (self._table.within[row],) if row in self._table.within else ()
            for wholes in dict.fromkeys([*((one,) for one in unions + within), unions, unions + within]):
                for one in (row, *wholes) if wholes else ():
                    bundles[one].append((row, *wholes))
        return bundles

    def _movable(self, cell: Cell) -> bool:
        """Whether a count could as well be one more or one fewer, some others with it, by all that is published."""
        worlds = self._total_moves(cell) if cell[1] == ALL else self._moves(cell)
        return any(self._allowed(world) for world in worlds)

    def _moves(self, cell: Cell) -> Iterator[dict[Cell, int]]:
        """One plan or child of a row, and perhaps of rows that hang together with it, in another group."""
        row, group, measure = cell
        for other in self._divisions[group.by]:
            if other == group or self.label((row, other, measure)) is None:
                continue
            for rows in self._bundles[row]:
                for measures in {(measure,), _measures(group.by)}:
                    for step in (1, -1):
                        yield {
                            (one, place, m): step if place == group else -step
                            for one in rows
                            for place in (group, other)
                            for m in measures
                        }

    def _total_moves(self, cell: Cell) -> Iterator[dict[Cell, int]]:
        """One plan or child more or fewer of a row, in one group of each division."""
        row, _, measure = cell
        for measures in ((measure,), (0, 1)):
            for rows in self._bundles[row]:
                for step in (1, -1):
                    world = {(one, ALL, m): step for one in rows for m in measures}
                    for by, groups in self._divisions.items():
                        told = [m for m in measures if m in _measures(by)]
                        places = ({(one, group, m): step for one in rows for m in told} for group in groups)
                        world |= next((place for place in places if self._allowed(place, within=True)), {})
                    yield world

    def _allowed(self, world: Mapping[Cell, int], *, within: bool = False) -> bool:
        """Whether counts changed so would look the same; `within` leaves out what sums over groups say."""
        if not all(self._fits(cell, self._value(cell) + step) for cell, step in world.items()):
            return False
        touched = {number for cell in world for number in self._by_cell[cell]}
        return all(
            rule.holds([self._value(cell) + world.get(cell, 0) for cell in rule.cells], rule.more)
            for rule in map(self._rules.__getitem__, touched)
            if not (within and rule.holds is _sum)
        )

    def _fits(self, cell: Cell, count: int) -> bool:
        """Whether a count could stand where what is shown of a cell stands."""
        row, group, measure = cell
        label = self.label(cell)
        if label == "few":
            return _small(count)
        least = 0 if (row, group.by) in self._whole else FEWEST
        return label is not None and least <= count <= self._table.sizes[group][measure]

    def _all_rules(self) -> Iterator[_Rule]:
        """What must hold among the counts of the table, whatever they are."""
        table = self._table
        for row in table.rows:
            for by, groups in self._divisions.items():
                for m in _measures(by) if groups else ():
                    yield _Rule(_sum, ((row, ALL, m), *((row, group, m) for group in groups)))
            for group, size in table.sizes.items():
                for m in _measures(group.by):
                    if row in table.unions:
                        yield _Rule(_union, ((row, group, m), *((part, group, m) for part in table.unions[row])))
                    if row in table.within:
                        yield _Rule(_at_most, ((row, group, m), (table.within[row], group, m)))
                if group.by != "age":  # a plan has a child at least, and so have those that the row is not true of
                    yield _Rule(_at_most, ((row, group, 0), (row, group, 1)))
                    yield _Rule(_at_most, ((row, group, 1), (row, group, 0)), size.children - size.plans)


def _measures(by: str) -> tuple[int, ...]:
    return (1,) if by == "age" else (0, 1)


def _sum(counts: Sequence[int], _: int) -> bool:
    """The first is the sum of the others."""
    return counts[0] == sum(counts[1:])


def _union(counts: Sequence[int], _: int) -> bool:
    """The first counts what any of the others counts."""
    return max(counts[1:], default=0) <= counts[0] <= sum(counts[1:])


def _at_most(counts: Sequence[int], more: int) -> bool:
    """The first is at most the second, and so many more."""
    return counts[0] <= counts[1] + more
