"""One paragraph to blocks: fields, pasted bullets, page lines, or simply a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from planlint.document import BlockKind, Span
from planlint.readers.builder import Builder
from planlint.readers.mapped import Mapped
from planlint.readers.pairs import (
    Part,
    gapped,
    is_label,
    is_page_mark,
    is_prose,
    lone_parts,
    pair,
    wide_parts,
    words,
)
from planlint.readers.rich import Rich

_TASK = re.compile(r"\s*(\[[ xX]\]|[☐☑☒])\s+")
_TICKS = re.compile(r"\[[ xX]\]|[☐☑☒]")
_PASTED = re.compile(r"\s*([•·▪◦‣●○■–—☐☑☒])(?:\s+|(?<=[•▪◦‣●]))(?=\S)")
_ENTRY = 10  # words of an entry in a list of details; longer items are statements


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: what it would be, its group, and its item's level and marker."""

    kind: BlockKind
    group: int
    anchor: int
    level: int = 0
    marker: str = ""


def add_paragraph(builder: Builder, found: Rich, place: Place) -> None:
    """Add the paragraph as the blocks that its form makes it."""
    first = len(builder.blocks)
    if not found.text.text.strip():
        for comment in found.comments:
            builder.comment(comment.text, Span(comment.start, comment.end))
        return
    starts = _Adding(builder, found, place).run()
    for comment in found.comments:
        held = max((block for block, at in starts if at <= comment.at), default=first)
        builder.inline_comment(comment.text.text, Span(comment.start, comment.end), held)


def add_field(builder: Builder, key: Mapped, value: Mapped, place: Place) -> int:
    """Add a field and return its block's number. An empty value stands where its key ends."""
    key = key.trimmed()
    end = place.anchor if key.end is None else key.end
    return builder.add(
        BlockKind.FIELD,
        value.tidied(),
        group=place.group,
        anchor=end,
        key=key.tidied().text,
        key_span=Span(place.anchor if key.offset(0) is None else key.offset(0) or 0, end),
        level=place.level,
        marker=place.marker,
    )


_MINUTED = re.compile(r"\s*(\d{1,2}\.\d{1,2}\.?)\s+(?=[A-Z])")  # '4.2 Health visitor to weigh him'


