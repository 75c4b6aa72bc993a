"""What a PDF's pages hold, before it is text: paragraphs and tables in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from planlint.readers.pdf_lines import Printed
from planlint.readers.word_styles import Form

_ORDINARY = Form()


@dataclass(frozen=True)
class Para:
    """A paragraph: its printed lines, and what it is where the file says so."""

    lines: tuple[Printed, ...]
    form: Form = _ORDINARY


@dataclass(frozen=True)
class GridCell:
    """A cell of a table, which columns and rows it covers, and what stands in it."""

    column: int
    span: int
    row_span: int
    content: tuple[Para | Grid, ...]
    shaded: bool = False
    width: float = 0.0  # how far to the right its lines may reach; 0 where nothing tells it


@dataclass(frozen=True)
class Grid:
    """A table: its rows of cells, on which page it begins, and the left sides of its columns."""

    page: int
    rows: tuple[tuple[GridCell, ...], ...]
    columns: tuple[float, ...]
    heads: int = 0  # how many rows at its top are marked as its head
    ends: int = 0  # the page on which it ends


Part = Para | Grid
