"""The lines of a plain text, and what each looks like: an item, a heading in capitals, a running head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from planlint.readers.pairs import gapped, is_page_mark, words

_LINE = re.compile(r"\r\n|\n|\r")
_TAB = 4
_UNWRAPPED = 120  # characters of a line that no writer wraps at
NEVER = 10**9  # the width of a text whose lines are whole paragraphs
_BULLET = re.compile(
    r"(?P<marker>\[[ xX✓✔]?\]|[-*+•·–—▪◦‣●○■□➢➤►>☐☑☒✓✔]|o(?=\s{2}|\t)"
    r"|\(?\d{1,3}\)|\d{1,3}\.|\d\.\d{1,2}\.?(?=\s+[A-Z])|\(?[a-z]\)|[a-z]\.|\([A-Z]\)|\(?[ivx]{1,5}\)|[ivx]{1,5}\.)"
    r"(?:\s+(?=\S)|(?<=[-.)])(?=[A-Z][a-z])|(?<=[•▪◦‣●])(?=\S))"
)
_BOXES = re.compile(r"\[[ xX✓✔]?\]|[☐☑☒]")
_RULE = re.compile(r"[-=_*~–—#+.]{3,}|(?:[-=_*~–—]\s+){3,}[-=_*~–—]?")
_BANNER = re.compile(r"([*=~_#-])\1{2,}\s*\S.*?\s*\1{3,}|END(?: OF [A-Z][A-Z \d./-]*)?\.?")
_ENTRY = re.compile(r"(?:N/?A|TBC|TBA|NIL|NONE|YES|NO|NFA|(?:NOT )?KNOWN|UNKNOWN|AS ABOVE)\.?")
_NUMBERED = re.compile(r"(?:\d{1,2}[a-z]?|[A-Z])[.)]\s+|\d{1,2}\.\d{1,2}\.?\s+")
_SECTION = re.compile(r"(?:Section|Part|Appendix|Annex)\s+[A-Z\d]{1,3}\b(?:\s*[:.)–-]\s*\S|$)")
_BRACKETED = re.compile(r"\([^()]*\)")
_MINOR = re.compile(
    r"an?|and|are|as|at|by|for|from|her|his|if|in|is|its?|my|of|on|or|our|the|their|to|we|what|with|your"
)
_FINAL = re.compile(r"[.!?…][\"”’')\]]*$")
_PROSE = re.compile(r"[.!?] [A-Z]|\d$")
# A line that ends in one of these breaks off in the middle of a sentence.
_OPEN_END = re.compile(
    r"(?:[,(–—-]|\b(?:a|an|and|as|at|but|by|for|from|had|has|her|his|in|is|of|on|or|so|that|the|their|"
    r"to|was|were|when|who|will|with|Mr|Mrs|Ms|Miss|Dr))$"
)


@dataclass(frozen=True)
class Line:
    """A line without the white space at its ends: `start` and `end` in the source, `indent` in columns.

    `left` is where the line itself begins, white space and all.
    """

    number: int
    left: int
    start: int
    end: int
    indent: int
    text: str

    @cached_property
    def bullet(self) -> re.Match[str] | None:
        """The bullet, number or box that the line begins with. A row of several boxes is no item."""
        match = _BULLET.match(self.text)
        if match is not None and _BOXES.match(self.text) and len(_BOXES.findall(self.text)) > 1:
            return None
        return match

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends with a full stop or its like."""
        return _FINAL.search(self.text) is not None

    @property
    def breaks_off(self) -> bool:
        """Whether the line ends with a comma or a word that no sentence ends with."""
        return _OPEN_END.search(self.text) is not None

    @property
    def is_rule(self) -> bool:
        """Whether the line is drawn, not written."""
        return _RULE.fullmatch(self.text) is not None

    @property
    def is_banner(self) -> bool:
        """Whether the line is the printing system's: '*** END OF RECORD ***'."""
        return len(self.text) <= 200 and _BANNER.fullmatch(self.text) is not None

    @property
    def is_running(self) -> bool:
        """Whether the line is a running head or foot with a page number."""
        return is_page_mark(self.text) and (len(self.segments) > 1 or len(self.text) < 20)

    @cached_property
    def segments(self) -> list[tuple[int, int]]:
        """Where the stretches between wide gaps stand in the line's text."""
        return gapped(self.text, 0, len(self.text))

    @property
    def has_columns(self) -> bool:
        """Whether a gap in the line is too wide to be a slip of the thumb."""
        return " " * 4 in self.text

    @property
    def in_capitals(self) -> bool:
        """Whether all letters outside brackets are capitals, as in a heading; not for entries ('N/A')."""
        bare = _BRACKETED.sub("", self.text)
        letters = [char for char in _NUMBERED.sub("", bare, count=1) if char.isalpha()]
        if len(letters) < 2 or not all(char.isupper() for char in letters):
            return False
        return (
            words(bare) <= 14
            and len(self.text) <= 100
            and not (_ENTRY.fullmatch(self.text) or (self.text.endswith(".") and words(bare) > 4))
        )

    @property
    def numbered(self) -> re.Match[str] | None:
        """The number of a numbered heading or item."""
        return _NUMBERED.match(self.text)

    @property
    def is_section(self) -> bool:
        """Whether the line names a section: 'Section B: needs'."""
        return _SECTION.match(self.text) is not None and words(self.text) <= 16 and not self.ends_sentence

    @property
    def is_phrase(self) -> bool:
        """Whether the line is short, begins with a capital and has no sentence's or list's punctuation."""
        return (
            self.text[:1].isupper()
            and not _ENTRY.fullmatch(self.text)
            and words(self.text) <= 7
            and len(self.text) <= 60
            and re.search(r"[.!;:,\t\"“”]|\d{2}|\[| {2}", _BRACKETED.sub("", self.text)) is None
        )

    @property
    def in_title_case(self) -> bool:
        """Whether each word but the small ones has a capital."""
        rest = re.findall(r"[^\W\d_][\w'’-]*", self.text)[1:]
        return self.is_phrase and all(word[0].isupper() or _MINOR.fullmatch(word) for word in rest)


