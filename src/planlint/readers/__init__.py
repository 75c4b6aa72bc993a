"""The readers: one module a format, each turning a file into a `Document`.

They import only the document room.
"""

from planlint.readers.errors import ReadError
from planlint.readers.registry import format_of, known_suffixes, read_bytes, read_file, read_text

__all__ = ["ReadError", "format_of", "known_suffixes", "read_bytes", "read_file", "read_text"]
