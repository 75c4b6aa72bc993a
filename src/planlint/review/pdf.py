"""Highlights in a PDF, round exactly the flagged words; the file stays, they are added at its end."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Highlight
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

from planlint.readers import ReadError
from planlint.readers.pdf_page import Char, Frame
from planlint.readers.pdf_text import pdf_text
from planlint.readers.word_blocks import OWN_AUTHOR
from planlint.review.notes import Note

_COLOUR = "ffe680"
_GAP = 1.6  # of the letters' size, from which on things stand beside each other
_LOCKED = "protected against changes, so it takes no comments; save a copy without protection (check reads it as it is)"
_BENT = "damaged inside, so that comments cannot be added; print it to PDF again"


def annotate(data: bytes, notes: Sequence[Note]) -> bytes:
    """A PDF's bytes with the notes as highlights by planlint; earlier ones of its own are taken out.

    Raises ReadError for a file that cannot be read, or that its writer has protected against changes.
    """
    read = pdf_text(data)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise ReadError(_LOCKED)
        writer = PdfWriter(io.BytesIO(data), incremental=not _has_own(reader))
        _remove_own(writer)
        for note in notes:
            low = bisect_left(read.starts, note.start)
            high = bisect_left(read.starts, max(note.end, note.start + 1))
            found = read.chars[low:high] or read.chars[max(low - 1, 0) : low]
            for page in sorted({char.page for char in found}):
                _highlight(writer, page, [char for char in found if char.page == page], read.frames[page], note)
        stream = io.BytesIO()
        writer.write(stream)
    except ReadError:
        raise
    except Exception:  # the parser raises whatever a bent file makes it meet
        raise ReadError(_BENT) from None
    return stream.getvalue()


def _highlight(writer: PdfWriter, number: int, chars: Sequence[Char], frame: Frame, note: Note) -> None:
    quads: list[float] = []
    for line in _lines(chars):
        left, right = min(char.left for char in line), max(char.right for char in line)
        top, bottom = min(char.top for char in line), max(char.bottom for char in line)
        for across, down in ((left, top), (right, top), (left, bottom), (right, bottom)):
            quads += frame.drawn(across, down)
    rectangle = (min(quads[::2]), min(quads[1::2]), max(quads[::2]), max(quads[1::2]))
    points = ArrayObject(FloatObject(round(one, 2)) for one in quads)
    mark = Highlight(rect=rectangle, quad_points=points, highlight_color=_COLOUR, printing=True)
    text = "\n".join("".join(char for char in line if char.isprintable()) for line in note.paragraphs)
    mark[NameObject("/Contents")] = TextStringObject(text)
    mark[NameObject("/T")] = TextStringObject(OWN_AUTHOR)
    writer.add_annotation(number, mark)


def _lines(chars: Sequence[Char]) -> list[list[Char]]:
    """The characters by printed line and cell: a stretch ends where the next one stands to the left, apart, or not level."""
    lines: list[list[Char]] = []
    for char in chars:
        last = lines[-1][-1] if lines else None
        if last is None or char.left < last.left or _is_apart(last, char):
            lines.append([])
        lines[-1].append(char)
    return lines


def _is_apart(last: Char, char: Char) -> bool:
    return char.top >= last.bottom or char.bottom <= last.top or char.left - last.right > _GAP * char.style.size


def _has_own(reader: PdfReader) -> bool:
    return any(_is_own(mark) for page in reader.pages for mark in page.get("/Annots") or ())


def _is_own(mark: object) -> bool:
    found = mark.get_object() if hasattr(mark, "get_object") else mark
    return isinstance(found, dict) and found.get("/T") == OWN_AUTHOR


def _remove_own(writer: PdfWriter) -> None:
    for page in writer.pages:
        marks = page.get("/Annots")
        if marks is not None and any(_is_own(mark) for mark in marks):
            kept = ArrayObject(mark for mark in marks if not _is_own(mark))
            page[NameObject("/Annots")] = kept
