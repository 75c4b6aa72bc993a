"""Printed lines of a PDF: characters put together by the line they stand on, and lines put together to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from planlint.readers.pdf_page import Char

_BULLET = re.compile(r"[•·▪◦‣●○■♦➢✓–☐☑☒✔-][\s\t]|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s|[☐☑☒]")
_TAB = 1.6  # of the letters' size: a gap from here on parts what stands beside each other
_SPACE = 0.18  # a gap from here on is a space
_RAISED = 0.15  # from here above its line, a small figure is the mark of a footnote
_LEADING = 1.2  # from line to line, where too few lines tell it
_MORE = 0.16  # by how much more than the leading a new paragraph stands off
_GLUED = re.compile(r"[•▪◦‣●✓➢]\w|\d{1,2}[.)][A-Z]")  # bullets and numbers right before the words of an item
_CLOSING = frozenset(".,;:!?)”")
_NOTE = re.compile(r"\d{1,3}|[ivx]{1,4}|[*†‡]+")
_ENDS = (".", "?", "!", ":", ";", ".”", '."')


@dataclass(frozen=True, eq=False)
class Printed:
    """A printed line: its characters from left to right, its sides, and how it looks."""

    page: int
    chars: tuple[Char, ...]
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool

    @cached_property
    def text(self) -> str:
        """Its words, with a tab where a wide gap stands."""
        return "".join(before + char.text for before, char in spaced(self.chars))


@dataclass(frozen=True)
class Leading:
    """How far lines of one paragraph stand apart, by the size of their letters; as multiples of it."""

    by_size: Mapping[int, float] = field(default_factory=dict)
    usual: float = _LEADING

    def of(self, line: Printed) -> float:
        """The distance to the line after `line` in points, if it goes on the same paragraph."""
        return self.by_size.get(round(line.size * 2), self.usual) * line.size


def spaced(chars: Sequence[Char]) -> Iterator[tuple[str, Char]]:
    """The visible characters of a line, each with the space or tab before it."""
    last: Char | None = None
    blank = False
    start = ""
    for char in chars:
        if char.text.isspace():
            blank = True
            continue
        gap = (char.left - last.right) / max(char.style.size, 1.0) if last else 0.0
        apart = (
            (gap > _SPACE and char.text not in _CLOSING)
            or (blank and gap > -_TAB)
            or _GLUED.fullmatch(start + char.text) is not None
        )
        yield ("\t" if gap > _TAB else " " if last and apart else ""), char
        start = start + char.text if len(start) < 4 else "...."
        last, blank = char, False


def printed_lines(chars: Iterable[Char]) -> list[Printed]:
    """Characters as lines, from the top down, each from left to right."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda one: (one.base, one.left)):
        last = lines[-1][0] if lines else None
        if last is not None and char.base - last.base <= 0.35 * max(char.style.size, last.style.size):
            lines[-1].append(char)
        else:
            lines.append([char])
    made = (printed(sorted(line, key=lambda one: one.left)) for line in _with_raised(lines))
    return [line for line in made if line is not None]


def _with_raised(lines: list[list[Char]]) -> list[list[Char]]:
    """Lines of small characters alone, right above others, put with these: marks of notes, the 'rd' of '3rd'."""
    kept: list[list[Char]] = []
    above: list[Char] = []
    for line in lines:
        if above:
            body = max(char.style.size for char in line)
            near = max(char.style.size for char in above) <= 0.75 * body and line[0].base - above[-1].base < 0.6 * body
            if near and min(c.left for c in line) - 3 * body <= above[0].left <= max(c.right for c in line) + body:
                line = [*above, *line]
            else:
                kept.append(above)
            above = []
        if len("".join(char.text for char in line).split()) <= 4 and len(line) <= 12:
            above = line
        else:
            kept.append(line)
    return [*kept, above] if above else kept


