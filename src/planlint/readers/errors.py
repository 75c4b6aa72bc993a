"""What a reader says when a file cannot be read at all."""

from __future__ import annotations


class ReadError(Exception):
    """A file or text that cannot be read. Its message is one plain line that names the way out, without plan text."""
