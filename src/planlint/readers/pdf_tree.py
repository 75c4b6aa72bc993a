"""The parts of a tagged PDF: headings, lists, tables and reading order as the file itself has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planlint.readers.pdf_extras import Mark, Node
from planlint.readers.pdf_lines import printed_lines
from planlint.readers.pdf_page import Char, Page
from planlint.readers.pdf_parts import Grid, GridCell, Para, Part, as_item, as_note
from planlint.readers.word_styles import Form

_ENOUGH = 0.97  # of a file's letters that its tree must know
_EDGE = 0.09  # of a page's height, in which letters outside the tree are heads and feet
_BLOCK = re.compile(
    r"Document(Fragment)?|Part|Art(icle|ifact)?|Sect|Div|Aside|BlockQuote|Caption|TOCI?|Index|Title|P|H[1-6]?|L|LI|LBody|"
    r"Table|T(Head|Body|Foot)|T[RHD]|Note|FENote|Footnote|Endnote"
)  # all others stand in a line
_HEADING = re.compile(r"H([1-6])?")
_NOTES = frozenset(("Note", "FENote", "Footnote", "Endnote"))
_ROWS = frozenset(("THead", "TBody", "TFoot"))


def parts_by_tree(pages: Sequence[Page], tree: Node) -> list[Part] | None:
    """The parts as the tree has them; None where it leaves out some of the text."""
    walk = _Walk(pages)
    if not walk.is_whole(tree):
        return None
    return walk.flow(tree, Form())


@dataclass
class _Walk:
    """State of one walk: which characters belong to which mark, and how deep in lists it is."""

    pages: Sequence[Page]
    marked: dict[tuple[int, int], list[Char]] = field(default_factory=dict)
    depth: int = 0

    def __post_init__(self) -> None:
        for page in self.pages:
            for char in page.chars:
                if char.style.mark >= 0:
                    self.marked.setdefault((page.number, char.style.mark), []).append(char)

    def is_whole(self, tree: Node) -> bool:
        """Whether the tree knows nearly all of the text, what stands at the pages' edges aside."""
        known = {(mark.page, mark.number) for mark in _marks(tree)}
        seen = {True: 0, False: 0}
        for page in self.pages:
            low, high = page.frame.height * _EDGE, page.frame.height * (1 - _EDGE)
            for char in page.chars:
                is_known = (page.number, char.style.mark) in known
                if is_known or (low < char.base < high and not char.style.artifact and not char.text.isspace()):
                    seen[is_known] += 1
        return seen[True] > 0 and seen[True] >= _ENOUGH * (seen[True] + seen[False])

    def flow(self, node: Node, form: Form) -> list[Part]:
        """What an element holds: its own text as paragraphs of that form, and the elements in it."""
        parts: list[Part] = []
        waiting: list[Char] = []
        for child in node.children:
            if isinstance(child, Mark):
                waiting += self.marked.get((child.page, child.number), ())
            elif not _BLOCK.fullmatch(child.role) and not _holds_blocks(child):
                waiting += (char for mark in _marks(child) for char in self.marked.get((mark.page, mark.number), ()))
            else:
                parts += self._paras(waiting, form)
                waiting = []
                parts += self._block(child, form)
        return [*parts, *self._paras(waiting, form)]

    def _block(self, node: Node, form: Form) -> list[Part]:
        heading = _HEADING.fullmatch(node.role)
        if node.role == "Table":
            return self._table(node)
        if node.role == "L":
            return self._list(node)
        if node.role in ("TOC", "TOCI"):
            return self.flow(node, Form(contents=True))
        if node.name == "Title" or node.role == "Title":
            return self.flow(node, Form(title=True))
        if heading:
            return self.flow(node, Form(heading=int(heading[1] or 2)))
        if node.role in _NOTES:
            return [as_note(part) if isinstance(part, Para) else part for part in self.flow(node, form)]
        return [] if node.role == "Artifact" else self.flow(node, form)

    def _list(self, node: Node) -> list[Part]:
        self.depth += 1
        parts: list[Part] = []
        for item in node.children:
            if isinstance(item, Node) and item.role == "L":
                parts += self._list(item)
            elif isinstance(item, Node):
                parts += self._item(item)
        self.depth -= 1
        return parts

    def _item(self, node: Node) -> list[Part]:
        form = Form(item=min(self.depth, 9))
        parts = self.flow(node, form)
        for number, part in enumerate(parts):
            if isinstance(part, Para) and part.form == form:
                parts[number] = as_item(part)
                break
        return [part for part in parts if not isinstance(part, Para) or part.lines]

    def _paras(self, chars: Sequence[Char], form: Form) -> Iterator[Para]:
        lines = [line for part in _stretches(chars) for line in printed_lines(part)]
        if lines:
            yield Para(tuple(lines), form)

    def _table(self, node: Node) -> list[Part]:
        rows = list(_rows(node, False))
        taken: dict[tuple[int, int], bool] = {}
        made: list[tuple[GridCell, ...]] = []
        heads = 0
        depth, self.depth = self.depth, 0
        for number, (row, is_head) in enumerate(rows):
            cells = [one for one in row.children if isinstance(one, Node) and one.role in ("TD", "TH")]
            found, column = [], 0
            for cell in cells:
                while taken.get((number, column)):
                    column += 1
                found.append(self._cell(cell, column))
                for below in range(number, min(number + cell.rows, len(rows))):
                    for beside in range(column, column + cell.columns):
                        taken[below, beside] = True
                column += cell.columns
            if found:
                made.append(tuple(found))
                if (is_head or all(cell.role == "TH" for cell in cells)) and heads == len(made) - 1:
                    heads += 1
        self.depth = depth
        page = next((mark.page for mark in _marks(node)), 0)
        return [Grid(page, tuple(made), (), heads if heads < len(made) else 0, page)] if made else []

    def _cell(self, node: Node, column: int) -> GridCell:
        content = self.flow(node, Form())
        return GridCell(column, node.columns, node.rows, tuple(content), self._is_shaded(content))

    def _is_shaded(self, content: Sequence[Part]) -> bool:
        first = next((part for part in content if isinstance(part, Para)), None)
        if first is None:
            return False
        char = next(char for char in first.lines[0].chars if not char.text.isspace())
        page = self.pages[char.page]
        middle = (char.left + char.right) / 2, (char.top + char.bottom) / 2
        return any(area.holds(*middle) for area in page.areas if area.bottom - area.top < page.frame.height / 2)


def _stretches(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Characters of a paragraph as far as they stand in one column: a new one begins further up, or on a new page."""
    part: list[Char] = []
    for char in chars:
        if part and (char.page != part[-1].page or char.base < part[-1].base - 1.5 * char.style.size):
            yield part
            part = []
        part.append(char)
    if part:
        yield part


def _rows(node: Node, in_head: bool) -> Iterator[tuple[Node, bool]]:
    for child in node.children:
        if isinstance(child, Node) and child.role == "TR":
            yield child, in_head
        elif isinstance(child, Node) and child.role in _ROWS:
            yield from _rows(child, child.role == "THead")


def _marks(node: Node) -> Iterator[Mark]:
    for child in node.children:
        if isinstance(child, Mark):
            yield child
        else:
            yield from _marks(child)


def _holds_blocks(node: Node) -> bool:
    return any(
        isinstance(child, Node) and (_BLOCK.fullmatch(child.role) or _holds_blocks(child)) for child in node.children
    )
