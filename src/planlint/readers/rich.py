"""`Rich`: a paragraph's text with what is bold, italic or a comment in it, on its way to become blocks."""

from __future__ import annotations

from dataclasses import dataclass

from planlint.readers.mapped import Mapped


@dataclass(frozen=True, slots=True)
class InlineComment:
    """A comment inside a paragraph: `at` is its place in the text, `start` and `end` in the source."""

    text: Mapped
    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rich:
    """A paragraph's text: line ends as '\\n', other white space as written, bold and italic as ranges."""

    text: Mapped
    bold: tuple[tuple[int, int], ...] = ()
    italic: tuple[tuple[int, int], ...] = ()
    comments: tuple[InlineComment, ...] = ()

    def all_bold(self, start: int = 0, end: int | None = None) -> bool:
        """Whether every visible character of the range is bold."""
        return _covered(self.text.text, self.bold, start, end)

    def all_italic(self, start: int = 0, end: int | None = None) -> bool:
        """Whether every visible character of the range is italic."""
        return _covered(self.text.text, self.italic, start, end)


def _covered(text: str, ranges: tuple[tuple[int, int], ...], start: int, end: int | None) -> bool:
    end = len(text) if end is None else end
    at = start
    for low, high in sorted(ranges):
        if low > at and text[at : min(low, end)].strip():
            return False
        at = max(at, high)
    return bool(text[start:end].strip()) and bool(ranges) and not text[at:end].strip()
