"""`Page`: what a line of plain text is among its neighbours: a field, the rest of a paragraph, a new one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from planlint.readers.pairs import Part, is_label, is_prose, pair, wide_parts
from planlint.readers.plain_lines import Line, flows
from planlint.readers.plain_tables import is_tab_field

_LOUD = re.compile(r":(?:\t| {2,})\s*\S")
_DASHED = re.compile(r"[–—]\s+[a-z]")
_LEADER = re.compile(r"(?P<key>[^.:]{1,60}?)\s{0,9}(?:\.{3,}|…+|_{3,})\s*(?=[^\W_])")
_COUNTED = re.compile(r"[A-Z][\w ]{1,20}? \d{1,2}[a-z]?\s*[:.]?")
_WIDEST_KEY = 40  # columns; what stands further right is an address or a reference, not a key's value


@dataclass
class Page:
    """The lines of a text with what is known of them all; `keys` are the field keys met so far."""

    lines: list[Line]
    width: int
    running: frozenset[int]
    keys: set[str] = field(default_factory=set)
    _forms: dict[int, list[Part] | None] = field(default_factory=dict)  # what `parts` found, by line

    def line(self, at: int) -> Line | None:
        """The line of that number, if there is one."""
        return self.lines[at] if 0 <= at < len(self.lines) else None

    def below(self, at: int) -> Line | None:
        """The next line that is not blank, if it is near."""
        return next((line for line in self.lines[at + 1 : at + 4] if line.text), None)

    def after_blank(self, at: int) -> bool:
        """Whether nothing is written right above the line."""
        return at == 0 or not self.lines[at - 1].text or self.lines[at - 1].is_rule

    @cached_property
    def is_dense(self) -> bool:
        """Whether the text has so few blank lines that its headings have none above them."""
        return sum(not line.text for line in self.lines) * 8 < len(self.lines)

    def is_furniture(self, line: Line) -> bool:
        """Whether the line is the printing system's: a banner, a page number, a head that comes again."""
        return line.is_banner or line.number in self.running or (line.is_running and len(line.segments) == 1)

    def runs_on(self, at: int) -> bool:
        """Whether the line's text goes on in the next line."""
        following = self.line(at + 1)
        return following is not None and bool(following.text) and flows(self.lines[at], following, self.width)

    def fields(self, at: int) -> list[Part] | None:
        """The fields of a line that is sure to have some: by layout, by neighbours, or as a lone entry."""
        parts = self.parts(self.lines[at])
        return parts if parts and (self._is_loud(self.lines[at]) or self._is_entry(at)) else None

    def parts(self, line: Line) -> list[Part] | None:
        """The fields that a line has by form: 'Key: value', 'Key<TAB>value', several in a row, 'Action 2'."""
        if line.number not in self._forms:
            self._forms[line.number] = self._form(line)
        found = self._forms[line.number]
        if found is None and line.text in self.keys:
            return [Part(len(line.text), len(line.text), (0, len(line.text)))]
        return found

    def is_count(self, line: Line) -> bool:
        """Whether the line is 'Action 1' without a colon, with its fields below."""
        below = self.line(line.number + 1)
        if _COUNTED.fullmatch(line.text) is None or below is None or not is_label(line.text):
            return False
        return pair(below.text, 0, len(below.text)) is not None or is_tab_field(below.text)

    def is_form_key(self, line: Line) -> bool:
        """Whether a key alone on its line is one of a form's: met before, or counted ('Action 1:')."""
        return line.text[:-1] in self.keys or _COUNTED.fullmatch(line.text) is not None

    def continued(self, at: int, *, hanging: bool) -> int:
        """The first line that does not belong to what begins at `at`: an item or field hangs, prose flows."""
        first = self.lines[at]
        end = at + 1
        while end < len(self.lines):
            line = self.lines[end]
            if not line.text or line.is_rule or "\t" in line.text or self.is_furniture(line):
                break
            hangs = hanging and line.indent > first.indent
            if not hangs and (line.has_columns or not self.runs_on(end - 1)):
                break
            if self._begins_anew(end, hangs=hangs):
                break
            end += 1
        return end

    def heads_in_capitals(self, at: int, *, titled: bool) -> bool:
        """Whether a line in capitals stands as a heading does, not among fields or in a paragraph."""
        line = self.lines[at]
        before, after = self.line(at - 1), self.line(at + 1)
        if "\t" in line.text and not line.is_running:
            return False
        if titled and not line.numbered and pair(line.text, 0, len(line.text)) is not None:
            # Fields that are laid out otherwise (with tabs) are what such a heading heads.
            alike = [near for near in (before, after) if near and ("\t" in near.text) == ("\t" in line.text)]
            if any(self.parts(near) is not None for near in alike):
                return False
        if before is None or not before.text or before.is_rule or before.in_capitals or before.is_banner:
            return True
        return after is not None and bool(after.text) and before.ends_sentence and len(line.text) > 3

    def _form(self, line: Line) -> list[Part] | None:
        text = line.text
        if is_tab_field(text):
            gap = text.index("\t")
            return [Part(len(text) - len(text[gap:].lstrip()), len(text), (0, len(text[:gap].rstrip(" :"))))]
        leader = _LEADER.match(text)
        if leader is not None and is_label(leader["key"], loose=True):
            return [Part(leader.end(), len(text), leader.span("key"))]
        wide = wide_parts(text, 0, len(text))
        if wide is not None:
            return wide
        if self._is_lined_up(line):
            return [Part(*line.segments[1], line.segments[0])]
        found = pair(text, 0, len(text), loose=_LOUD.search(text) is not None)
        if found is not None:
            return [found]
        if self.is_count(line) or self._is_bare_key(line):
            return [Part(len(text), len(text), (0, len(text)))]
        return None

    def _is_loud(self, line: Line) -> bool:
        """Whether the line's layout alone makes it a field."""
        text = line.text
        loud = "\t" in text or _LOUD.search(text) is not None or _LEADER.match(text) is not None
        return loud or text in self.keys or len(line.segments) > 1

    def _is_entry(self, at: int) -> bool:
        """Whether a quiet 'Key: value' line stands with others, or is an entry by itself."""
        line = self.lines[at]
        found = pair(line.text, 0, len(line.text))
        value = line.text[found.start : found.end] if found else ""
        if value.startswith(('"', "“", "‘")):
            return False
        for near in (self.line(at - 1), self.line(at + 1)):
            if near is not None and near.text and self.parts(near) is not None:
                return True
        if not value:
            return self.is_form_key(line)
        return not is_prose(value) and not re.search(r"[.;]\s+[A-Z]", value) and not self.runs_on(at)

    def _begins_anew(self, at: int, *, hangs: bool) -> bool:
        """Whether a line that could go on from the one before is an item, a field or a heading of its own."""
        line, before = self.lines[at], self.lines[at - 1]
        if line.bullet and not line.bullet["marker"][0].isdigit() and not _DASHED.match(line.text):
            return True
        if line.bullet:  # a number or dash at the head of a wrapped line may belong to the sentence
            return before.bullet is not None or not (before.breaks_off or (hangs and not before.ends_sentence))
        if line.in_capitals and not hangs and self.heads_in_capitals(at, titled=True):
            return True
        if self.parts(line) is None:
            return False
        if before.ends_sentence or self._is_loud(line) or self.parts(before) is not None:
            return True
        following = self.line(at + 1)
        return hangs and (not self.runs_on(at - 1) or (following is not None and self.parts(following) is not None))

    def _is_lined_up(self, line: Line) -> bool:
        """Whether a key without a colon stands over or under another, their values in one column."""
        if not _has_column(line):
            return False
        column = line.indent + line.segments[1][0]
        beside = (self.line(line.number - 1), self.line(line.number + 1))
        return any(near and _has_column(near) and near.indent + near.segments[1][0] == column for near in beside)

    def _is_bare_key(self, line: Line) -> bool:
        """Whether a line is a key whose value was left empty, under keys that have one after a tab."""
        before = self.line(line.number - 1)
        if before is None or not line.indent or before.indent != line.indent or not is_label(line.text):
            return False
        return is_tab_field(before.text) and len(line.text.split()) <= 3


def _has_column(line: Line) -> bool:
    if len(line.segments) != 2 or line.bullet or "  " not in line.text or "\t" in line.text or line.ends_sentence:
        return False
    key = line.text[slice(*line.segments[0])]
    return is_label(key) and len(key.split()) <= 4 and line.segments[1][0] <= _WIDEST_KEY
