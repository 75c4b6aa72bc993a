"""Tables in plain text: rows with bars, drawn grids, rows with tabs, and columns lined up with spaces."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from planlint.readers.mapped import Mapped, stretch, weave
from planlint.readers.pairs import is_label, words
from planlint.readers.plain_lines import Line
from planlint.readers.tables import Cell, is_rule, pipe_cells

_GRID = re.compile(r"\+(?:[-=:]+\+)+")
# Words that name columns and stand in no row; two of them make a head even over short rows.
_COLUMN = re.compile(
    r"(?i:actions?|by when|by whom|dates?|d\.?o\.?b\.?|due|lead|names?|needs?|no\.?|outcomes?|owner|persons?|"
    r"relation(?:ship)?|resp\.?|responsible|result|role|status|target date|task|timescale|what|when|who)\??"
)
_GAP = re.compile(r" {2,}|\t+")


@dataclass(frozen=True, slots=True)
class Found:
    """A table found in the lines up to `end`, the first after it."""

    rows: list[list[Cell]]
    has_head: bool
    end: int


def drawn_table(source: str, lines: list[Line], at: int) -> Found | None:
    """A table with bars between its cells, or a grid drawn with '+---+', that begins at line `at`."""
    end = at
    while end < len(lines) and (_GRID.fullmatch(lines[end].text) or _barred(lines[end].text)):
        end += 1
    if end - at < 2:
        return None
    block = lines[at:end]
    if any(_GRID.fullmatch(line.text) for line in block):
        return _grid(source, block, end)
    rows = [_pipe_row(source, line) for line in block if not _is_bar_rule(line.text)]
    return Found(rows, len(block) > 1 and _is_bar_rule(block[1].text), end) if rows else None


def tab_table(source: str, lines: list[Line], at: int) -> tuple[int, Found | None]:
    """Rows with tabs between their cells that begin at line `at`, and the line up to which there are fields.

    Lines of one key and one value are fields; so are those over a table with a head.
    """
    end = at
    while end < len(lines) and _in_tab_table(lines[end], first=end == at):
        end += 1
    first = at
    while first < end and (is_tab_field(lines[first].text) or "\t" not in lines[first].text):
        first += 1
    if at == end or first == end:
        return max(end, at + 1), None
    if first > at and _looks_like_head(_tab_rows(source, lines[first:end])):
        return first, None
    rows = _tab_rows(source, lines[at:end])
    return at, Found(rows, _looks_like_head(rows), end)


def aligned_table(source: str, lines: list[Line], at: int) -> Found | None:
    """Three or more lines whose columns line up under each other, with two or more spaces between."""
    end = at
    while end < len(lines) and _in_aligned_table(lines[end], lines[at]):
        end += 1
    block = lines[at:end]
    starts = Counter(line.indent + low for line in block for low, _ in _segments(line))
    columns = sorted(start for start, count in starts.items() if count > len(block) // 2)
    if len(block) < 3 or len(columns) < 2 or block[0].indent != columns[0]:
        return None
    if any(line.indent + low not in columns for line in block for low, _ in _segments(line)):
        return None
    rows: list[list[Cell]] = []
    for line in block:
        row = [Cell(Mapped(""), line.start) for _ in columns]
        for low, high in _segments(line):
            row[columns.index(line.indent + low)] = _cell(source, line.start + low, line.start + high)
        if rows and line.indent != columns[0]:
            rows[-1] = [_joined(above, below) for above, below in zip(rows[-1], row, strict=True)]
        else:
            rows.append(row)
    return Found(rows, _looks_like_head(rows), end)


def is_tab_field(text: str) -> bool:
    """Whether a line is a key, one or more tabs, and a value: 'What<TAB>Bed and bedding'."""
    cells = re.split(r"\t+", text.strip())
    return len(cells) == 2 and is_label(cells[0].rstrip(" :"), loose=True) and words(cells[0]) <= 5


def _in_aligned_table(line: Line, first: Line) -> bool:
    """Whether a line can be a row: it has a gap, or it hangs below a cell of the row before."""
    if not line.text or line.bullet or "\t" in line.text:
        return False
    return _GAP.search(line.text) is not None or line.indent > first.indent


def _in_tab_table(line: Line, *, first: bool) -> bool:
    """Whether a line can be a row: it has tabs, or it hangs below a cell of the row before."""
    if "\t" not in line.text:
        return not first and line.indent > 0 and bool(line.text) and line.bullet is None
    return not line.text.split("\t")[0].rstrip().endswith(":")


def _tab_rows(source: str, block: list[Line]) -> list[list[Cell]]:
    """The rows of a table with tabs. Tabs side by side are empty cells, unless one gap makes rows even."""
    single = _without_empty([_tab_cells(source, line, r"\t", line.left) for line in block])
    merged = [_tab_cells(source, line, r"\t+", line.start) for line in block]
    even = len({len(row) for row in merged}) < len({len(row) for row in single})
    rows: list[list[Cell]] = []
    for line, row in zip(block, merged if even else single, strict=True):
        if "\t" in line.text or not rows:
            rows.append(row)
            continue
        column = min(len(row) - 1, len(rows[-1]) - 1)
        rows[-1][column] = _joined(rows[-1][column], row[-1])
    width = max(len(row) for row in rows) if _looks_like_head(rows) else 0
    return [row + [Cell(Mapped(""), row[-1].text.end or row[-1].anchor)] * (width - len(row)) for row in rows]


def _barred(text: str) -> bool:
    return text.count("|") > 1 and (text.startswith("|") or not text.endswith("."))


def _is_bar_rule(text: str) -> bool:
    return "|" in text and is_rule(text)


def _pipe_row(source: str, line: Line) -> list[Cell]:
    return [Cell(text.tidied(), anchor) for text, anchor in pipe_cells(source, line.start, line.end)]


def _grid(source: str, block: list[Line], end: int) -> Found | None:
    """The rows between drawn rules; the lines of one row are one text a cell."""
    rows: list[list[Cell]] = []
    head = False
    fresh = True
    for line in block:
        if _GRID.fullmatch(line.text):
            head = head or ("=" in line.text and len(rows) == 1)
            fresh = True
            continue
        row = _pipe_row(source, line)
        if fresh or len(row) != len(rows[-1]):
            rows.append(row)
        else:
            rows[-1] = [_joined(above, below) for above, below in zip(rows[-1], row, strict=True)]
        fresh = False
    return Found(rows, head or _looks_like_head(rows), end) if rows else None


def _joined(above: Cell, below: Cell) -> Cell:
    if not below.text.text:
        return above
    if not above.text.text:
        return below
    return Cell(weave((above.text, " ", below.text)), above.anchor)


def _tab_cells(source: str, line: Line, gap: str, start: int) -> list[Cell]:
    cells: list[Cell] = []
    at = start
    for match in re.compile(gap).finditer(source, start, line.end):
        cells.append(_cell(source, at, match.start()))
        at = match.end()
    cells.append(_cell(source, at, line.end))
    return cells


def _cell(source: str, start: int, end: int) -> Cell:
    return Cell(stretch(source, start, end).tidied(), start)


def _without_empty(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows without the columns that are empty in each: they come of tabs that only line things up."""
    width = max(len(row) for row in rows)
    used = [column for column in range(width) if any(len(row) > column and row[column].text.text for row in rows)]
    return [[row[column] for column in used if column < len(row)] for row in rows]


def _segments(line: Line) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    at = 0
    for match in _GAP.finditer(line.text):
        ranges.append((at, match.start()))
        at = match.end()
    ranges.append((at, len(line.text)))
    return ranges


def _looks_like_head(rows: list[list[Cell]]) -> bool:
    """Whether the first row names the columns: short words without figures over figures or long text."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    names = [cell.text.text for cell in rows[0]]
    if not all(name and words(name) <= 5 and not re.search(r"\d|[!:;]$|\w{5,}\.$", name) for name in names):
        return False
    if len(set(names)) == len(names) and sum(_COLUMN.fullmatch(name) is not None for name in names) > 1:
        return True
    below = [cell.text.text for row in rows[1:] for cell in row]
    return len(set(names)) == len(names) and any(re.search(r"\d", text) or words(text) > 5 for text in below)
