"""The text of a PDF in the shape of `WordText`: lines joined to paragraphs, ruled tables, and boxes."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pdfplumber

from planlint.readers.errors import ReadError
from planlint.readers.word_inline import SYMBOLS
from planlint.readers.word_styles import Form, Look
from planlint.readers.word_text import Cell, Line, Row, Stretch, Table, WordText

MAX_PAGES = 500
_MARGIN = 0.09  # of a page's height, in which running heads and feet stand
_BULLET = re.compile(r"[•·▪◦‣●○■–☐☑☒-]\s|\(?\d{1,2}[.)]\s|[☐☑☒]")
_NO_TEXT = "a scan, with no text in it; ask for the file it was printed from"


@dataclass(frozen=True, slots=True)
class Box:
    """Where a character of the text stands: its page (from 0), its sides in points from the top left."""

    start: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class PdfText:
    """The text of a file, the box of each character that is drawn, and what heads and feet of pages say."""

    text: WordText
    boxes: tuple[Box, ...]
    running: tuple[str, ...]


@dataclass
class _Printed:
    """A printed line: its characters, its sides, and how it looks."""

    page: int
    chars: list[dict[str, Any]]

    @property
    def top(self) -> float:
        return min(float(char["top"]) for char in self.chars)

    @property
    def bottom(self) -> float:
        return max(float(char["bottom"]) for char in self.chars)

    @property
    def right(self) -> float:
        return max(float(char["x1"]) for char in self.chars)

    @property
    def size(self) -> int:
        return Counter(round(float(char["size"]) * 2) for char in self.chars).most_common(1)[0][0]

    @property
    def is_bold(self) -> bool:
        return all(_is_bold(char) for char in self.chars if char["text"].strip())

    @property
    def text(self) -> str:
        return "".join(char["text"] for char in self.chars)


def pdf_text(data: bytes) -> PdfText:
    """The text of a PDF. Raises ReadError for a damaged, protected, scanned or too long one."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise ReadError(f"too long (at most {MAX_PAGES} pages); split the file")
            pages = [_page(page, number) for number, page in enumerate(pdf.pages)]
    except ReadError:
        raise
    except Exception as error:  # the parser raises whatever a broken file makes it meet
        locked = "password" in type(error).__name__.lower() or "password" in repr(error).lower()
        raise ReadError(
            "protected by a password; take the protection off first" if locked else "damaged; print it to PDF again"
        ) from None
    if not any(page.printed or page.tables for page in pages):
        raise ReadError(_NO_TEXT)
    return _Walk(pages).run()


@dataclass
class _Page:
    """What stands on a page: lines outside tables, and tables by their top, with their cells' lines."""

    height: float
    printed: list[_Printed]
    tables: list[tuple[float, list[list[list[_Printed]]]]]


def _page(page: Any, number: int) -> _Page:
    chars = [char for char in page.chars if char.get("upright", True)]
    tables = []
    for found in page.find_tables():
        rows = [[_in_box(chars, box, number) if box else [] for box in row.cells] for row in found.rows]
        if len(rows) > 1 or len(rows[0]) > 1:
            tables.append((float(found.bbox[1]), rows))
            chars = [char for char in chars if not _inside(char, found.bbox)]
    return _Page(float(page.height), _printed(chars, number), tables)


def _inside(char: dict[str, Any], box: Sequence[float]) -> bool:
    middle, height = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= middle <= box[2] and box[1] <= height <= box[3])


def _in_box(chars: Iterable[dict[str, Any]], box: Sequence[float], page: int) -> list[_Printed]:
    return _printed([char for char in chars if _inside(char, box)], page)


def _printed(chars: Sequence[dict[str, Any]], page: int) -> list[_Printed]:
    """Characters as lines, from the top down, each from left to right."""
    lines: list[_Printed] = []
    for char in sorted(chars, key=lambda c: (round(c["bottom"], 1), c["x0"])):
        if not char["text"].strip():
            continue
        last = lines[-1] if lines else None
        if last is not None and abs(char["bottom"] - last.chars[0]["bottom"]) <= 0.4 * float(char["size"]):
            last.chars.append(char)
        else:
            lines.append(_Printed(page, [char]))
    for line in lines:
        line.chars.sort(key=lambda c: c["x0"])
    return lines


