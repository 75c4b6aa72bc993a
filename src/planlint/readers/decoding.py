"""Bytes to text: byte order marks, UTF-8, UTF-16 and cp1252, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from planlint.readers.errors import ReadError

MAX_BYTES = 5_000_000  # a plan of a thousand pages; what is larger is no plan
MAX_LINE = 100_000  # characters of one line; longer ones come from exports that lost their line ends

MARKS = (  # the marks of UTF-32 begin with those of UTF-16, so they come first
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DISGUISED = (
    (b"%PDF-", "a PDF: rename it to end in .pdf"),
    (b"PK\x03\x04", "a Word or OpenDocument file: rename it to end in .docx or .odt"),
    (b"\xd0\xcf\x11\xe0", "an old Word file: save it as .docx"),
    (b"{\\rtf", "a rich text file: save it as .docx or .txt"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NOT_TEXT = "not a text file; give the plan as Markdown, plain text or Word"


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text, without a byte order mark and line ends as they are, and in plain words what is wrong.

    Raises ReadError for what is too large, no text, or in no encoding that planlint knows.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(f"too large ({len(data) // 1_000_000} MB, at most {MAX_BYTES // 1_000_000}); split the file")
    for start, advice in _DISGUISED:
        if data.startswith(start):
            raise ReadError(f"not a text file but {advice}")
    text, problems = _decoded(data)
    guard(text)
    return text, problems


def guard(text: str) -> None:
    """Raise ReadError for a text that no reader can take: binary, too long, or all on one line."""
    if len(text) > MAX_BYTES:
        raise ReadError(f"too large (at most {MAX_BYTES // 1_000_000} million characters); split the file")
    if "\x00" in text or len(_CONTROL.findall(text[:100_000])) > 8 + len(text[:100_000]) // 100:
        raise ReadError(_NOT_TEXT)
    if _longest_line(text) > MAX_LINE:
        raise ReadError(f"a line of more than {MAX_LINE:,} characters; save the plan with its line breaks")


def _decoded(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), []
    wide = _wide(data)
    if wide is not None:
        return _strict(data, wide), []
    if b"\x00" in data:
        raise ReadError(_NOT_TEXT)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _not_quite_utf8(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ReadError("its characters cannot be read; save the plan as UTF-8") from None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every other byte is nil."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2 or b"\x00" not in sample or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _not_quite_utf8(data: bytes) -> tuple[str, list[str]]:
    """UTF-8 with a few damaged bytes keeps its good ones; everything else is taken for cp1252."""
    loose = data.decode("utf-8", errors="replace")
    damaged = loose.count("\ufffd")
    sound = sum(char > "\x7f" for char in loose) - damaged
    if sound > 4 * damaged:
        return loose, [f"{damaged} characters could not be read; save the plan as UTF-8"]
    try:
        return data.decode("cp1252"), []
    except UnicodeDecodeError:
        raise ReadError("its characters cannot be read; save the plan as UTF-8") from None


def _longest_line(text: str) -> int:
    if len(text) <= MAX_LINE:
        return len(text)
    return max(len(line) for part in text.split("\n") for line in part.split("\r"))