class _Adding:
    """State of adding one paragraph: the blocks made, each with where in the text it begins."""

    def __init__(self, builder: Builder, found: Rich, place: Place) -> None:
        self.builder = builder
        self.found = found
        self.place = place
        self.text = found.text.text
        self.marker = place.marker
        self.starts: list[tuple[int, int]] = []

    def run(self) -> list[tuple[int, int]]:
        """Add the blocks; returns their numbers and beginnings."""
        start = self._task_box()
        end = len(self.text)
        lines = _lines(self.text, start, end)
        if self.place.kind is BlockKind.QUOTATION or self.found.all_italic(start, end):
            self._plain(start, end)
        elif parts := self._bold_keys(start, end):
            self._parts(parts)
        elif (number := _MINUTED.match(self.text, start)) and self._is_minuted(lines):
            self.place = replace(self.place, kind=BlockKind.ITEM, level=1)
            self.marker = number[1]
            self._plain(number.end(), end)
        elif len(lines) > 1 and _PASTED.match(self.text, start) and not self.place.level:
            self._pasted(lines)
        elif parts := self._fields(lines):
            self._parts(parts)
        elif self.place.kind is BlockKind.PARAGRAPH and _is_furniture(self.text, lines):
            self._add(BlockKind.COMMENT, start, end)
        elif len(lines) > 1 and self.found.all_bold(*lines[0]) and not self.found.all_bold():
            self._plain(*lines[0])
            self._plain(lines[1][0], end)
        else:
            self._plain(start, end)
        return self.starts

    def _is_minuted(self, lines: list[tuple[int, int]]) -> bool:
        """Whether a paragraph with a number before it is a point of minutes, and not a heading in bold."""
        return self.place.kind is BlockKind.PARAGRAPH and not self.place.level and not self.found.all_bold(*lines[0])

    def _plain(self, start: int, end: int) -> None:
        self._add(self.place.kind, start, end)

    def _add(self, kind: BlockKind, start: int, end: int, key: tuple[int, int] | None = None) -> None:
        text = self.found.text.cut(start, end)
        if key is not None:
            number = add_field(self.builder, self.found.text.cut(*key), text, self._here())
        else:
            anchor = text.offset(0)
            number = self.builder.add(
                kind,
                text.tidied(),
                group=self.place.group,
                anchor=self.place.anchor if anchor is None else anchor,
                level=self.place.level,
                marker=self.marker,
                bold=self.found.all_bold(start, end),
                italic=self.found.all_italic(start, end),
            )
        self.starts.append((number, key[0] if key else start))

    def _here(self) -> Place:
        return replace(self.place, marker=self.marker)

    def _parts(self, parts: list[Part]) -> None:
        """Fields, and what stands between them: page numbers are left out."""
        for part in parts:
            if part.key is not None:
                self._add(BlockKind.FIELD, part.start, part.end, part.key)
            elif not is_page_mark(self.text[part.start : part.end]):
                self._add(self.place.kind, part.start, part.end)
            self.marker = ""

    def _task_box(self) -> int:
        """A box before the text is its marker, unless more boxes follow: then they are the text."""
        match = _TASK.match(self.text)
        if match is None or len(_TICKS.findall(self.text)) > 1:
            return 0
        self.marker = match.group(1)
        return match.end()

    def _bold_keys(self, start: int, end: int) -> list[Part]:
        """The fields of a paragraph that begins with a bold key: '**Date:** 3 May  **Review:** 9 June'."""
        if not self.found.bold:
            return []
        lines = _lines(self.text, start, end)
        segments = {segment[0] for line in lines for segment in gapped(self.text, *line)}
        keys = [
            key for low, high in self.found.bold if (key := self._bold_key(low, high, segments)) and key[0] >= start
        ]
        keys.sort()
        if not keys or self.text[start : keys[0][0]].strip() or self.found.all_bold(start, end):
            return []
        stops = [key[0] for key in keys[1:]] + [end]
        return [Part(after, stop, (low, high)) for (low, high, after), stop in zip(keys, stops, strict=True)]

    def _bold_key(self, low: int, high: int, segments: set[int]) -> tuple[int, int, int] | None:
        """A bold range as key: where it begins and ends, and where its value begins."""
        inner = self.text[low:high].rstrip()
        if inner.endswith(":"):
            key_end, after = low + len(inner) - 1, high
        else:
            rest = re.compile(r"\s*:(?=\s|$)").match(self.text, high)
            if rest is None:
                return None
            key_end, after = high, rest.end()
        begins = low in segments or (inner.endswith(":") and self.text[low - 1].isspace())
        if not begins or not is_label(self.text[low:key_end], loose=True):
            return None
        return low, key_end, after

    def _fields(self, lines: list[tuple[int, int]]) -> list[Part]:
        """The fields of plain lines: each line must be one, or have some with wide gaps between."""
        parts: list[Part] = []
        for low, high in lines:
            here = wide_parts(self.text, low, high) if not self.place.level else None
            if here is None and len(lines) == 1 and not self.place.level:
                here = lone_parts(self.text, low, high)
            elif here is None:
                found = pair(self.text, low, high)
                here = [found] if found is not None and self._is_field(found) else None
            if here is None:
                return []
            parts += here
        return parts

    def _is_field(self, found: Part) -> bool:
        """Whether a pair among others, or one that is an item, is an entry and not a sentence."""
        value = self.text[found.start : found.end]
        if self.place.level:
            return bool(value) and words(value) <= _ENTRY and not value.endswith(".") and not is_prose(value)
        return not value.startswith(('"', "“"))

    def _pasted(self, lines: list[tuple[int, int]]) -> None:
        """Lines that begin with bullets which Markdown does not know become items."""
        begun: list[tuple[str, int, int]] = []
        for low, high in lines:
            match = _PASTED.match(self.text, low)
            if match is not None:
                begun.append((match.group(1), match.end(), high))
            else:
                begun[-1] = (*begun[-1][:2], high)
        for marker, low, high in begun:
            place = Place(BlockKind.ITEM, self.builder.group(), self.place.anchor, 1, marker)
            self.place, self.marker = place, marker
            self._plain(low, high)


def _is_furniture(text: str, lines: list[tuple[int, int]]) -> bool:
    """A running head or foot: one line of segments that ends in a page number."""
    return len(lines) == 1 and is_page_mark(text) and (len(gapped(text, 0, len(text))) > 1 or len(text) < 20)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            ranges.append((at, at + len(line)))
        at += len(line) + 1
    return ranges
