"""The text of a PDF in the shape of `WordText`, and where on its pages each character stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planlint.readers.errors import ReadError
from planlint.readers.pdf_extras import Extras, Remark, extras_of
from planlint.readers.pdf_flow import parts_by_layout
from planlint.readers.pdf_forms import with_answers
from planlint.readers.pdf_lines import Printed, printed_lines, spaced
from planlint.readers.pdf_page import Char, Frame, Page, pages_of
from planlint.readers.pdf_parts import Grid, GridCell, Part
from planlint.readers.pdf_running import running_words
from planlint.readers.pdf_struck import with_struck, without_struck
from planlint.readers.pdf_tree import parts_by_tree
from planlint.readers.word_comments import WordComment
from planlint.readers.word_styles import Form, Look
from planlint.readers.word_text import Cell, Line, Row, Stretch, Table, WordText

_NO_TEXT = "a scan, with no text in it; ask for the file it was printed from"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u00ad]$")


@dataclass(frozen=True)
class PdfText:
    """The text of a file; where each drawn character stands; how its pages are turned; what their heads say."""

    text: WordText
    starts: tuple[int, ...]  # of each of `chars` in the text
    chars: tuple[Char, ...]
    frames: tuple[Frame, ...]
    running: tuple[str, ...]
    comments: tuple[WordComment, ...]


def pdf_text(data: bytes) -> PdfText:
    """The text of a PDF. Raises ReadError for a damaged, protected, scanned or too long one."""
    pages = [with_struck(page) for page in pages_of(data)]
    extras = extras_of(data)
    pages = with_answers(pages, extras.answers)
    blank = [page.number for page in pages if not any(char.text.strip() for char in page.chars)]
    if len(blank) == len(pages):
        raise ReadError(_NO_TEXT)
    parts, running = _parts(pages, extras)
    writing = _Writing(without_struck(parts))
    writing.run()
    problems = (f"{_listed(blank)} no text: a scan or a picture was not read.",) if blank else ()
    frames = tuple(page.frame for page in pages)
    comments = tuple(WordComment(str(n), remark.author, remark.text) for n, remark in enumerate(extras.remarks))
    places = {str(n): writing.place_of(remark, frames[remark.page]) for n, remark in enumerate(extras.remarks)}
    text = WordText("".join(writing.parts), tuple(writing.content), tuple(writing.lines), (), places, problems)
    return PdfText(text, tuple(writing.starts), tuple(writing.chars), frames, tuple(running), comments)


def _parts(pages: Sequence[Page], extras: Extras) -> tuple[list[Part], list[str]]:
    """The parts as the file's own structure has them; by layout where it has none, or not of all of its text."""
    if extras.tree is not None and not extras.answers:
        found = parts_by_tree(pages, extras.tree)
        if found is not None:
            artifacts = (printed_lines(char for char in page.chars if char.style.mark < 0) for page in pages)
            return found, running_words(line for lines in artifacts for line in lines)
    return parts_by_layout(pages)


def _listed(blank: Sequence[int]) -> str:
    """Which pages, from 1, as the beginning of a sentence."""
    if len(blank) == 1:
        return f"Page {blank[0] + 1} has"
    return f"Pages {', '.join(str(number + 1) for number in blank[:-1])} and {blank[-1] + 1} have"


