"""The PDF reader: plans printed from case systems. Findings say the page or table cell they stand in."""

from __future__ import annotations

from planlint.document import Document
from planlint.readers.pdf_text import pdf_text
from planlint.readers.word_blocks import document_of

FORMAT = "pdf"


def read(data: bytes) -> Document:
    """Read a PDF's bytes. Raises ReadError for a damaged, protected, scanned or too long one."""
    found = pdf_text(data)
    return document_of(found.text, FORMAT, found.comments, found.running)
