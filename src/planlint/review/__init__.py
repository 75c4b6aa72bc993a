"""The review room: a file given back with comments at the flagged words. One module a format.

Imports the readers, the records of findings and the report's order. To add a format, write a module with
`annotate(data, notes)` that returns the commented file's bytes, and name it in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from planlint.readers import ReadError, format_of, read_bytes
from planlint.review.notes import Note, notes_of
from planlint.review.output import check_input, check_output, output_for, write_whole
from planlint.rules.finding import Report

__all__ = ["FORMATS", "Note", "ReviewError", "Reviewed", "review"]

FORMATS = {"word": "planlint.review.word", "odt": "planlint.review.odt", "pdf": "planlint.review.pdf"}


class ReviewError(Exception):
    """A file that cannot be reviewed. Its message is one plain line that names the way out."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A finished review: the report, where the commented copy stands, and how many comments it has."""

    report: Report
    output: Path
    comments: int


class Checks(Protocol):
    """What checks the file: a `Linter`, or a run that knows configurations and baselines."""

    def check_file(self, path: Path) -> Report: ...


class Annotate(Protocol):
    """What every format offers: the file's bytes with the notes as comments, older ones replaced."""

    def __call__(self, data: bytes, notes: Sequence[Note]) -> bytes: ...


def review(path: Path, checks: Checks, output: Path | None = None, *, force: bool = False) -> Reviewed:
    """Check a file and write a copy with comments; the file itself is never touched.

    Without `output` the copy stands beside it, '-reviewed' added to its name; a file that is such a copy is
    replaced by its new review, where `force` says so. Raises ReviewError where something cannot be done; then
    nothing is written.
    """
    name = format_of(path)
    target = output or output_for(path)
    if problem := check_input(path, suffixes()) or check_output(target, path, force=force):
        raise ReviewError(problem)
    report = checks.check_file(path)
    if report.error is not None:
        raise ReviewError(report.error)
    notes = notes_of(report)
    made = _annotated(path, name or "", report, notes)
    if problem := write_whole(target, made):
        raise ReviewError(problem)
    return Reviewed(report, target, len(notes))


def _annotated(path: Path, name: str, report: Report, notes: Sequence[Note]) -> bytes:
    """The file's bytes with the notes in it. Raises ReviewError."""
    try:
        data = path.read_bytes()
        if read_bytes(data, name).source != report.text:
            raise ReviewError("changed while it was read; close it in other programs and try again")
        return cast(Annotate, import_module(FORMATS[name]).annotate)(data, notes)
    except ReadError as error:
        raise ReviewError(str(error)) from None
    except OSError as error:
        raise ReviewError(f"cannot be opened ({(error.strerror or 'unknown reason').lower()})") from None


def suffixes() -> tuple[str, ...]:
    """The suffixes of the files that can be reviewed."""
    from planlint.readers.registry import FORMATS as READ

    return tuple(suffix for known in READ if known.name in FORMATS for suffix in known.suffixes)
