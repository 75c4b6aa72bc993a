"""Writing to consoles of every kind: odd encodings, pipes that close early, with colours and without."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NoReturn, TextIO

if TYPE_CHECKING:
    from planlint.rules.finding import Report

INTERRUPTED = 130  # what shells expect after Ctrl-C
_NOT_DONE = 2
_PIPE_CLOSED = 141  # and after a reader such as `head` has gone
_WIDEST = 100
# One character for one, so that carets stay under the words they mark.
_PLAIN = str.maketrans("│─‘’“”–—…•·×\N{NO-BREAK SPACE}", "|-''\"\"--.**x ")


class Console:
    """One output stream, and what it can show."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    @property
    def is_terminal(self) -> bool:
        return self._stream.isatty()

    @property
    def has_colour(self) -> bool:
        """Whether to use colour: on a terminal that can, unless NO_COLOR is set."""
        return self.is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int:
        """Columns to wrap at."""
        return min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST) if self.is_terminal else _WIDEST

    def write(self, text: str) -> None:
        """Write text, in plainer characters where the encoding lacks some. Exits where that cannot be done."""
        try:
            self._stream.write(self._encodable(text))
        except OSError as error:
            _leave(error, self._stream)

    def _encodable(self, text: str) -> str:
        encoding = self._stream.encoding or "utf-8"
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
        return text


def stdout() -> Console:
    """The console for results."""
    return Console(sys.stdout)


def stderr() -> Console:
    """The console for problems and progress."""
    return Console(sys.stderr)


def complain(problem: str, path: str | None = None) -> None:
    """One plain line about a problem on standard error, whatever stands in the names of files."""
    from planlint.report.excerpt import path_text

    where = f"{path}: " if path is not None else ""
    stderr().write(f"planlint: {path_text(where + problem)}\n")


def heard(reports: Iterable[Report]) -> Iterator[Report]:
    """The reports, with a line on standard error for each file that could not be checked."""
    for report in reports:
        if report.error is not None:
            complain(report.error, report.path)
        yield report


def finish() -> None:
    """Send what is still held back to standard output. Exits where that cannot be done."""
    try:
        sys.stdout.flush()
    except OSError as error:
        _leave(error, sys.stdout)


def _leave(error: OSError, stream: TextIO) -> NoReturn:
    """Exit after a stream that takes no more: quietly where nobody reads on, with a line where a disk is full.

    Nothing is left that Python could complain about at its end.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if isinstance(error, BrokenPipeError):
        sys.exit(_PIPE_CLOSED)
    if stream is sys.stdout:
        complain(f"standard output: cannot be written ({(error.strerror or 'unknown reason').lower()})")
    sys.exit(_NOT_DONE)
