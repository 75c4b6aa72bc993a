"""Text that a PDF shows struck through: what a tracked change has deleted. It holds its place, but is not read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planlint.readers.pdf_drawn import Edge
from planlint.readers.pdf_lines import printed
from planlint.readers.pdf_page import Char, Page, Style
from planlint.readers.pdf_parts import Grid, GridCell, Part

_HIGH, _LOW = 0.45, 0.15  # between these, above the line that letters stand on, runs a line through them


def with_struck(page: Page) -> Page:
    """The page, its characters that a line is drawn through marked as struck."""
    level = sorted((edge for edge in page.edges if not edge.upright), key=lambda edge: edge.at)
    styles: dict[Style, Style] = {}
    chars = list(page.chars)
    for number, char in enumerate(chars):
        if _is_struck(char, level):
            style = styles.setdefault(char.style, replace(char.style, look=replace(char.style.look, struck=True)))
            chars[number] = replace(char, style=style)
    return replace(page, chars=chars) if styles else page


def _is_struck(char: Char, level: Sequence[Edge]) -> bool:
    low, high = char.base - _HIGH * char.style.size, char.base - _LOW * char.style.size
    middle = (char.left + char.right) / 2
    at = bisect_left(level, low, key=lambda edge: edge.at)
    while at < len(level) and level[at].at <= high:
        if level[at].low <= middle <= level[at].high:
            return True
        at += 1
    return False


def without_struck(parts: Sequence[Part]) -> list[Part]:
    """The parts without what is struck; a row of which nothing is left is gone, one that was empty stays."""
    return [part for whole in parts for part in _kept(whole)]


def _kept(part: Part) -> Iterator[Part]:
    if isinstance(part, Grid):
        rows = [(row, tuple(_cell(cell) for cell in row)) for row in part.rows]
        kept = tuple(
            after
            for before, after in rows
            if any(cell.content for cell in after) or not any(cell.content for cell in before)
        )
        if kept:
            yield replace(part, rows=kept)
        return
    if not any(char.style.look.struck for line in part.lines for char in line.chars):
        yield part
        return
    made = (printed([char for char in line.chars if not char.style.look.struck]) for line in part.lines)
    lines = tuple(line for line in made if line is not None)
    if lines:
        yield replace(part, lines=lines)


def _cell(cell: GridCell) -> GridCell:
    return replace(cell, content=tuple(without_struck(cell.content)))
