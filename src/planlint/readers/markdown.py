"""The Markdown reader: headings, paragraphs, lists, tables, quotations, comments and front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from planlint.document import BlockKind, Document, Span
from planlint.readers.builder import Builder
from planlint.readers.front_matter import front_matter
from planlint.readers.mapped import Mapped, stretch, weave
from planlint.readers.markdown_inline import is_parsed, parser, rich
from planlint.readers.markup import HtmlComment, HtmlText, html_parts
from planlint.readers.paragraph import Place, add_paragraph
from planlint.readers.rich import Rich
from planlint.readers.tables import Cell, add_table, is_rule, pipe_cells

FORMAT = "markdown"
_LINE = re.compile(r"\r\n|\n|\r")
_PREFIX = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*")
_CLOSE_MARK = re.compile(r"^([ \t>]*(?:#{1,6}|-|\d{1,2}[.)]))(?=[A-Z][^\W\d_])")
_BODY = re.compile(r"[.!?…][\"”’')\]*_]*$|:\*{0,2}(?:\s|$)|(?:\S+\s+){15}")
_ONLY_MARKS = re.compile(r"[\s>*+\-\d.)=_#`~|:]*")


def read(source: str) -> Document:
    """Read Markdown text. Never fails: what cannot be read well is noted in the document's problems."""
    front = front_matter(source)
    reading = _Reading(source, _line_ranges(source), _parser())
    if front is not None:
        reading.builder.directives += front.directives
        if front.problem:
            reading.builder.problem(front.problem)
    reading.run(front.span.end if front else 0)
    if front is None:
        return reading.builder.document(source, FORMAT)
    return reading.builder.document(source, FORMAT, front.meta, front.span)


@cache
def _parser() -> MarkdownIt:
    return parser()


@dataclass
class _Item:
    """An open list item: the next paragraph of it takes `marker`."""

    marker: str
    group: int