def printed(chars: Sequence[Char]) -> Printed | None:
    """The line of some characters, marks of notes left out; None where all are blank."""
    shown = [char for char in chars if not char.text.isspace()]
    if not shown:
        return None
    size = Counter(round(char.style.size * 2) for char in shown).most_common(1)[0][0] / 2
    base = Counter(round(char.base, 1) for char in shown).most_common(1)[0][0]
    raised = [char for char in shown if char.style.size <= 0.75 * size and base - char.base > _RAISED * size]
    if raised and len(raised) < len(shown) and _NOTE.fullmatch("".join(char.text for char in raised)):
        gone = set(map(id, raised))
        chars = [char for char in chars if id(char) not in gone]
        shown = [char for char in shown if id(char) not in gone]
    return Printed(
        shown[0].page,
        tuple(chars),
        min(char.left for char in shown),
        max(char.right for char in shown),
        min(char.top for char in shown),
        max(char.bottom for char in shown),
        base,
        size,
        all(char.style.look.bold for char in shown),
    )


def segments(line: Printed, gap: float = 1.0) -> list[Printed]:
    """The stretches of a line that gaps wider than `gap` times the letters' size part."""
    parts: list[list[Char]] = [[]]
    last: Char | None = None
    for char in line.chars:
        if not char.text.isspace():
            if last and char.left - last.right > gap * char.style.size:
                parts.append([])
            last = char
        parts[-1].append(char)
    if len(parts) == 1:
        return [line]
    made = [printed(part) for part in parts]
    return [one for one in made if one is not None]


def leading_of(lines: Sequence[Printed]) -> Leading:
    """How far the lines of a text's paragraphs stand apart: the smallest distance that is met often."""
    seen: dict[int, Counter[int]] = {}
    for before, line in pairwise(lines):
        ratio = (line.base - before.base) / max(line.size, 1.0)
        same = line.page == before.page and abs(line.size - before.size) < 0.6
        if same and 0.9 < ratio < 2.6 and line.left < before.right and before.left < line.right:
            seen.setdefault(round(line.size * 2), Counter())[round(ratio * 20)] += 1
    usual = _smallest_common(sum(seen.values(), Counter())) or _LEADING
    found = {size: common for size, counts in seen.items() if (common := _smallest_common(counts))}
    return Leading(found, usual)


def _smallest_common(counts: Counter[int]) -> float | None:
    total = counts.total()
    common = [ratio for ratio, count in counts.items() if count >= max(2, total * 0.12)]
    return min(common) / 20 if common and total > 3 else None


def paragraphs(lines: Sequence[Printed], leading: Leading, limit: float | None = None) -> list[list[Printed]]:
    """Lines put together to paragraphs. `limit` is how far to the right lines may reach; else as far as any does."""
    groups: list[list[Printed]] = []
    widest = limit if limit is not None else max((line.right for line in lines), default=0.0)
    for line in lines:
        if groups and not begins(groups[-1][-1], line, leading, widest):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def begins(before: Printed, line: Printed, leading: Leading, widest: float) -> bool:
    """Whether a line begins a new paragraph."""
    if _is_parted(before) or _is_parted(line):
        return True
    if abs(line.size - before.size) > 0.6 or line.bold != before.bold or is_bullet(line):
        return True
    if line.page != before.page or line.base < before.base:
        return not goes_on(before, line)
    if line.base - before.base > leading.of(before) + _MORE * line.size:
        return True
    return would_fit(before, line, widest)


def _is_parted(line: Printed) -> bool:
    """Whether things stand beside each other in a line, its bullet aside."""
    return "\t" in _BULLET.sub("", line.text, count=1).strip()


def is_bullet(line: Printed) -> bool:
    """Whether a line begins with a bullet, a tick box or a number."""
    return _BULLET.match(line.text + " ") is not None


def would_fit(before: Printed, line: Printed, widest: float) -> bool:
    """Whether a line's first word had room at the end of the line before: then that one was ended on purpose."""
    return before.right + first_word(line) + 0.8 * line.size < widest


def first_word(line: Printed) -> float:
    """How wide a line's first word is."""
    last: Char | None = None
    for before, char in spaced(line.chars):
        if before:
            break
        last = char
    return (last.right - line.left) if last else 0.0


def goes_on(before: Printed, line: Printed) -> bool:
    """Whether a line at the top of a page or column goes on the last paragraph of the one before."""
    text, following = before.text.rstrip(), line.text.lstrip()
    return not text.endswith(_ENDS) or following[:1].islower()
