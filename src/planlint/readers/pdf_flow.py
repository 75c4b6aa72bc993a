"""The parts of a PDF that says nothing of its structure: reading order, tables and paragraphs told by layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planlint.readers.pdf_columns import Run, in_order, with_tables
from planlint.readers.pdf_lines import Printed, first_word, goes_on, is_bullet, leading_of, paragraphs, printed_lines
from planlint.readers.pdf_page import Page
from planlint.readers.pdf_parts import Grid, GridCell, Para, Part, as_item
from planlint.readers.pdf_ruled import Ruled, grid_of, ruled_tables
from planlint.readers.pdf_running import running_lines
from planlint.readers.word_styles import Form

_SAME_COLUMN = 5.0  # points
_BULLETS = tuple("•▪◦‣●○■➢✓")


def parts_by_layout(pages: Sequence[Page]) -> tuple[list[Part], list[str]]:
    """The parts of all pages in reading order, and what their heads and feet say."""
    laid = []
    for page in pages:
        tables, chars = ruled_tables(page)
        laid.append((page, tables, printed_lines(chars)))
    running, names = running_lines([(page.frame.height, lines) for page, _, lines in laid])
    kept = [(page, tables, [line for line in lines if id(line) not in running]) for page, tables, lines in laid]
    leading = leading_of([line for _, _, lines in kept for line in lines])
    parts: list[Part] = []
    for page, tables, lines in kept:
        for number, one in enumerate(_of_page(page, tables, lines)):
            if isinstance(one, Ruled):
                _add_grid(parts, grid_of(one, page, leading), number == 0)
                continue
            for piece in with_tables(one, leading):
                if isinstance(piece, Grid):
                    _add_grid(parts, piece, number == 0)
                else:
                    groups = paragraphs(piece.lines, leading, piece.limit)
                    _add_run(parts, _with_items([Para(tuple(group)) for group in groups]))
    return parts, names


def _of_page(page: Page, tables: Sequence[Ruled], lines: Sequence[Printed]) -> Iterator[Run | Ruled]:
    """The runs of lines and ruled tables of a page, from the top down."""
    limit = max((line.right for line in lines), default=0.0)
    rest = list(lines)
    for table in sorted(tables, key=lambda one: one.top):
        above = [line for line in rest if line.base <= table.top + 1]
        rest = rest[len(above) :]
        yield from in_order(above, limit)
        yield table
    yield from in_order(rest, limit)


def _with_items(paras: Sequence[Para]) -> list[Para]:
    """Paragraphs, those with bullets as items; how far they are indented says how deep they are."""
    made: list[Para] = []
    lefts: list[float] = []
    for para in paras:
        if not para.lines[0].text.startswith(_BULLETS):
            lefts = []
            made.append(para)
            continue
        left = para.lines[0].left
        while lefts and left < lefts[-1] - _SAME_COLUMN:
            lefts.pop()
        if not lefts or left > lefts[-1] + _SAME_COLUMN:
            lefts.append(left)
        item = as_item(replace(para, form=Form(item=min(len(lefts), 9))))
        made.append(item if item.lines and item.form.marker else para)
    return made


def _add_run(parts: list[Part], paras: list[Para]) -> None:
    """Add paragraphs; the first goes on the last where that broke off at the end of its page or column."""
    last = parts[-1] if parts else None
    if paras and isinstance(last, Para) and _goes_on(last, paras[0]):
        parts[-1] = replace(last, lines=(*last.lines, *paras.pop(0).lines))
    parts += paras


def _goes_on(last: Para, following: Para) -> bool:
    before, line = last.lines[-1], following.lines[0]
    if before.page == line.page and line.base > before.base:
        return False
    alike = abs(before.size - line.size) < 0.6 and before.bold == line.bold
    return alike and not following.form.item and not is_bullet(line) and goes_on(before, line)


def _add_grid(parts: list[Part], grid: Grid, is_first: bool) -> None:
    """Add a table; at the top of a page it goes on the one that ended the page before."""
    last = parts[-1] if parts else None
    if (
        is_first
        and isinstance(last, Grid)
        and last.ends == grid.page - 1
        and len(last.columns) == len(grid.columns)
        and all(abs(a - b) <= _SAME_COLUMN for a, b in zip(last.columns, grid.columns, strict=True))
    ):
        parts[-1] = joined(last, grid)
    else:
        parts.append(grid)


def joined(first: Grid, following: Grid) -> Grid:
    """Two pieces of a table as one: its head told once, a row that a page's end broke put together."""
    rows, more = list(first.rows), list(following.rows)
    heads = 0
    while more and heads < len(rows) and _words(more[0]) == _words(rows[heads]):
        more.pop(0)
        heads += 1
    if more and rows and _breaks_off(rows[-1], more[0]):
        rows[-1] = _one_row(rows[-1], more.pop(0))
    return replace(first, rows=(*rows, *more), ends=following.ends)


def _words(row: Sequence[GridCell]) -> list[list[str]]:
    return [[line.text for para in _paras(cell) for line in para.lines] for cell in row]


def _paras(cell: GridCell) -> list[Para]:
    return [part for part in cell.content if isinstance(part, Para)]


def _breaks_off(before: Sequence[GridCell], row: Sequence[GridCell]) -> bool:
    """Whether a row is the rest of the one before: its words go on sentences, and some of its cells are empty."""
    if [cell.column for cell in before] != [cell.column for cell in row]:
        return False
    lower = False
    for first, rest in zip(before, row, strict=True):
        if not rest.content:
            continue
        above, below = _paras(first), _paras(rest)
        if not above or not below:
            return False
        end, line = above[-1].lines[-1], below[0].lines[0]
        if line.text[:1].islower():
            lower = True
        elif first.width and end.right + first_word(line) + 0.8 * line.size < first.width:
            return False
    return lower or any(not cell.content for cell in row)


def _one_row(before: Sequence[GridCell], row: Sequence[GridCell]) -> tuple[GridCell, ...]:
    made = []
    for first, rest in zip(before, row, strict=True):
        content, more = list(first.content), list(rest.content)
        if content and more and isinstance(content[-1], Para) and isinstance(more[0], Para):
            head, tail = content[-1].lines[-1], more[0].lines[0]
            if head.bold == tail.bold and not is_bullet(tail) and goes_on(head, tail):
                content[-1] = replace(content[-1], lines=(*content[-1].lines, *more[0].lines))
                more.pop(0)
        made.append(replace(first, content=(*content, *more)))
    return tuple(made)
