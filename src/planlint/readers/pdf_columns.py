"""Columns without lines between them: text in two columns, and tables that only alignment makes.

Both are taken for such only where every line fits; what is torn stays as it is read across the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planlint.readers.pairs import words
from planlint.readers.pdf_lines import (
    Leading,
    Printed,
    first_word,
    is_bullet,
    paragraphs,
    printed,
    segments,
    spaced,
)
from planlint.readers.pdf_page import Char
from planlint.readers.pdf_parts import Grid, GridCell, Para

_FEWEST = 5  # lines of a column of text
_FAR = 2.3  # times the letters' size, from which a line below columns does not belong to them
_FULL = 0.62  # of a column's width that its lines fill on the whole
_ALIGNED = 5.0  # points by which cells of a column may stand apart
_HEAD_WORDS = 6
_NO_HEAD = re.compile(r"[:;.?!]\s*$|:\s|\d")


@dataclass(frozen=True)
class Run:
    """Lines that stand in one column of text, and how far to the right they may reach."""

    lines: tuple[Printed, ...]
    limit: float


def in_order(lines: Sequence[Printed], limit: float) -> Iterator[Run]:
    """Lines of a page in the order in which they are read: a column after the other where there are two."""
    low, high, gutter = _two_columns(lines)
    if high <= low:
        if lines:
            yield Run(tuple(lines), limit)
        return
    if low:
        yield Run(tuple(lines[:low]), limit)
    for side in _sides(lines[low:high], gutter):
        yield Run(tuple(side), max(line.right for line in side))
    yield from in_order(lines[high:], limit)


def _two_columns(lines: Sequence[Printed]) -> tuple[int, int, float]:
    """The longest stretch of lines in two columns and where the gutter is; an empty one where there is none."""
    best = (0, 0, 0.0)
    if len(lines) < _FEWEST:
        return best
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    parted = [segments(line) for line in lines]
    for step in range(13):
        gutter = left + (right - left) * (0.38 + step * 0.02)
        low = 0
        for at in range(len(lines) + 1):
            if low < at < len(lines) and _is_break(lines[at - 1], parted[at], lines[at]):
                best = _longer(best, lines, low, at, gutter)
                low = at
            if at < len(lines) and not any(one.left < gutter < one.right for one in parted[at]):
                continue
            best = _longer(best, lines, low, at, gutter)
            low = at + 1
    return best


def _longer(
    best: tuple[int, int, float], lines: Sequence[Printed], low: int, high: int, gutter: float
) -> tuple[int, int, float]:
    is_longer = high - low > best[1] - best[0] and _is_text(lines[low:high], gutter)
    return (low, high, gutter) if is_longer else best


def _is_break(before: Printed, parts: Sequence[Printed], line: Printed) -> bool:
    """Whether a line ends what stands in columns above it: far below, in three parts, or a heading by itself."""
    far = line.base - before.base > _FAR * line.size
    return far or len(parts) > 2 or (len(parts) == 1 and line.bold and not before.bold)


def _sides(lines: Sequence[Printed], gutter: float) -> tuple[list[Printed], list[Printed]]:
    found = [one for line in lines for one in segments(line)]
    return [one for one in found if one.right <= gutter], [one for one in found if one.left >= gutter]


def _is_text(lines: Sequence[Printed], gutter: float) -> bool:
    """Whether both sides of a gutter are running text, and not the cells of a table."""
    sides = _sides(lines, gutter)
    for side in sides:
        if len(side) < _FEWEST:
            return False
        wide = max(one.right for one in side) - min(one.left for one in side)
        if sum(one.right - one.left for one in side) < _FULL * wide * len(side):
            return False
        if sum(words(one.text) for one in side) < 4 * len(side):
            return False
    return not _has_rows(sides)


def _has_rows(sides: tuple[list[Printed], list[Printed]]) -> bool:
    """Whether both sides break off at the same heights, as the rows of a table do."""
    breaks = []
    for side in sides:
        steps = [after.base - before.base for before, after in pairwise(side)]
        usual = min((step for step in steps if step > 1), default=0.0)
        breaks.append({round(after.base) for step, after in zip(steps, side[1:], strict=True) if step > 1.2 * usual})
    both = breaks[0] & breaks[1]
    return len(both) > 1 and len(both) * 2 >= len(breaks[0] | breaks[1])


def with_tables(run: Run, leading: Leading) -> Iterator[Run | Grid]:
    """A run of lines, the tables among them that only alignment makes taken out."""
    rest: list[Printed] = []
    at = 0
    while at < len(run.lines):
        found = _table(run.lines[at:], leading, run.limit)
        if found is None:
            rest.append(run.lines[at])
            at += 1
            continue
        if rest:
            yield Run(tuple(rest), run.limit)
            rest = []
        grid, used = found
        yield grid
        at += used
    if rest:
        yield Run(tuple(rest), run.limit)


def _table(lines: Sequence[Printed], leading: Leading, limit: float) -> tuple[Grid, int] | None:
    """The table that begins with the first of the lines, and how many lines it takes; None where there is none."""
    head = segments(lines[0])
    if len(head) < 2 or (len(head) == 2 and not lines[0].bold) or not all(_is_head(one) for one in head):
        return None
    starts = [one.left for one in head]
    rows: list[list[list[Printed]]] = [[[one] for one in head]]
    bold, used, filled = lines[0].bold, 1, set(range(len(head)))
    for before, line in pairwise(lines):
        cells = _placed(line, starts)
        step = line.base - before.base
        if cells is None or step > 3 * leading.of(before) or abs(line.size - lines[0].size) > 1.6:
            break
        here = {column for column, cell in enumerate(cells) if cell}
        near = step <= 1.3 * leading.of(before)
        if len(rows) == 1 and near and ((bold and line.bold) or (used == 1 and not cells[0])):
            new = False  # a head of two lines
        else:
            new = len(rows) == 1 or _is_new_row(rows[-1], cells, filled, starts, not near, limit)
        if new:
            rows.append([[] for _ in starts])
        for column, cell in enumerate(cells):
            rows[-1][column] += cell
        filled = here
        used += 1
    full = sum(sum(map(bool, row)) > 1 for row in rows[1:])
    if len(rows) < (2 if bold else 3) or full * 2 < len(rows) - 1 or not _differs(rows, bold):
        return None
    page = lines[0].page
    made = tuple(_row(row, starts, leading, limit) for row in rows)
    return Grid(page, made, tuple(starts), 1 if bold else 0, page), used


def _is_head(one: Printed) -> bool:
    text = one.text
    return 0 < words(text) <= _HEAD_WORDS and not _NO_HEAD.search(text) and text[:1].isupper() and not is_bullet(one)


def _differs(rows: Sequence[Sequence[Sequence[Printed]]], bold: bool) -> bool:
    """Whether what stands below a head is not of its kind: not bold, or of more words."""
    below = [one for row in rows[1:] for cell in row for one in cell]
    if bold:
        return not all(one.bold for one in below)
    return sum(words(one.text) for one in below) > 1.5 * (len(rows) - 1) * sum(
        words(one.text) for cell in rows[0] for one in cell
    )


def _placed(line: Printed, starts: Sequence[float]) -> list[list[Printed]] | None:
    """The words of a line by column; None where one runs over into the next, or begins beside its column."""
    cells: list[list[Char]] = [[] for _ in starts]
    for word in _words(line, starts):
        column = max((n for n, start in enumerate(starts) if start - _ALIGNED <= word[0].left), default=-1)
        if column < 0 or (column + 1 < len(starts) and word[-1].right > starts[column + 1] + 1):
            return None
        if not cells[column] and abs(word[0].left - starts[column]) > _ALIGNED:
            return None
        cells[column] += word
    made = [printed(cell) for cell in cells]
    return [[one] if one else [] for one in made]


def _words(line: Printed, starts: Sequence[float]) -> list[list[Char]]:
    """The words of a line; one also begins right at a column, though nothing parts it from what fills the one before."""
    words: list[list[Char]] = []
    for before, char in spaced(line.chars):
        if before or not words or (_stands_apart(words[-1][-1], char) and _is_near(char.left, starts[1:])):
            words.append([])
        words[-1].append(char)
    return words


def _stands_apart(before: Char, char: Char) -> bool:
    return not char.text.islower() and (char.text.isalnum() or not before.text.isalpha())


def _is_near(at: float, starts: Sequence[float]) -> bool:
    return any(abs(at - start) < 1.2 for start in starts)


def _is_new_row(
    row: Sequence[Sequence[Printed]],
    cells: Sequence[Sequence[Printed]],
    filled: set[int],
    starts: Sequence[float],
    far: bool,
    limit: float,
) -> bool:
    """Whether a line begins a new row: one that stands off, or whose words would have fitted on the line before."""
    if far:
        return True
    if not cells[0]:
        return False
    for column, cell in enumerate(cells):
        if not cell:
            continue
        if column not in filled:
            return True
        end = starts[column + 1] - 6 if column + 1 < len(starts) else limit
        if row[column][-1].right + first_word(cell[0]) + 0.8 * cell[0].size < end:
            return True
    return False


def _row(
    row: Sequence[Sequence[Printed]], starts: Sequence[float], leading: Leading, limit: float
) -> tuple[GridCell, ...]:
    ends = [*starts[1:], limit]
    return tuple(
        GridCell(
            column,
            1,
            1,
            tuple(Para(tuple(group)) for group in paragraphs(cell, leading, ends[column] - 6)),
            width=ends[column] - 6,
        )
        for column, cell in enumerate(row)
    )
