"""What a reader says when a file cannot be read at all."""

from __future__ import annotations


class ReadError(Exception):
    """A file or text that cannot be read.

    Its message goes on from the file's name: one plain line without plan text that names the way out.
    """
