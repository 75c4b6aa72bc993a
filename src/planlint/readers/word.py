"""The Word reader (.docx): body, tables, text boxes and notes, each character with the run it stands in."""

from __future__ import annotations

from planlint.document import Document
from planlint.readers.word_blocks import document_of
from planlint.readers.word_comments import comment_texts
from planlint.readers.word_package import open_word
from planlint.readers.word_text import running_lines, text_of

FORMAT = "word"


def read(data: bytes) -> Document:
    """Read a Word file's bytes. Raises ReadError for a damaged, protected, too large or empty one."""
    package = open_word(data)
    return document_of(text_of(package), FORMAT, comment_texts(package), running_lines(package))