class _Writing:
    """State of putting the parts down as text: the text so far, and the drawn characters in it."""

    def __init__(self, pieces: Sequence[Part]) -> None:
        self.pieces = pieces
        self.known = _known(pieces)
        self.parts: list[str] = []
        self.length = 0
        self.starts: list[int] = []
        self.chars: list[Char] = []
        self.lines: list[Line] = []
        self.content: list[Line | Table] = []
        self.tables = 0
        self.separator = "\n"

    def run(self) -> None:
        """Write everything."""
        for piece in self.pieces:
            self.content.append(self._piece(piece, ""))

    def place_of(self, remark: Remark, frame: Frame) -> tuple[int, int]:
        """Which stretch of the text a comment is on: the characters under it, or the nearest one on its page."""
        left, bottom, right, top = remark.box
        ax, ay = frame.seen(left, bottom)
        bx, by = frame.seen(right, top)
        box = min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
        gaps = {n: _gap(char, box) for n, char in enumerate(self.chars) if char.page == remark.page}
        if not gaps:
            return 0, 0
        nearest = min(gaps.values())
        under = [self.starts[n] for n, gap in gaps.items() if gap == nearest]
        return (min(under), max(under) + 1) if nearest == 0 else (under[0], under[0])

    def _piece(self, piece: Part, place: str) -> Line | Table:
        if isinstance(piece, Grid):
            return self._table(piece)
        return self._line(piece.lines, place or f"page {piece.lines[0].page + 1}", piece.form)

    def _table(self, grid: Grid) -> Table:
        self.tables += 1
        number = self.tables
        rows = []
        for at, row in enumerate(grid.rows):
            cells = [self._cell(cell, f"table {number}, row {at + 1}", n > 0) for n, cell in enumerate(row)]
            rows.append(Row(tuple(cells), at < grid.heads))
        columns = max((cell.column + cell.span for row in rows for cell in row.cells), default=0)
        return Table(number, tuple(rows), columns, False)

    def _cell(self, cell: GridCell, place: str, follows: bool) -> Cell:
        place = f"{place}, column {cell.column + 1}"
        self.separator = "\t" if follows else "\n"
        content = [self._piece(piece, place) for piece in cell.content]
        if not content:
            content = [self._line((), place, Form())]
        self.separator = "\n"
        return Cell(cell.column, cell.span, tuple(content), cell.shaded, cell.row_span)

    def _line(self, lines: Sequence[Printed], place: str, form: Form) -> Line:
        if self.lines:
            self._put(self.separator)
        self.separator = "\n"
        start, first = self.length, len(self.parts)
        looks: list[tuple[int, Look]] = []  # from where on which one goes
        for number, line in enumerate(lines):
            if number:
                self._break(line)
            for before, char in spaced(line.chars):
                if not looks or looks[-1][1] is not char.style.look:
                    looks.append((self.length - start, char.style.look))
                self._put(before)
                self.starts.append(self.length)
                self.chars.append(char)
                self._put(char.text)
        made = Line(start, "".join(self.parts[first:]), None, form, _stretches(looks, self.length - start), place)
        self.lines.append(made)
        return made

    def _break(self, line: Printed) -> None:
        """From one printed line to the next of a paragraph: a space, unless a word was broken."""
        written = "".join(self.parts[-40:])
        half = _BROKEN.search(written)
        rest = _WORD.match(line.text)
        if half is None or rest is None:
            self._put("" if written.endswith(("-", "/")) and rest else " ")
        elif written.endswith("\u00ad") or self._is_broken(half[1], rest[0]):
            self._drop()

    def _is_broken(self, half: str, rest: str) -> bool:
        """Whether a hyphen at a line's end only breaks a word: 'obser-ved', not 'well-being'."""
        whole = (half + rest).casefold()
        if self.known[whole]:
            return True
        if self.known[f"{half}-{rest}".casefold()] or not rest[0].islower():
            return False
        return not (self.known[half.casefold()] and self.known[rest.casefold()])

    def _drop(self) -> None:
        """Take the last character back."""
        self.length -= len(self.parts.pop())
        self.starts.pop()
        self.chars.pop()

    def _put(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)


def _gap(char: Char, box: tuple[float, float, float, float]) -> float:
    """How far a character's middle is from a box; how far down counts most, as notes stand in the margin."""
    across, down = (char.left + char.right) / 2, (char.top + char.bottom) / 2
    beside = max(box[0] - across, 0.0, across - box[2])
    above = max(box[1] - down, 0.0, down - box[3])
    return 4 * above + beside


def _stretches(looks: Sequence[tuple[int, Look]], end: int) -> tuple[Stretch, ...]:
    """Characters that look alike, from where each look begins."""
    made: list[Stretch] = []
    ends = [*(at for at, _ in looks[1:]), end]
    for (low, look), high in zip(looks, ends, strict=False):
        if made and made[-1].look == look:
            made[-1] = Stretch(made[-1].start, high, look, False)
        elif low < high:
            made.append(Stretch(low, high, look, False))
    return tuple(made)


def _known(pieces: Iterable[Part]) -> Counter[str]:
    """How often each word stands within a line: by these, broken ones are told."""
    known: Counter[str] = Counter()
    for line in _all_lines(pieces):
        words = _WORD.findall(line.text)
        known.update(word.casefold() for word in (words[:-1] if line.text.endswith("-") else words))
    return known


def _all_lines(pieces: Iterable[Part]) -> Iterator[Printed]:
    for piece in pieces:
        if isinstance(piece, Grid):
            for row in piece.rows:
                for cell in row:
                    yield from _all_lines(cell.content)
        else:
            yield from piece.lines
