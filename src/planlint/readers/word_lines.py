"""One paragraph of a Word file as the readers' `Rich` text, and whether it looks like a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planlint.readers.mapped import Mapped, stretch, weave
from planlint.readers.pairs import pair, words
from planlint.readers.rich import Rich
from planlint.readers.word_text import Line

_CODE = re.compile(r"«[^«»\n]{0,80}»")
_PROMPT = re.compile(
    r"(?:Click (?:or tap )?(?:here )?to enter (?:text|a date)|Choose an item|"
    r"Choose a (?:date|building block)|Tap (?:here )?to enter text|Enter (?:text|a date) here)\.?",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*([•·▪◦‣●○■♦➢✓–-])[\s\u00a0]+(?=\S)")
_NUMBER = re.compile(r"\s*((?:\(?\d{1,2}|\(?[a-z])[.)])[\s\u00a0]+(?=\S)")
_SECTION = re.compile(r"(?:section|part|appendix)\s+\w{1,3}:", re.IGNORECASE)  # no key, though a colon follows
_FEW = 8  # words beside which a merge code stands for a whole entry
_LONGEST_HEADING = 14
_LARGER = 1.12  # a heading by size is at least this much larger than the body


def rich_of(source: str, line: Line) -> Rich:
    """A line's text without prompts, struck-out words and unfilled codes; what is bold and italic in it."""
    gone = _left_out(line)
    parts: list[Mapped | str] = []
    bold: list[tuple[int, int]] = []
    italic: list[tuple[int, int]] = []
    length = 0
    for one in line.stretches:
        for low, high in _kept(one.start, one.end, gone):
            parts.append(stretch(source, line.start + low, line.start + high))
            if one.look.bold:
                bold.append((length, length + high - low))
            if one.look.italic:
                italic.append((length, length + high - low))
            length += high - low
    return Rich(weave(parts), _joined(bold), _joined(italic))


def text_of_line(source: str, line: Line) -> str:
    """The words of a line as a block will have them."""
    return rich_of(source, line).text.tidied().text


def bullet_of(text: str) -> tuple[str, int]:
    """The bullet that a writer has typed before a text, and where the text begins; ('', 0) without one."""
    match = _BULLET.match(text) or _NUMBER.match(text)
    return (match[1], match.end()) if match else ("", 0)


def _left_out(line: Line) -> list[tuple[int, int]]:
    gone = [(one.start, one.end) for one in line.stretches if one.prompt or one.look.struck]
    gone += [match.span() for match in _PROMPT.finditer(line.text)]
    if words(_CODE.sub(" ", line.text)) <= _FEW:
        gone += [match.span() for match in _CODE.finditer(line.text)]
    return sorted(gone)


def _kept(start: int, end: int, gone: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    at = start
    for low, high in gone:
        if high <= at or low >= end:
            continue
        if low > at:
            yield at, low
        at = max(at, high)
    if at < end:
        yield at, end


def _joined(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for low, high in ranges:
        if found and found[-1][1] == low:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return tuple(found)


@dataclass(frozen=True)
class Headings:
    """How a file marks its headings: sizes larger than its body's, and whether a title stands over them."""

    body: int
    sizes: tuple[int, ...]
    shift: int  # 1 where a title stands over the styled headings
    styled: int  # the deepest level that styles give

    def level(self, line: Line, text: str) -> int:
        """The level of a line that is a heading, from 1; 0 where it is none, or by bold alone."""
        if not text or words(text) > 2 * _LONGEST_HEADING:
            return 0
        if line.form.title:
            return 1
        if line.form.heading:
            return min(line.form.heading + self.shift, 6)
        size = size_of(line)
        if not _is_large(line, text, self.body) or (line.form.item and not is_bold(line)):
            return 0
        rank = self.sizes.index(size) if size in self.sizes else 0
        return 1 if rank == 0 and self.shift else min(self.styled + rank + 1, 6)


def headings_of(lines: Sequence[tuple[Line, str]]) -> Headings:
    """How the lines of a file, each with its words, mark the headings among them."""
    seen: Counter[int] = Counter()
    listed = [(line, text) for line, text in lines if text]
    for line, text in listed:
        seen[size_of(line)] += len(text)
    body = seen.most_common(1)[0][0] if seen else 0
    outside = [(line, text) for line, text in listed if line.place.startswith(("paragraph", "page"))]
    large = {n for n, (line, text) in enumerate(outside) if _is_large(line, text, body)}
    sizes = tuple(sorted({size_of(outside[n][0]) for n in large}, reverse=True))
    first = next((n for n, (line, _) in enumerate(outside) if line.form.heading), 0)
    title = any(line.form.title for line, _ in outside) or any(n in large for n in range(first))
    styled = max((line.form.heading for line, _ in listed), default=0)
    return Headings(body, sizes, int(title), styled + int(title) if styled else 0)


def _is_large(line: Line, text: str, body: int) -> bool:
    return size_of(line) >= body * _LARGER and _reads_as_heading(text)


def size_of(line: Line) -> int:
    """The size that most of a line's characters have, in half points."""
    sizes: Counter[int] = Counter()
    for one in line.stretches:
        sizes[one.look.size] += len(line.text[one.start : one.end].strip())
    return sizes.most_common(1)[0][0] if sizes else 0


def is_bold(line: Line) -> bool:
    """Whether all of a line's visible words are bold."""
    shown = [one for one in line.stretches if line.text[one.start : one.end].strip()]
    return bool(shown) and all(one.look.bold for one in shown)


def _reads_as_heading(text: str) -> bool:
    found = None if _SECTION.match(text) else pair(text, 0, len(text), loose=True)
    return (
        0 < words(text) <= _LONGEST_HEADING
        and not text.rstrip().endswith((".", ",", ";"))
        and (found is None or found.start == found.end)
    )
