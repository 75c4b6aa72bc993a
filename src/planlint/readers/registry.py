"""Which reader reads which file. A new format is one module with `read`, and one line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import cast

from planlint.document import Document
from planlint.readers.decoding import decode, guard
from planlint.readers.errors import ReadError

MAX_BINARY_BYTES = 50_000_000  # Word files carry pictures


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the module whose `read` takes its text (or its bytes), and its suffixes."""

    name: str
    module: str
    suffixes: tuple[str, ...]
    binary: bool = False


FORMATS = (
    Format("markdown", "planlint.readers.markdown", (".md", ".markdown")),
    Format("text", "planlint.readers.plain", (".txt", ".text")),
    Format("html", "planlint.readers.html", (".html", ".htm")),
    Format("word", "planlint.readers.word", (".docx",), binary=True),
    Format("odt", "planlint.readers.odt", (".odt",), binary=True),
    Format("pdf", "planlint.readers.pdf", (".pdf",), binary=True),
)


def known_suffixes() -> tuple[str, ...]:
    """Every suffix that some reader takes, with its dot, in lower case."""
    return tuple(suffix for known in FORMATS for suffix in known.suffixes)


def format_of(path: Path) -> str | None:
    """The name of the format that a path's suffix stands for; None for an unknown one."""
    suffix = path.suffix.lower()
    return next((known.name for known in FORMATS if suffix in known.suffixes), None)


def read_file(path: Path) -> Document:
    """Read a file by its suffix. Raises ReadError where that cannot be done."""
    _refuse_missing(path)
    name = format_of(path)
    if name is None:
        raise ReadError(f"of a kind planlint does not read; it reads {', '.join(known_suffixes())}")
    return read_bytes(_bytes_of(path), name)


def read_bytes(data: bytes, format_name: str) -> Document:
    """Read a file's bytes. Raises ReadError for an empty or unreadable one."""
    known = _named(format_name)
    if not data.strip():
        raise ReadError("empty; write the plan first")
    if known.binary:
        if len(data) > MAX_BINARY_BYTES:
            raise ReadError(f"too large (at most {MAX_BINARY_BYTES // 1_000_000} MB); take its pictures out")
        return cast(Callable[[bytes], Document], _reader(known))(data)
    text, problems = decode(data)
    if not text.strip():
        raise ReadError("empty; write the plan first")
    document = cast(Callable[[str], Document], _reader(known))(text)
    return replace(document, problems=(*problems, *document.problems)) if problems else document


def read_text(text: str, format_name: str) -> Document:
    """Read decoded text; an empty one has no blocks. Raises ReadError for what cannot be read."""
    known = _named(format_name)
    if known.binary:
        raise ReadError(f"{known.name} is no text format; give its bytes")
    guard(text)
    return cast(Callable[[str], Document], _reader(known))(text.removeprefix("\ufeff"))


def _named(name: str) -> Format:
    for known in FORMATS:
        if known.name == name:
            return known
    raise ReadError(f"no such format; planlint reads {', '.join(known.name for known in FORMATS)}")


def _reader(known: Format) -> Callable[[str], Document] | Callable[[bytes], Document]:
    """The module's `read`; imported when first needed, since some readers load large libraries."""
    try:
        module = import_module(known.module)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("planlint"):
            raise
        wanted = f"pip install 'planlint[{known.name}]'"
        raise ReadError(f"not read without {error.name}, which is not installed: {wanted}") from None
    return cast(Callable[[str], Document], module.read)


def _refuse_missing(path: Path) -> None:
    try:
        if not path.exists():
            raise ReadError("a link that leads nowhere" if path.is_symlink() else "no such file")
    except OSError as error:
        raise _closed(error) from None


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise ReadError("not a file; give a file or a folder of files")
        if path.stat().st_size > MAX_BINARY_BYTES:
            raise ReadError(f"too large (at most {MAX_BINARY_BYTES // 1_000_000} MB); split the file")
        return path.read_bytes()
    except OSError as error:
        raise _closed(error) from None


def _closed(error: OSError) -> ReadError:
    return ReadError(f"cannot be opened ({(error.strerror or 'unknown reason').lower()})")
