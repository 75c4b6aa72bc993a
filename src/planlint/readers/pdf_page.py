"""What pdfium finds on the pages of a PDF: characters with their sides and look, drawn lines, filled areas."""

from __future__ import annotations

import ctypes
import math
import re
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from planlint.readers.errors import ReadError
from planlint.readers.pdf_drawn import Area, Edge, drawn
from planlint.readers.pdf_extras import page_count
from planlint.readers.word_inline import SYMBOLS
from planlint.readers.word_styles import Look

MAX_PAGES = 500
MAX_CHARS = 3_000_000
_LOCK = threading.Lock()  # pdfium may be used by one thread at a time
_FORM = (2, 3)  # pdfium's names for forms made of XFA
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HYPHEN = "\x02"  # what pdfium gives for a hyphen that ends a line
_EMPTY = "without pages; print it to PDF again"
_XFA = "an XFA form, whose answers only Adobe Reader shows; open it there and print it to PDF"
_HIDDEN = "its fonts do not say which letters they draw; print the plan to PDF again from where it was written"


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is looked at: its visible box in the file's own points, and how far it is turned to read it."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int  # 0, 90, 180 or 270 degrees clockwise

    @property
    def height(self) -> float:
        """The page's height as it is read."""
        return self.right - self.left if self.turn % 180 else self.top - self.bottom

    @property
    def width(self) -> float:
        """The page's width as it is read."""
        return self.top - self.bottom if self.turn % 180 else self.right - self.left

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file as the reader sees it: from the left, from the top."""
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        if self.turn == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def drawn(self, across: float, down: float) -> tuple[float, float]:
        """A point that the reader sees, in the file's own points."""
        if self.turn == 90:
            return self.left + down, self.bottom + across
        if self.turn == 180:
            return self.right - across, self.bottom + down
        if self.turn == 270:
            return self.right - down, self.top - across
        return self.left + across, self.top - down


@dataclass(frozen=True, slots=True)
class Style:
    """What the characters of one stretch of text have in common. `mark` is their number in the structure tree."""

    look: Look
    size: float
    mark: int = -1
    artifact: bool = False  # page numbers, running heads: no part of the text, says the file
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Char:
    """One character and where it stands on its page (from 0), in points from the top left as it is read."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    base: float  # the line it stands on
    style: Style


@dataclass
class Page:
    """A page: its characters in the file's order, and what is drawn on it."""

    number: int
    frame: Frame
    chars: list[Char]
    edges: list[Edge] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)


def pages_of(data: bytes) -> list[Page]:
    """The pages of a PDF. Raises ReadError for one that is damaged, protected, too long, or hides its text."""
    with _LOCK:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise ReadError(_refusal(str(error), data)) from None
        try:
            return _pages(pdf)
        finally:
            pdf.close()


def _refusal(error: str, data: bytes) -> str:
    """Why a file cannot be opened, in one line. For one without pages pdfium tells what was wrong with the last file."""
    if data.startswith(b"PK\x03\x04"):
        return "no PDF but a Word or OpenDocument file by its content; rename it to end in .docx or .odt"
    if b"%PDF-" not in data[:1024]:
        return "no PDF by its content; print the plan to PDF again"
    if page_count(data) == 0:
        return _EMPTY
    if "password" in error.lower():
        return "protected by a password; take the protection off first"
    if "security" in error.lower():
        return "protected in a way planlint does not know; take the protection off first"
    return "damaged; print it to PDF again"


def _pages(pdf: pypdfium2.PdfDocument) -> list[Page]:
    if len(pdf) == 0:
        raise ReadError(_EMPTY)
    if len(pdf) > MAX_PAGES:
        raise ReadError(f"too long ({len(pdf)} pages, at most {MAX_PAGES}); split the file")
    if pdfium.FPDF_GetFormType(pdf) in _FORM:
        raise ReadError(_XFA)
    pages: list[Page] = []
    total = 0
    for number in range(len(pdf)):
        try:
            page = pdf[number]
        except pypdfium2.PdfiumError:
            raise ReadError(f"damaged (its page {number + 1}); print it to PDF again") from None
        pages.append(_page(page, number))
        page.close()
        total += len(pages[-1].chars)
        if total > MAX_CHARS:
            raise ReadError(f"too long (at most {MAX_CHARS:,} characters); split the file")
    _check_letters(pages)
    return pages


def _check_letters(pages: list[Page]) -> None:
    seen = Counter(_is_unknown(char.text) for page in pages for char in page.chars)
    if seen[True] * 4 > seen[False]:
        raise ReadError(_HIDDEN)


