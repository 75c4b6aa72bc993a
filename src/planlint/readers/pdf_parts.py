"""What a PDF's pages hold, before it is text: paragraphs and tables in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from planlint.readers.pdf_lines import Printed, printed
from planlint.readers.pdf_page import Char
from planlint.readers.word_styles import Form

_ORDINARY = Form()
_MARKER = re.compile(r"([•·▪◦‣●○■♦➢✓–-]|\(?\d{1,3}[.)]|\(?[A-Za-z][.)])\s+")
_NOTE = re.compile(r"(\d{1,3}|[ivx]{1,4}|[*†‡])\s+(?=\S)")


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


def as_item(para: Para) -> Para:
    """A paragraph whose bullet or number is its marker and no part of its text."""
    match = _MARKER.match(para.lines[0].text + " ")
    if match is None:
        return para
    marker = match[1] if match[1][-1] in ".)" else "-"
    return replace(_without(para, match[1]), form=replace(para.form, marker=marker))


def as_note(para: Para) -> Para:
    """A footnote without its mark."""
    match = _NOTE.match(para.lines[0].text)
    return para if match is None else _without(para, match[1])


def _without(para: Para, begin: str) -> Para:
    """A paragraph without its first characters."""
    left = len("".join(begin.split()))
    rest: list[Char] = []
    for char in para.lines[0].chars:
        if left and not char.text.isspace():
            left -= len(char.text)
        elif not left:
            rest.append(char)
    line = printed(rest)
    return replace(para, lines=para.lines[1:] if line is None else (line, *para.lines[1:]))
