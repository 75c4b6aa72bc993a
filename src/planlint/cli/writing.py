"""Writing files whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import click


def write_whole(path: Path, text: str | Iterable[str], encoding: str = "utf-8") -> None:
    """Write a file so that at no moment half of it can be seen; what was there before stays until then.

    Raises ClickException where it cannot be written.
    """
    import tempfile

    pieces = [text] if isinstance(text, str) else text
    scratch = None
    try:
        handle, scratch = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with open(handle, "w", encoding=encoding, newline="", errors="backslashreplace") as file:
            for piece in pieces:
                file.write(piece)
        os.chmod(scratch, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        os.replace(scratch, path)
        scratch = None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise click.ClickException(f"{path}: cannot be written ({reason}); nothing was changed") from None
    finally:
        if scratch is not None:
            with suppress(OSError):
                os.unlink(scratch)


def _umask() -> int:
    """The mask for new files; Python can only tell it by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