def _is_unknown(text: str) -> bool:
    return text == "\ufffd" or (text < " " and text != "\t")


def _page(page: pypdfium2.PdfPage, number: int) -> Page:
    left, bottom, right, top = page.get_cropbox()
    text = page.get_textpage()
    try:
        found = list(_chars(text))
    finally:
        text.close()
    turn = _turn_of(found, page.get_rotation())
    frame = Frame(left, bottom, right, top, turn)
    chars = [_char(one, number, frame) for one in found if one.style.turn == turn]
    edges, areas = drawn(page, frame.seen)
    return Page(number, frame, [char for char in chars if _is_visible(char, frame)], edges, areas)


def _is_visible(char: Char, frame: Frame) -> bool:
    return -2 < char.left < frame.width + 2 and -2 < char.base < frame.height + 2


def _turn_of(found: list[_Found], turn: int) -> int:
    """How far a page is turned to read it: as most of its letters stand, whatever the page says."""
    turns = Counter(one.style.turn for one in found if one.style.turn >= 0)
    return turns.most_common(1)[0][0] if turns else turn % 360


@dataclass(frozen=True, slots=True)
class _Found:
    """A character as pdfium gives it, in the file's own points."""

    text: str
    sides: tuple[float, float, float, float]  # left, bottom, right, top
    origin: tuple[float, float]
    style: Style


def _chars(text: pypdfium2.PdfTextPage) -> Iterator[_Found]:
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    styles: dict[int | None, Style] = {}
    for at in range(pdfium.FPDFText_CountChars(text)):
        if pdfium.FPDFText_IsGenerated(text, at) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, at)
        part = pdfium.FPDFText_GetTextObject(text, at)
        key = ctypes.cast(part, ctypes.c_void_p).value
        if key not in styles:
            styles[key] = _style(text, at, part)
        pdfium.FPDFText_GetLooseCharBox(text, at, box)
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        sides = (box.left, box.bottom, box.right, box.top)
        yield _Found(_shown(code), sides, (x.value, y.value), styles[key])


def _shown(code: int) -> str:
    """A character as text: those of symbol fonts stand for bullets and tick boxes."""
    char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if char == _HYPHEN:
        return "-"
    if "\ue000" <= char <= "\uf8ff":
        return SYMBOLS.get(code & 0xFF, "•")
    return _LIGATURES.get(char, char)


def _char(one: _Found, number: int, frame: Frame) -> Char:
    left, bottom, right, top = one.sides
    ax, ay = frame.seen(left, bottom)
    bx, by = frame.seen(right, top)
    base = frame.seen(*one.origin)[1]
    return Char(one.text, number, min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), base, one.style)


def _style(text: pypdfium2.PdfTextPage, at: int, part: Any) -> Style:
    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(text, at)
    turn = 0
    if pdfium.FPDFText_GetMatrix(text, at, matrix):
        size *= math.hypot(matrix.c, matrix.d)
        turn = _quarter(math.degrees(math.atan2(matrix.b, matrix.a)))
    name, flags = _font(text, at)
    outlined = bool(part) and pdfium.FPDFTextObj_GetTextRenderMode(part) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
    look = Look(
        bold=_BOLD.search(name) is not None or bool(flags & 1 << 18) or outlined,
        italic=_ITALIC.search(name) is not None or bool(flags & 1 << 6),
        size=round(size * 2),
    )
    mark = pdfium.FPDFPageObj_GetMarkedContentID(part) if part else -1
    return Style(look, size, mark, bool(part) and mark < 0 and "Artifact" in _marks(part), turn)


def _quarter(degrees: float) -> int:
    """By how many quarters a text is turned, clockwise to read it; -1 for one that runs aslant."""
    nearest = round(degrees / 90) * 90
    return nearest % 360 if abs(degrees - nearest) < 3 else -1


def _font(text: pypdfium2.PdfTextPage, at: int) -> tuple[str, int]:
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, at, name, 128, flags)
    return name.value.decode("utf-8", "replace"), flags.value


def _marks(part: Any) -> Iterator[str]:
    for number in range(pdfium.FPDFPageObj_CountMarks(part)):
        mark = pdfium.FPDFPageObj_GetMark(part, number)
        length = ctypes.c_ulong()
        ask = partial(pdfium.FPDFPageObjMark_GetName, mark)
        ask(None, 0, length)
        name = (ctypes.c_ushort * (length.value // 2 + 1))()
        ask(name, length.value, length)
        yield "".join(map(chr, name)).rstrip("\x00")
