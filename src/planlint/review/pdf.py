"""Highlights in a PDF, round exactly the flagged words; the file stays, they are added at its end."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Highlight
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

from planlint.readers.pdf_text import Box, pdf_text
from planlint.readers.word_blocks import OWN_AUTHOR
from planlint.review.notes import Note

_COLOUR = "ffe680"


def annotate(data: bytes, notes: Sequence[Note]) -> bytes:
    """A PDF's bytes with the notes as highlights by planlint; earlier ones of its own are taken out.

    Raises ReadError for a file that cannot be read.
    """
    boxes = pdf_text(data).boxes
    starts = [box.start for box in boxes]
    writer = PdfWriter(io.BytesIO(data), incremental=not _has_own(data))
    _remove_own(writer)
    for note in notes:
        low = bisect_left(starts, note.start)
        found = boxes[low : bisect_left(starts, max(note.end, note.start + 1))] or boxes[max(low - 1, 0) : low]
        for page in sorted({box.page for box in found}):
            _highlight(writer, page, [box for box in found if box.page == page], note)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _highlight(writer: PdfWriter, number: int, boxes: Sequence[Box], note: Note) -> None:
    height = float(writer.pages[number].mediabox.top)
    left = float(writer.pages[number].mediabox.left)
    lines = _lines(boxes)
    quads: list[float] = []
    for line in lines:
        x0, x1 = left + min(box.left for box in line), left + max(box.right for box in line)
        top, bottom = height - min(box.top for box in line), height - max(box.bottom for box in line)
        quads += (x0, top, x1, top, x0, bottom, x1, bottom)
    rectangle = (min(quads[::2]), min(quads[1::2]), max(quads[::2]), max(quads[1::2]))
    points = ArrayObject(FloatObject(round(one, 2)) for one in quads)
    mark = Highlight(rect=rectangle, quad_points=points, highlight_color=_COLOUR, printing=True)
    text = "\n".join("".join(char for char in line if char.isprintable()) for line in note.paragraphs)
    mark[NameObject("/Contents")] = TextStringObject(text)
    mark[NameObject("/T")] = TextStringObject(OWN_AUTHOR)
    writer.add_annotation(number, mark)


def _lines(boxes: Sequence[Box]) -> list[list[Box]]:
    """The boxes by printed line: a line ends where the next box stands to the left, or lower."""
    lines: list[list[Box]] = []
    for box in boxes:
        last = lines[-1][-1] if lines else None
        if last is None or box.left < last.left or box.top > last.bottom:
            lines.append([])
        lines[-1].append(box)
    return lines


def _has_own(data: bytes) -> bool:
    pages = PdfReader(io.BytesIO(data)).pages
    return any(_is_own(mark) for page in pages for mark in page.get("/Annots") or ())


def _is_own(mark: object) -> bool:
    found = mark.get_object() if hasattr(mark, "get_object") else mark
    return isinstance(found, dict) and found.get("/T") == OWN_AUTHOR


def _remove_own(writer: PdfWriter) -> None:
    for page in writer.pages:
        marks = page.get("/Annots")
        if marks is not None and any(_is_own(mark) for mark in marks):
            kept = ArrayObject(mark for mark in marks if not _is_own(mark))
            page[NameObject("/Annots")] = kept
