"""Tables that lines are drawn round: from the lines of a page to cells, merged and nested ones included."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from planlint.readers.pdf_drawn import Edge
from planlint.readers.pdf_lines import Leading, paragraphs, printed_lines
from planlint.readers.pdf_page import Char, Page
from planlint.readers.pdf_parts import Grid, GridCell, Para, Part

_NEAR = 3.0  # points within which lines meet
_MOST = 120  # columns or rows; more lines are a chart


@dataclass
class Ruled:
    """A ruled table: where its columns and rows begin and end, and which area is which cell's."""

    xs: list[float]
    ys: list[float]
    cells: dict[tuple[int, int], tuple[int, int]]  # (row, column) → the top left one of the same cell
    chars: dict[tuple[int, int], list[Char]] = field(default_factory=dict)
    inner: dict[tuple[int, int], list[Ruled]] = field(default_factory=dict)

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def cell_at(self, across: float, down: float) -> tuple[int, int] | None:
        """The cell in which a point stands; None outside."""
        if not (self.xs[0] <= across <= self.xs[-1] and self.ys[0] <= down <= self.ys[-1]):
            return None
        row = min(bisect_right(self.ys, down), len(self.ys) - 1) - 1
        column = min(bisect_right(self.xs, across), len(self.xs) - 1) - 1
        return self.cells[max(row, 0), max(column, 0)]


def ruled_tables(page: Page) -> tuple[list[Ruled], list[Char]]:
    """The outermost ruled tables of a page, with what stands in them; and the characters outside."""
    tables = sorted((t for group in _touching(_joined(page.edges)) for t in _table(group)), key=lambda t: t.area)
    outside: list[Char] = []
    for char in page.chars:
        across, down = (char.left + char.right) / 2, (char.top + char.bottom) / 2
        for table in tables:
            cell = table.cell_at(across, down)
            if cell is not None:
                table.chars.setdefault(cell, []).append(char)
                break
        else:
            outside.append(char)
    outermost: list[Ruled] = []
    for number, table in enumerate(tables):
        middle = (table.xs[0] + table.xs[-1]) / 2, (table.top + table.bottom) / 2
        for outer in tables[number + 1 :]:
            cell = outer.cell_at(*middle)
            if cell is not None:
                outer.inner.setdefault(cell, []).append(table)
                break
        else:
            outermost.append(table)
    return [table for table in outermost if table.chars or table.inner], outside


def grid_of(table: Ruled, page: Page, leading: Leading) -> Grid:
    """A ruled table with its text, as paragraphs in cells."""
    spans = _spans(table)
    rows = []
    for row in range(len(table.ys) - 1):
        found = [
            _cell(table, (row, column), spans[row, column], page, leading)
            for column in range(len(table.xs) - 1)
            if table.cells[row, column] == (row, column)
        ]
        if found:
            rows.append(tuple(found))
    return Grid(page.number, tuple(rows), tuple(table.xs), 0, page.number)


def _cell(table: Ruled, at: tuple[int, int], span: tuple[int, int], page: Page, leading: Leading) -> GridCell:
    row, column = at
    left, right = table.xs[column], table.xs[column + span[1]]
    lines = printed_lines(table.chars.get(at, ()))
    inset = max(min((line.left for line in lines), default=left) - left, 0.0)
    limit = right - min(inset, 12.0)
    middle = (left + right) / 2, (table.ys[row] + table.ys[row + span[0]]) / 2
    shaded = any(area.holds(*middle) for area in page.areas if area.bottom - area.top <= table.bottom - table.top + 6)
    content: list[tuple[float, Part]] = [
        (group[0].top, Para(tuple(group))) for group in paragraphs(lines, leading, limit)
    ]
    content += ((inner.top, grid_of(inner, page, leading)) for inner in table.inner.get(at, ()))
    content.sort(key=lambda one: one[0])
    return GridCell(column, span[1], span[0], tuple(part for _, part in content), shaded, limit)


def _spans(table: Ruled) -> dict[tuple[int, int], tuple[int, int]]:
    """How many rows and columns each cell covers, by its top left corner."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), first in table.cells.items():
        high, wide = spans.get(first, (1, 1))
        spans[first] = max(high, row - first[0] + 1), max(wide, column - first[1] + 1)
    return spans


def _joined(edges: Iterable[Edge]) -> list[Edge]:
    """Lines that go on each other as one; double ones too."""
    found: list[Edge] = []
    for upright in (False, True):
        near: list[list[Edge]] = []
        for edge in sorted((one for one in edges if one.upright is upright), key=lambda one: one.at):
            if near and edge.at - near[-1][0].at <= _NEAR:
                near[-1].append(edge)
            else:
                near.append([edge])
        for group in near:
            at = sum(one.at for one in group) / len(group)
            low = high = None
            for edge in sorted(group, key=lambda one: one.low):
                if low is None or high is None:
                    low, high = edge.low, edge.high
                elif edge.low <= high + _NEAR:
                    high = max(high, edge.high)
                else:
                    found.append(Edge(upright, at, low, high))
                    low, high = edge.low, edge.high
            if low is not None and high is not None:
                found.append(Edge(upright, at, low, high))
    return found


def _touching(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Lines put together where they meet."""
    parent = list(range(len(edges)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    upright = [n for n, edge in enumerate(edges) if edge.upright]
    for number, edge in enumerate(edges):
        if edge.upright:
            continue
        for other in upright:
            if _meet(edge, edges[other]):
                parent[root(number)] = root(other)
    groups: dict[int, list[Edge]] = {}
    for number, edge in enumerate(edges):
        groups.setdefault(root(number), []).append(edge)
    return [group for group in groups.values() if len(group) > 3]


def _meet(level: Edge, upright: Edge) -> bool:
    return (
        level.low - _NEAR <= upright.at <= level.high + _NEAR
        and upright.low - _NEAR <= level.at <= upright.high + _NEAR
    )


def _table(edges: Sequence[Edge]) -> list[Ruled]:
    """The table that lines which meet make; none where they frame one area alone."""
    level = [edge for edge in edges if not edge.upright]
    upright = [edge for edge in edges if edge.upright]
    xs = _places([e.at for e in upright] + [min(e.low for e in level), max(e.high for e in level)])
    ys = _places([e.at for e in level] + [min(e.low for e in upright), max(e.high for e in upright)])
    if not (1 < len(xs) <= _MOST and 1 < len(ys) <= _MOST) or len(xs) + len(ys) < 5:
        return []
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            cells[row, column] = (row, column)
            if column and not _drawn(upright, xs[column], ys[row], ys[row + 1]):
                cells[row, column] = cells[row, column - 1]
            elif row and not _drawn(level, ys[row], xs[column], xs[column + 1]):
                above = cells[row - 1, column]
                if above[1] == column or cells.get((row, column - 1)) == above:
                    cells[row, column] = above
    return [Ruled(xs, ys, cells)] if len(set(cells.values())) > 1 else []


def _places(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _drawn(edges: Sequence[Edge], at: float, low: float, high: float) -> bool:
    """Whether a line is drawn at a place, over most of a stretch."""
    return any(
        abs(edge.at - at) <= _NEAR and min(edge.high, high) - max(edge.low, low) > 0.6 * (high - low) for edge in edges
    )
