"""Where a review is written, and what stands in its way: locks, files already there, read-only folders."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

_ADDED = "-reviewed"
_OLD = (".doc", ".docm", ".dot", ".dotx", ".dotm", ".rtf")


def output_for(path: Path) -> Path:
    """Where the review of a file goes if nothing else is said; for a reviewed file, its own place."""
    if _is_reviewed(path):
        return path
    return path.with_name(f"{path.stem}{_ADDED}{path.suffix}")


def check_input(path: Path, suffixes: Sequence[str]) -> str | None:
    """Why a file cannot be reviewed now, in one line; None where it can, or where its reader will tell."""
    if os.path.isdir(path):
        return "a folder; give the plans in it, several at once if you like"
    suffix = path.suffix.lower()
    if suffix in suffixes:
        return "open in another program; save and close it, then try again" if is_open(path) else None
    if suffix in _OLD:
        return f"a Word file of another kind ({suffix}); save it in Word as a Word document (.docx)"
    return f"no file that takes comments; planlint reviews {', '.join(suffixes)}"


def check_output(output: Path, path: Path, *, force: bool) -> str | None:
    """Why the review cannot be written to `output`, in one line; None where it can."""
    if output.suffix.lower() != path.suffix.lower():
        return f"the review must be a {path.suffix} file as well; name one with -o"
    try:
        return _occupied(output, path, force)
    except OSError as error:  # a name too long for the disk, say
        return cannot_write(error)


def _occupied(output: Path, path: Path, force: bool) -> str | None:
    """What stands in the way at `output`. Raises OSError where that cannot even be looked at."""
    if not output.parent.is_dir():
        return "the folder for the review does not exist; make it first, or name another with -o"
    if output.is_dir():
        return "the place for the review is a folder; name a file with -o"
    if not output.exists():
        return None
    if not _is_reviewed(path) and path.exists() and output.samefile(path):
        return "the review would replace the plan itself; name another place with -o"
    if is_open(output):
        return "its earlier review is open in another program; close it, then try again"
    return None if force else f"{output.name} is already there; --force replaces it, -o names another place"


def cannot_write(error: OSError) -> str:
    """What to say of a review that cannot be written."""
    reason = (error.strerror or "unknown reason").lower()
    return f"its review cannot be written ({reason}); name another place with -o"


def is_open(path: Path) -> bool:
    """Whether a word processor has put its lock file beside a file."""
    name = path.name
    locks = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#")
    try:
        return any((path.parent / lock).exists() for lock in locks)
    except OSError:  # a name too long for the disk, of which there is no file either
        return False


def write_whole(output: Path, data: bytes) -> str | None:
    """Write a file in one step, so that none is ever half written. Returns what went wrong, in one line."""
    beside: str | None = None
    try:
        handle, beside = tempfile.mkstemp(prefix=".planlint-", suffix=output.suffix, dir=output.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _make_ordinary(beside)
        os.replace(beside, output)
        return None
    except OSError as error:
        if beside is not None and os.path.exists(beside):
            os.unlink(beside)
        return cannot_write(error)


def _is_reviewed(path: Path) -> bool:
    return path.stem.endswith(_ADDED)


def _make_ordinary(path: str) -> None:
    """Give a file the rights that new files have here; temporary ones begin as the owner's alone."""
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(path, 0o666 & ~mask)