@dataclass
class _Reading:
    """State of one reading: the source's lines, and which quotations and items are open."""

    source: str
    lines: list[tuple[int, int]]
    markdown: MarkdownIt
    builder: Builder = field(default_factory=Builder)
    quotes: int = 0
    items: list[_Item] = field(default_factory=list)
    covered: set[int] = field(default_factory=set)

    def run(self, body: int) -> None:
        """Read everything from the offset `body` on."""
        kept = (_mended(self.source[low:high]) if low >= body else "" for low, high in self.lines)
        tokens: list[Token] = []
        self.markdown.block.parse("\n".join(kept), self.markdown, {}, tokens)
        at = 0
        while at < len(tokens):
            at = self._take(tokens, at)
        self._note_unread(body)

    def _take(self, tokens: list[Token], at: int) -> int:
        """Read the token at `at`; returns where the next one stands."""
        token = tokens[at]
        match token.type:
            case "blockquote_open":
                self.quotes += 1
            case "blockquote_close":
                self.quotes -= 1
            case "list_item_open":
                group = self.items[0].group if self.items else self.builder.group()
                self.items.append(_Item(token.info + token.markup, group))
            case "list_item_close":
                self.items.pop()
            case "heading_open":
                self._heading(token, tokens[at + 1])
                return at + 3
            case "paragraph_open":
                self._paragraph(tokens[at + 1])
                return at + 3
            case "table_open":
                return self._table(tokens, at)
            case "html_block":
                self._html(token)
            case "fence" | "code_block":
                self._fence(token)
            case "hr":
                self._cover(token)
        return at + 1

    def _heading(self, opening: Token, inline: Token) -> None:
        first, last = self._cover(opening)
        if opening.markup.startswith("#"):
            low, high = self.lines[first]
            after = self.source.find(opening.markup, low, high) + len(opening.markup)
            start = self.source.find(inline.content, after, high)
            content = stretch(self.source, start, start + len(inline.content)) if start >= 0 else Mapped(inline.content)
        else:
            content = self._content(inline.content, first, last)
            if opening.markup == "-" and _is_body(inline.content):
                add_paragraph(self.builder, rich(content, self.markdown), self._place(first))
                return
        found = rich(content, self.markdown)
        text = found.text.tidied()
        if text.text:
            block = self.builder.add(
                BlockKind.HEADING,
                text,
                anchor=self.lines[first][0],
                level=int(opening.tag[1:]),
                bold=found.all_bold(),
            )
            for comment in found.comments:
                self.builder.inline_comment(comment.text.text, Span(comment.start, comment.end), block)

    def _paragraph(self, inline: Token) -> None:
        first, last = self._cover(inline)
        if all(self._starts_with_bar(line) for line in range(first, last)) and last - first > 1:
            self._rows(list(range(first, last)), has_head=self._is_rule(first + 1))
            return
        self._note_length(inline.content, first)
        content = self._content(inline.content, first, last)
        found = rich(content, self.markdown)
        add_paragraph(self.builder, found, self._place(first))

    def _place(self, line: int) -> Place:
        """Where a paragraph that begins on `line` stands; the first one of an item takes the marker."""
        anchor = self.lines[line][0]
        if not self.items:
            kind = BlockKind.QUOTATION if self.quotes else BlockKind.PARAGRAPH
            return Place(kind, self.builder.group(), anchor)
        item = self.items[-1]
        marker, item.marker = item.marker, ""
        kind = BlockKind.QUOTATION if self.quotes else BlockKind.ITEM
        return Place(kind, item.group, anchor, len(self.items), marker)

    def _table(self, tokens: list[Token], at: int) -> int:
        self._cover(tokens[at])
        rows: list[int] = []
        while tokens[at].type != "table_close":
            if tokens[at].type == "tr_open":
                rows.append((tokens[at].map or [0])[0])
            at += 1
        self._rows(rows, has_head=True)
        return at + 1

    def _rows(self, lines: list[int], *, has_head: bool) -> None:
        """Add lines as the rows of a table; those without bars, which the grammar takes in, as paragraphs."""
        barred = [line for line in lines if not self._is_rule(line) and "|" in self._line(line)]
        add_table(self.builder, [self._row(line) for line in barred], has_head=has_head)
        for line in lines:
            if "|" not in self._line(line) and self._line(line).strip():
                low, high = self._inner(line)
                found = rich(stretch(self.source, low, high).trimmed(), self.markdown)
                add_paragraph(self.builder, found, self._place(line))

    def _row(self, line: int) -> list[Cell]:
        low, high = self._inner(line)
        return [self._cell(text, anchor) for text, anchor in pipe_cells(self.source, low, high)]

    def _cell(self, text: Mapped, anchor: int) -> Cell:
        if not text.text:
            return Cell(text, anchor)
        found = rich(text, self.markdown)
        comments = tuple((comment.text.text, Span(comment.start, comment.end)) for comment in found.comments)
        return Cell(found.text.tidied(), anchor, found.all_bold(), found.all_italic(), comments)

    def _html(self, token: Token) -> None:
        first, last = self._cover(token)
        start, end = self.lines[first][0], self.lines[last - 1][1]
        parts: list[Mapped] = []
        for part in html_parts(self.source, start, end):
            if isinstance(part, HtmlText):
                parts.append(part.text)
                continue
            if isinstance(part, HtmlComment) or part.breaks:
                self._html_text(parts, first)
                parts = []
            if isinstance(part, HtmlComment):
                self.builder.comment(part.text, Span(part.start, part.end))
                if not part.closed:
                    self.builder.problem(f"The comment on line {first + 1} is never closed: what follows was not read.")
        self._html_text(parts, first)

    def _html_text(self, parts: list[Mapped], line: int) -> None:
        text = weave(parts)
        if text.text.strip(" \t\r\n>"):
            add_paragraph(self.builder, Rich(text.tidied()), self._place(line))

    def _fence(self, token: Token) -> None:
        first, last = self._cover(token)
        block: list[Mapped] = []
        for line in range(first + 1, last):
            text = stretch(self.source, *self.lines[line]).trimmed()
            closing = line == last - 1 and text.text.strip(token.markup[:1]) == ""
            if text.text and not closing:
                block += (text, Mapped("\n"))
            elif block:
                add_paragraph(self.builder, Rich(weave(block).trimmed()), self._place(line))
                block = []
        if block:
            add_paragraph(self.builder, Rich(weave(block).trimmed()), self._place(first))

    def _content(self, content: str, first: int, last: int) -> Mapped:
        """The parser's content of some lines, each line of it found again at the end of its source line."""
        parts: list[Mapped | str] = []
        for number, written in enumerate(content.split("\n")):
            body = written.lstrip()
            line = first + number
            if number:
                parts.append("\n")
            parts.append(written[: len(written) - len(body)])
            low, high = self.lines[line] if line < last else (0, 0)
            at = self.source.rfind(body.rstrip(), low, high) if body else -1
            if at < 0:
                parts.append(body)
            else:
                shown = len(body) if self.source.startswith(body, at) and at + len(body) <= high else len(body.rstrip())
                parts += (stretch(self.source, at, at + shown), body[shown:])
        return weave(parts)

    def _line(self, line: int) -> str:
        low, high = self.lines[line]
        return self.source[low:high]

    def _inner(self, line: int) -> tuple[int, int]:
        """A line without the marks of the lists and quotations it stands in."""
        low, high = self.lines[line]
        if not self.items and not self.quotes:
            return low, high
        match = _PREFIX.match(self.source, low, high)
        return (match.end() if match else low), high

    def _starts_with_bar(self, line: int) -> bool:
        low, high = self._inner(line)
        return self.source[low:high].lstrip().startswith("|")

    def _is_rule(self, line: int) -> bool:
        low, high = self._inner(line)
        return is_rule(self.source[low:high])

    def _cover(self, token: Token) -> tuple[int, int]:
        first, last = token.map or [0, 0]
        self.covered.update(range(first, last))
        return first, last

    def _note_length(self, content: str, line: int) -> None:
        if not is_parsed(content):
            self.builder.problem(f"The paragraph on line {line + 1} is too long: its markup was read as text.")

    def _note_unread(self, body: int) -> None:
        """The parser leaves out what is nested deeper than it goes; that must not pass in silence."""
        for line, (low, high) in enumerate(self.lines):
            if low >= body and line not in self.covered and not _ONLY_MARKS.fullmatch(self.source, low, high):
                self.builder.problem(f"From line {line + 1} on, lists or quotations are nested too deep to be read.")
                return


def _mended(line: str) -> str:
    """A line with the space that was forgotten after its mark: '##Home', '-Ring Nan', '1.Ring Nan'."""
    return _CLOSE_MARK.sub(r"\1 ", line, count=1)


def _is_body(content: str) -> bool:
    """Whether what stands over a line of dashes is text with a rule below it rather than a heading."""
    return "\n" in content or _BODY.search(content) is not None


def _line_ranges(source: str) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    at = 0
    for match in _LINE.finditer(source):
        ranges.append((at, match.start()))
        at = match.end()
    ranges.append((at, len(source)))
    return ranges
