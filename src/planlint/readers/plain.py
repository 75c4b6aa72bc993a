"""The plain text reader: headings, fields, lists, tables and wrapped paragraphs, told by their form alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planlint.document import BlockKind, Document, Span
from planlint.readers.builder import Builder, directives_in
from planlint.readers.mapped import Mapped, stretch, weave
from planlint.readers.pairs import Part, is_label, is_page_mark, is_prose, pair, wide_parts
from planlint.readers.paragraph import Place, add_field, add_paragraph
from planlint.readers.plain_lines import Line, flows, letters, lines_of, running_lines, wrap_width
from planlint.readers.plain_tables import Found, aligned_table, drawn_table, is_tab_field, tab_table
from planlint.readers.rich import Rich
from planlint.readers.tables import add_table

FORMAT = "text"
_DIRECTIVE = re.compile(r"\W*planlint:", re.ASCII)
_LOUD = re.compile(r":(?:\t| {2,})\s*\S")
_COUNTED = re.compile(r"[A-Z][\w ]{1,20}? \d{1,2}[a-z]?\s*[:.]?")


def read(source: str) -> Document:
    """Read plain text. Never fails: each line becomes some block, a paragraph where it looks like nothing else."""
    lines = lines_of(source)
    reading = _Reading(source, lines, wrap_width(lines), running_lines(lines))
    reading.run()
    return reading.builder.document(source, FORMAT)


@dataclass
class _Reading:
    """State of one reading: the blocks so far, open list levels, keys seen, and where a run of tab fields ends."""

    source: str
    lines: list[Line]
    width: int
    running: frozenset[int]
    builder: Builder = field(default_factory=Builder)
    indents: list[int] = field(default_factory=list)
    list_group: int = 0
    keys: set[str] = field(default_factory=set)
    fields_until: int = 0
    capitals: bool = False
    titled: bool = False

    def run(self) -> None:
        """Read all lines."""
        self.capitals = any(line.in_capitals and self._after_blank(line.number) for line in self.lines)
        at = 0
        while at < len(self.lines):
            at = self._take(at)

    def _take(self, at: int) -> int:
        """Read what begins at line `at`; returns the first line after it."""
        line = self.lines[at]
        if not line.text or (line.is_rule and not line.text.startswith("+-")):
            return at + 1
        if _DIRECTIVE.match(line.text) and directives_in(line.text, self._span(line)):
            self.builder.comment(self._text(line), self._span(line))
            return at + 1
        if line.is_banner or at in self.running:
            self.builder.add(BlockKind.COMMENT, self._text(line).tidied())
            return at + 1
        table = self._table(at)
        if table is not None:
            add_table(self.builder, table.rows, has_head=table.has_head)
            self.indents.clear()
            return table.end
        level = self._heading_level(at)
        if level:
            return self._heading(at, level)
        if line.bullet:
            return self._item(at)
        return self._field(at) or self._paragraph(at)

    def _table(self, at: int) -> Found | None:
        line = self.lines[at]
        if line.is_running:
            return None
        if "|" in line.text or line.text.startswith("+-"):
            return drawn_table(self.source, self.lines, at)
        if self._parts(line) is not None:
            return None
        if "\t" in line.text and at >= self.fields_until:
            found = tab_table(self.source, self.lines, at)
            if found is None:
                self.fields_until = at + 1
            return found
        if len(line.segments) > 2:
            return aligned_table(self.source, self.lines, at)
        return None

    # Headings

    def _heading_level(self, at: int) -> int:
        line = self.lines[at]
        following = self._line(at + 1)
        if following is not None and following.is_rule and self._underlined(line, following):
            return 1 if not self.titled else 2
        if line.in_capitals and self._stands_as_heading(at):
            return 1 if self._is_title(at) else 2
        if not self.titled and not self.builder.blocks and line.is_phrase:
            return 1
        if line.is_section and self._after_blank(at):
            return 2
        return self._quiet_level(at)

    def _underlined(self, line: Line, rule: Line) -> bool:
        drawn = len(set(rule.text)) == 1 and rule.text[0] in "=-~_*"
        return drawn and not line.ends_sentence and len(line.text) <= 110 and line.bullet is None

    def _stands_as_heading(self, at: int) -> bool:
        line = self.lines[at]
        before, after = self._line(at - 1), self._line(at + 1)
        if pair(line.text, 0, len(line.text)) is not None and not line.numbered and self.titled:
            beside = [
                near
                for near in (before, after)
                if near is not None and ("\t" in near.text) == ("\t" in line.text)
            ]
            if any(self._parts(near) is not None for near in beside):
                return False
        if before is None or not before.text or before.is_rule or before.in_capitals or before.is_banner:
            return True
        return after is not None and bool(after.text) and before.ends_sentence and len(line.text) > 3

    def _is_title(self, at: int) -> bool:
        """Whether a heading in capitals is the plan's title: the first, and those right below it."""
        if not self.titled:
            return True
        last = self.builder.blocks[-1] if self.builder.blocks else None
        return (
            last is not None
            and last.level == 1
            and last.kind is BlockKind.HEADING
            and not self._after_blank(at)
        )

    def _quiet_level(self, at: int) -> int:
        """Headings without capitals: alone, numbered, or with a colon, over the text that they head."""
        line = self.lines[at]
        if not self._after_blank(at) or line.indent > 3:
            return 0
        level = 3 if self.capitals else 2
        following = self._line(at + 1)
        if line.numbered and line.bullet and self._numbered_heading(at):
            return 2
        if line.text.endswith(":") and self._label_heading(at):
            return level
        if (
            not line.is_phrase
            or following is None
            or line.text.endswith("?")
            or line.text.startswith("Dear ")
        ):
            return 0
        if not following.text:
            below = self._next_written(at)
            prose = below is not None and (
                self._is_long(below) or below.bullet is not None or self._has_field(below)
            )
            return level if prose and (line.in_title_case or not self.capitals) else 0
        return (
            level
            if self._is_long(following) and following.text[0].isupper() and not self._full(line, following)
            else 0
        )

    def _numbered_heading(self, at: int) -> bool:
        line, following = self.lines[at], self._line(at + 1)
        name = line.text[line.bullet.end() :] if line.bullet else line.text
        if not re.fullmatch(r"[A-Z][^.!;:\t\"“”]{0,50}", name) or len(name.split()) > 6:
            return False
        if following is None or following.indent > line.indent:
            return False
        below = following if following.text else self._next_written(at)
        return below is not None and self._is_long(below) and not below.bullet and not self._has_field(below)

    def _label_heading(self, at: int) -> bool:
        """A key alone on its line heads what follows, unless it is one of a form's keys or counts ('Action 1:')."""
        line, following = self.lines[at], self._line(at + 1)
        found = pair(line.text, 0, len(line.text))
        if found is None or line.text[:-1] in self.keys or _COUNTED.fullmatch(line.text):
            return False
        below = following if following is not None and following.text else self._next_written(at)
        if below is None or (below.indent > line.indent and not below.bullet):
            return False
        return not below.text.endswith(":")

    def _heading(self, at: int, level: int) -> int:
        line = self.lines[at]
        self.indents.clear()
        self.titled = True
        text = self._text(line)
        if len(line.segments) > 1 and line.is_running:
            low, high = max(line.segments, key=lambda segment: letters(line.text[slice(*segment)]))
            text = text.cut(low, high)
            self.builder.add(BlockKind.COMMENT, self._text(line).tidied())
        if line.text.endswith(":"):
            text = text.cut(0, len(text.text) - 1)
        self.builder.add(BlockKind.HEADING, text.tidied(), level=level, anchor=line.start)
        return at + 1

    # Items, fields, paragraphs

    def _item(self, at: int) -> int:
        line = self.lines[at]
        bullet = line.bullet
        assert bullet is not None
        while self.indents and line.indent <= self.indents[-1]:
            self.indents.pop()
        if not self.indents:
            self.list_group = self.builder.group()
        self.indents.append(line.indent)
        end = self._continued(at, hanging=True)
        first = stretch(self.source, line.start + bullet.end(), line.end)
        text = _flowing([first, *(self._text(more) for more in self.lines[at + 1 : end])])
        place = Place(BlockKind.ITEM, self.list_group, line.start, len(self.indents), bullet["marker"])
        add_paragraph(self.builder, Rich(text), place)
        return end

    def _field(self, at: int) -> int:
        """Read the field or fields of line `at`; 0 where the line has none."""
        line = self.lines[at]
        parts = self._parts(line)
        if parts is None:
            return 0
        if not self._is_loud(line) and not self._beside_fields(at):
            return 0
        end = self._continued(at, hanging=bool(parts[-1].key))
        whole = self._text(line)
        for number, part in enumerate(parts):
            value = whole.cut(part.start, part.end)
            if number == len(parts) - 1:
                value = _flowing([value, *(self._text(more) for more in self.lines[at + 1 : end])])
            self._add_part(line, whole, part, value)
        return end

    def _add_part(self, line: Line, whole: Mapped, part: Part, value: Mapped) -> None:
        place = Place(BlockKind.PARAGRAPH, self.builder.group(), line.start)
        if part.key is not None:
            key = whole.cut(*part.key)
            self.keys.add(key.text)
            add_field(self.builder, key, value, place)
        elif not is_page_mark(value.text):
            add_paragraph(self.builder, Rich(value), place)

    def _parts(self, line: Line) -> list[Part] | None:
        """The fields of a line by its form: 'Key: value', 'Key<TAB>value', several with wide gaps, 'Action 2'."""
        text = line.text
        if is_tab_field(text):
            gap = text.index("\t")
            end = len(text[:gap].rstrip(" :"))
            value = len(text) - len(text[gap:].lstrip())
            return [Part(value, len(text), (0, end))]
        wide = wide_parts(text, 0, len(text))
        if wide is not None:
            return wide
        found = pair(text, 0, len(text), loose=_LOUD.search(text) is not None)
        if found is not None and found.key is not None:
            return [found]
        if (text in self.keys and "\t" not in text) or self._is_count(line):
            return [Part(len(text), len(text), (0, len(text)))]
        return None

    def _is_count(self, line: Line) -> bool:
        """'Action 1' without a colon, with its fields below."""
        below = self._line(line.number + 1)
        if _COUNTED.fullmatch(line.text) is None or below is None or not is_label(line.text):
            return False
        return pair(below.text, 0, len(below.text)) is not None or is_tab_field(below.text)

    def _is_loud(self, line: Line) -> bool:
        """Whether the line's layout alone makes it a field."""
        text = line.text
        return "\t" in text or _LOUD.search(text) is not None or text in self.keys or len(line.segments) > 1

    def _beside_fields(self, at: int) -> bool:
        """Whether a quiet 'Key: value' line stands with others, or is an entry by itself."""
        line = self.lines[at]
        found = pair(line.text, 0, len(line.text))
        value = line.text[found.start : found.end] if found else ""
        if value.startswith(('"', "“", "‘")):
            return False
        for near in (self._line(at - 1), self._line(at + 1)):
            if near is not None and near.text and self._parts(near) is not None:
                return True
        if found is None or not value:
            return bool(_COUNTED.fullmatch(line.text)) or line.text[:-1] in self.keys
        return not is_prose(value) and not re.search(r"[.;]\s+[A-Z]", value) and not self._runs_on(at)

    def _runs_on(self, at: int) -> bool:
        following = self._line(at + 1)
        return following is not None and bool(following.text) and flows(self.lines[at], following, self.width)

    def _paragraph(self, at: int) -> int:
        end = self._continued(at, hanging=False)
        text = _flowing([self._text(line) for line in self.lines[at:end]])
        if self.indents and self.lines[at].indent <= self.indents[0]:
            self.indents.clear()
        kind = BlockKind.PARAGRAPH
        place = Place(kind, self.list_group if self.indents else self.builder.group(), self.lines[at].start)
        add_paragraph(self.builder, Rich(text), place)
        return end

    def _continued(self, at: int, *, hanging: bool) -> int:
        """The first line that no longer belongs to what begins at `at`: an item or field hangs, prose flows."""
        first = self.lines[at]
        end = at + 1
        while end < len(self.lines):
            line = self.lines[end]
            if not line.text or line.is_rule or line.is_banner or end in self.running or "\t" in line.text:
                break
            hangs = hanging and line.indent > first.indent
            runs = flows(self.lines[end - 1], line, self.width) and (
                not hanging or line.indent <= first.indent
            )
            if not (hangs or runs) or line.has_columns or self._begins_anew(end, hangs=hangs):
                break
            end += 1
        return end

    def _begins_anew(self, at: int, *, hangs: bool) -> bool:
        """Whether a line that could go on from the one before is an item, a field or a heading of its own."""
        line, before = self.lines[at], self.lines[at - 1]
        if line.bullet and (
            before.ends_sentence or before.bullet or line.indent > before.indent or not hangs
        ):
            return not (line.bullet["marker"][0].isdigit() and before.breaks_off)
        if line.in_capitals and not hangs and self._stands_as_heading(at):
            return True
        parts = self._parts(line)
        if parts is None:
            return False
        if before.ends_sentence or self._is_loud(line) or self._parts(before) is not None:
            return True
        return hangs and (
            not self._runs_on(at - 1) or self._parts(self.lines[min(at + 1, len(self.lines) - 1)]) is not None
        )

    # Lines

    def _line(self, at: int) -> Line | None:
        return self.lines[at] if 0 <= at < len(self.lines) else None

    def _next_written(self, at: int) -> Line | None:
        return next((line for line in self.lines[at + 1 : at + 4] if line.text), None)

    def _after_blank(self, at: int) -> bool:
        return at == 0 or not self.lines[at - 1].text or self.lines[at - 1].is_rule

    def _is_long(self, line: Line) -> bool:
        return len(line.text) >= 40 or line.ends_sentence

    def _full(self, line: Line, following: Line) -> bool:
        return flows(line, following, self.width)

    def _has_field(self, line: Line) -> bool:
        return self._parts(line) is not None

    def _span(self, line: Line) -> Span:
        return Span(line.start, line.end)

    def _text(self, line: Line) -> Mapped:
        return stretch(self.source, line.start, line.end)


def _flowing(lines: list[Mapped]) -> Mapped:
    """Wrapped lines as one text; a word broken at a hyphen is joined again, its hyphen kept."""
    parts: list[Mapped | str] = []
    for line in lines:
        if parts and line.text:
            last = parts[-1].text if isinstance(parts[-1], Mapped) else ""
            parts.append("" if re.search(r"[^\W\d_]-$", last) and line.text[0].islower() else " ")
        if line.text:
            parts.append(line)
    return weave(parts)