class _Walk:
    """State of putting the pages together: the text so far, and the box of each character."""

    def __init__(self, pages: list[_Page]) -> None:
        self.pages = pages
        self.parts: list[str] = []
        self.length = 0
        self.boxes: list[Box] = []
        self.lines: list[Line] = []
        self.content: list[Line | Table] = []
        self.tables = 0
        self.separator = "\n"
        self.running, self.names = _running(pages)

    def run(self) -> PdfText:
        """Read all pages."""
        rows: list[tuple[int, list[list[list[_Printed]]]]] = []
        for number, page in enumerate(self.pages):
            printed = [line for line in page.printed if id(line) not in self.running]
            for top, table in sorted(page.tables, key=lambda one: one[0]):
                above = [line for line in printed if line.bottom <= top + 1]
                printed = printed[len(above) :]
                if above or not rows or len(rows[-1][1][0]) != len(table[0]):
                    self._flush(rows)
                    self._paragraphs(above)
                    rows = [(number, table)]
                else:
                    rows.append((number, table))
            if printed:
                self._flush(rows)
                rows = []
                self._paragraphs(printed)
        self._flush(rows)
        text = WordText("".join(self.parts), tuple(self.content), tuple(self.lines), ())
        return PdfText(text, tuple(self.boxes), tuple(self.names))

    def _paragraphs(self, printed: Sequence[_Printed]) -> None:
        widest = max((line.right for line in printed), default=0.0)
        group: list[_Printed] = []
        for line in printed:
            if group and _begins(group[-1], line, widest):
                self.content.append(self._line(group, f"page {group[0].page + 1}"))
                group = []
            group.append(line)
        if group:
            self.content.append(self._line(group, f"page {group[0].page + 1}"))

    def _flush(self, pieces: list[tuple[int, list[list[list[_Printed]]]]]) -> None:
        """End a table; its pieces on several pages are one, its head told once."""
        if not pieces:
            return
        self.tables += 1
        rows: list[Row] = []
        head = _cells_text(pieces[0][1][0])
        for number, (_, table) in enumerate(pieces):
            for at, row in enumerate(table):
                if number and not at and _cells_text(row) == head:
                    continue
                rows.append(self._row(row, len(rows)))
        self.content.append(Table(self.tables, tuple(rows), max(len(row) for _, t in pieces for row in t), False))

    def _row(self, row: list[list[_Printed]], number: int) -> Row:
        cells: list[Cell] = []
        for column, printed in enumerate(row):
            self.separator = "\t" if cells else "\n"
            place = f"table {self.tables}, row {number + 1}, column {column + 1}"
            cells.append(Cell(column, 1, (self._line(printed, place),), False))
        return Row(tuple(cells), False)

    def _line(self, printed: Sequence[_Printed], place: str) -> Line:
        if self.lines:
            self._put(self.separator)
        self.separator = "\n"
        start, first = self.length, len(self.parts)
        stretches: list[Stretch] = []
        for number, line in enumerate(printed):
            if number and not self.parts[-1].endswith(("-", "\u00ad")):
                self._put(" ")
            for at, char in enumerate(line.chars):
                gap = float(char["x0"]) - float(line.chars[at - 1]["x1"]) if at else 0.0
                if gap > 0.18 * float(char["size"]):
                    self._put("\t" if gap > 1.6 * float(char["size"]) else " ")
                self._put_char(char, line.page)
                look = Look(bold=_is_bold(char), italic=_is_italic(char), size=round(float(char["size"]) * 2))
                if stretches and stretches[-1].look == look:
                    stretches[-1] = replace(stretches[-1], end=self.length - start)
                else:
                    begin = stretches[-1].end if stretches else 0
                    stretches.append(Stretch(begin, self.length - start, look, False))
        made = Line(start, "".join(self.parts[first:]), None, Form(), tuple(stretches), place)
        self.lines.append(made)
        return made

    def _put_char(self, char: dict[str, Any], page: int) -> None:
        text = _shown(char["text"])
        sides = (float(char[name]) for name in ("x0", "top", "x1", "bottom"))
        self.boxes.append(Box(self.length, page, *sides))
        self._put(text)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def _begins(before: _Printed, line: _Printed, widest: float) -> bool:
    """Whether a line begins a new paragraph."""
    height = before.bottom - before.top
    if line.page == before.page and line.top - before.bottom > 0.45 * height:
        return True
    if (
        abs(line.size - before.size) > 1
        or line.is_bold != before.is_bold
        or _BULLET.match(_shown(line.text[0]) + _spaced(line)[1:] + " ")
    ):
        return True
    return before.right < 0.75 * widest and before.text.rstrip().endswith((".", "?", "!", ":", ";"))


def _spaced(line: _Printed) -> str:
    """The first characters of a line, with a space where there is a gap."""
    return _spaced_words(_Printed(line.page, line.chars[:6]))[0]


def _running(pages: list[_Page]) -> tuple[set[int], list[str]]:
    """The lines that stand at the top or bottom of most pages, their numbers aside; and what they say."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_key(line) for line in _edges(page)})
    often = {key for key, count in seen.items() if count > 1 and count * 2 >= len(pages)}
    found = [line for page in pages for line in _edges(page) if _key(line) in often or _is_number(line)]
    names = list(dict.fromkeys("\t".join(_spaced_words(line)) for line in found if not _is_number(line)))
    return {id(line) for line in found}, names


def _edges(page: _Page) -> list[_Printed]:
    low, high = page.height * _MARGIN, page.height * (1 - _MARGIN)
    return [line for line in page.printed if line.bottom < low or line.top > high]


def _key(line: _Printed) -> str:
    return re.sub(r"\d+", "#", line.text)


def _is_number(line: _Printed) -> bool:
    return re.fullmatch(r"(?:page)?\d+(?:(?:of|/)\d+)?", line.text, re.IGNORECASE) is not None


def _spaced_words(line: _Printed) -> list[str]:
    words, last = [""], None
    for char in line.chars:
        gap = char["x0"] - last["x1"] if last else 0.0
        if gap > 1.6 * float(char["size"]):
            words.append("")
        elif gap > 0.18 * float(char["size"]):
            words[-1] += " "
        words[-1] += char["text"]
        last = char
    return words


def _cells_text(row: list[list[_Printed]]) -> list[str]:
    return ["".join(line.text for line in cell) for cell in row]


def _shown(text: str) -> str:
    """A character as text: those of symbol fonts stand for bullets and tick boxes."""
    return SYMBOLS.get(ord(text) & 0xFF, "•") if len(text) == 1 and "\ue000" <= text <= "\uf8ff" else text


def _is_bold(char: dict[str, Any]) -> bool:
    return re.search(r"bold|black|heavy", str(char["fontname"]), re.IGNORECASE) is not None


def _is_italic(char: dict[str, Any]) -> bool:
    return re.search(r"italic|oblique", str(char["fontname"]), re.IGNORECASE) is not None