def letters(text: str) -> int:
    """How many letters a text has; dates and page numbers count for nothing."""
    return 0 if is_page_mark(text) or re.search(r"\d{2}[/.:]\d{2}", text) else sum(char.isalpha() for char in text)


def lines_of(source: str) -> list[Line]:
    """The lines of a source, blank ones too."""
    lines: list[Line] = []
    at = 0
    for match in _LINE.finditer(source):
        lines.append(_line(source, len(lines), at, match.start()))
        at = match.end()
    lines.append(_line(source, len(lines), at, len(source)))
    return lines


def wrap_width(lines: list[Line]) -> int:
    """The column at which the writer's lines were wrapped: how long lines are that go on in the next."""
    wrapped = sorted(
        len(line.text) + line.indent
        for line, following in pairwise(lines)
        if following.text[:1].islower() and not line.ends_sentence
    )
    if len(wrapped) < 2 and any(len(line.text) > _UNWRAPPED for line in lines):
        return NEVER
    return max(wrapped[len(wrapped) * 9 // 10], 40) if wrapped else 78


def flows(line: Line, following: Line, width: int) -> bool:
    """Whether a line goes on in the following one: its last word broke the line, not the writer."""
    if not following.text:
        return False
    first = following.text.split(None, 1)[0]
    needed = line.indent + len(line.text) + 1 + len(first)
    if line.ends_sentence:
        return width < needed < width * 1.4  # longer ones were not wrapped but are whole paragraphs
    if first[0].islower() or line.breaks_off:
        return True
    # Lines that hold the end of a sentence are prose; others may be entries of a list without bullets.
    return needed > width * (0.85 if _PROSE.search(line.text) else 0.93)


def running_lines(lines: list[Line]) -> frozenset[int]:
    """The numbers of lines that repeat a head or foot of an earlier page."""
    seen: set[str] = set()
    found: set[int] = set()
    written = [line for line in lines if line.text]
    marked = [is_page_mark(line.text) for line in written]
    for place, line in enumerate(written):
        beside = marked[place] or any(marked[max(place - 1, 0) : place + 2])
        if not beside:
            continue
        form = re.sub(r"\d+", "0", line.text)
        if form in seen and (marked[place] or (len(line.text) > 12 and not line.ends_sentence)):
            found.add(line.number)
        seen.add(form)
    return frozenset(found)


def _line(source: str, number: int, start: int, end: int) -> Line:
    raw = source[start:end]
    text = raw.strip()
    low = start + len(raw) - len(raw.lstrip())
    lead = source[start:low] if text else ""
    return Line(
        number,
        start,
        low if text else start,
        low + len(text) if text else start,
        len(lead.expandtabs(_TAB)),
        text,
    )
