"""Writing files whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TextIO

import click


class WholeFile:
    """A file that is written beside its place and put there at the end of a `with` block.

    At no moment can half of it be seen; where the block ends with an error, what was there before stays. What
    is no file but takes text (a device, a pipe) is written as it comes. Every method raises ClickException
    where the file cannot be written.
    """

    def __init__(self, path: Path, encoding: str = "utf-8") -> None:
        self._path, self._encoding = path, encoding
        self._place: Path | None = None  # where the scratch file goes; None: there is none
        self._scratch = ""
        self._file: TextIO | None = None

    def __enter__(self) -> WholeFile:
        try:
            self._file = self._opened()
        except OSError as error:
            self._discard()
            raise self._refusal(error) from None
        return self

    def write(self, text: str) -> None:
        """Add text to the file."""
        assert self._file is not None
        try:
            self._file.write(text)
        except OSError as error:
            raise self._refusal(error) from None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._finish()
        except OSError as problem:
            raise self._refusal(problem) from None
        finally:
            self._discard()

    def _opened(self) -> TextIO:
        handle: int | Path = self._path
        if os.path.isfile(self._path) or not os.path.exists(self._path):
            import tempfile  # slow to load

            self._place = Path(os.path.realpath(self._path))  # a link stays one
            prefix = f".{self._place.name[:40]}."
            handle, self._scratch = tempfile.mkstemp(prefix=prefix, suffix=".part", dir=self._place.parent)
        return open(handle, "w", encoding=self._encoding, newline="", errors="backslashreplace")

    def _finish(self) -> None:
        assert self._file is not None
        self._file.close()
        if self._place is not None:
            os.chmod(
                self._scratch, self._place.stat().st_mode & 0o777 if os.path.exists(self._place) else 0o666 & ~_umask()
            )
            os.replace(self._scratch, self._place)
            self._scratch = ""

    def _discard(self) -> None:
        """Close what is open, and leave no scratch file."""
        with suppress(OSError):
            if self._file is not None:
                self._file.close()
        with suppress(OSError):
            if self._scratch:
                os.unlink(self._scratch)

    def _refusal(self, error: OSError) -> click.ClickException:
        reason = (error.strerror or "unknown reason").lower()
        kept = "nothing was changed" if os.path.isfile(self._path) else "nothing was written"
        return click.ClickException(f"{self._path}: cannot be written ({reason}); {kept}")


def write_whole(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a file whole or not at all. Raises ClickException where it cannot be written."""
    with WholeFile(path, encoding) as file:
        file.write(text)


def _umask() -> int:
    """The mask for new files; Python can only tell it by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
