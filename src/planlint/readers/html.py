"""The HTML reader: pages that case systems export, each character mapped to the page's source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planlint.document import BlockKind, Document, Span
from planlint.readers.builder import Builder
from planlint.readers.errors import ReadError
from planlint.readers.mapped import Mapped, weave
from planlint.readers.markup import HtmlComment, HtmlText, Tag, html_parts, resolved
from planlint.readers.paragraph import Place, add_field, add_paragraph
from planlint.readers.rich import InlineComment, Rich
from planlint.readers.tables import Cell, add_table

FORMAT = "html"
_HEADING = re.compile(r"h([1-6])")
_WHITE = re.compile(r"\s+")
_MAX_TABLES_DEEP = 20
_LONGEST_LABEL = 60
_UNSAID = frozenset(("nav", "button", "noscript", "object", "svg", "datalist"))
_CLOSED = frozenset(("div", "span", "section", "article", "table", "fieldset", "form", "aside"))
_ENTRIES = frozenset(("select", "option", "input"))
_FRAMES = frozenset(("frame", "iframe"))
_TYPED = frozenset(("text", "date", "number", "email", "tel", "url", "search", "time", "month", "week"))


def read(source: str) -> Document:
    """Read HTML, scripts and styles left out; tags left open end with what they stand in.

    Raises ReadError for a page of frames, whose text stands in other files, and one that only a script fills.
    """
    reading = _Reading(source)
    for part in html_parts(source, 0, len(source), whole=True):
        if isinstance(part, HtmlText):
            reading.text(part.text)
        elif isinstance(part, HtmlComment):
            reading.comment(part)
        else:
            reading.tag(part)
    reading.finish()
    if not any(block.text or block.key for block in reading.builder.blocks):
        if reading.framed:
            raise ReadError("a page of frames, whose text stands in other files; save the page within the frame")
        if "<script" in source.lower():
            raise ReadError("without text until a script writes it; open it in a browser and print it to PDF")
    return reading.builder.document(source, FORMAT)


@dataclass
class _Cell:
    """A cell while it is read: its paragraphs."""

    is_head: bool
    span: int = 1
    row_span: int = 1
    paragraphs: list[Rich] = field(default_factory=list)

    def as_cell(self) -> Cell:
        text = weave([part for one in self.paragraphs for part in (one.text, Mapped("\n"))]).tidied()
        comments = tuple((c.text.text, Span(c.start, c.end)) for one in self.paragraphs for c in one.comments)
        return Cell(
            text,
            text.offset(0) or 0,
            bool(self.paragraphs) and all(one.all_bold() for one in self.paragraphs),
            bool(self.paragraphs) and all(one.all_italic() for one in self.paragraphs),
            comments,
            self.span,
            self.row_span,
        )


@dataclass
class _Reading:
    """State of one reading: the paragraph under way and its look, and the open lists and tables."""

    source: str
    builder: Builder = field(default_factory=Builder)
    parts: list[Mapped | str] = field(default_factory=list)
    length: int = 0
    bold: list[tuple[int, int]] = field(default_factory=list)
    italic: list[tuple[int, int]] = field(default_factory=list)
    comments: list[InlineComment] = field(default_factory=list)
    strong: int = 0
    emphasis: int = 0
    heading: int = 0
    quotes: int = 0
    lists: list[tuple[str, int]] = field(default_factory=list)  # kind, how many items so far
    marker: str = ""
    group: int = 0
    tables: list[list[list[_Cell]]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)  # the elements, from a hidden one inwards, that have its name
    chosen: bool | None = None  # within a list of choices: whether this one is chosen
    large: bool = False  # whether the paragraph under way is set in the size of a title
    framed: bool = False

    def text(self, text: Mapped) -> None:
        """Add text, its white space as single spaces."""
        if self.hidden or self.chosen is False:
            return
        at = 0
        for match in _WHITE.finditer(text.text):
            self._add(text.cut(at, match.start()))
            space = match.group().find(" ")
            self._add(text.cut(match.start() + space, match.start() + space + 1) if space >= 0 else " ")
            at = match.end()
        self._add(text.cut(at, len(text.text)))

    def comment(self, comment: HtmlComment) -> None:
        """Note a comment: it may speak to planlint."""
        if self.length:
            self.comments.append(InlineComment(comment.text, self.length, comment.start, comment.end))
        else:
            self.builder.comment(comment.text, Span(comment.start, comment.end))

    def tag(self, tag: Tag) -> None:
        """Open or close what a tag stands for."""
        if self._hides(tag):
            return
        self.large = self.large or (tag.opens > 0 and _is_large(tag))
        if tag.name in _ENTRIES or tag.name in _FRAMES:
            self._entered(tag)
        elif tag.strong:
            self.strong = max(self.strong + tag.opens, 0)
        elif tag.emphasis:
            self.emphasis = max(self.emphasis + tag.opens, 0)
        elif tag.name == "br":
            self._add("\n")
        elif tag.breaks:
            self._flush()
            self._structure(tag)

    def finish(self) -> None:
        """End what is still open."""
        self._flush()
        while self.tables:
            self._end_table()

    def _structure(self, tag: Tag) -> None:
        heading = _HEADING.fullmatch(tag.name)
        if heading:
            self.heading = int(heading[1]) if tag.opens > 0 else 0
        elif tag.name == "blockquote":
            self.quotes = max(self.quotes + tag.opens, 0)
        elif tag.name in ("ul", "ol"):
            self._list(tag)
        elif tag.name == "li" and tag.opens > 0:
            self._item()
        elif tag.name == "table":
            self._table(tag)
        elif tag.name == "tr" and tag.opens > 0 and self.tables:
            self.tables[-1].append([])
        elif tag.name in ("td", "th") and tag.opens > 0 and self.tables:
            if not self.tables[-1]:
                self.tables[-1].append([])
            self.tables[-1][-1].append(_Cell(tag.name == "th", _span(tag, "colspan"), _span(tag, "rowspan")))

    def _hides(self, tag: Tag) -> bool:
        """Whether a tag begins, ends or stands in something that the page does not show as text."""
        if self.hidden:
            if tag.name == self.hidden[0]:
                self.hidden = [*self.hidden, tag.name] if tag.opens > 0 else self.hidden[1:]
            return True
        if tag.opens > 0 and (tag.name in _UNSAID or (tag.name in _CLOSED and _is_hidden(tag))):
            self.hidden = [tag.name]
            return True
        return False

    def _entered(self, tag: Tag) -> None:
        """What a form on the page shows as filled in or chosen."""
        if tag.name == "select":
            self.chosen = False if tag.opens > 0 else None
            self._add(" ")
        elif tag.name == "option" and self.chosen is not None:
            self.chosen = tag.opens > 0 and tag.has("selected")
        elif tag.name == "input":
            kind, at = tag.value("type").lower() or "text", tag.value_at("value")
            if kind in ("checkbox", "radio"):
                self._add("☒ " if tag.has("checked") else "☐ ")
            elif kind in _TYPED and at is not None:
                self.text(weave((" ", resolved(self.source, *at), " ")))
        elif tag.name in _FRAMES:
            self.framed = True
            self.builder.problem("A frame within the page was not read: its text stands in another file.")

    def _list(self, tag: Tag) -> None:
        if tag.opens > 0:
            self.lists.append((tag.name, 0))
        elif self.lists:
            self.lists.pop()

    def _item(self) -> None:
        kind, count = self.lists.pop() if self.lists else ("ul", 0)
        self.lists.append((kind, count + 1))
        self.marker = f"{count + 1}." if kind == "ol" else "-"
        if len(self.lists) == 1:
            self.group = self.builder.group()

    def _table(self, tag: Tag) -> None:
        if tag.opens > 0 and len(self.tables) < _MAX_TABLES_DEEP:
            self.tables.append([])
        elif tag.opens < 0 and self.tables:
            self._end_table()

    def _add(self, part: Mapped | str) -> None:
        text = part if isinstance(part, str) else part.text
        if not text:
            return
        self.parts.append(part)
        if self.strong:
            self.bold.append((self.length, self.length + len(text)))
        if self.emphasis:
            self.italic.append((self.length, self.length + len(text)))
        self.length += len(text)

    def _flush(self) -> None:
        """End the paragraph under way."""
        found = Rich(weave(self.parts), tuple(self.bold), tuple(self.italic), tuple(self.comments))
        self.parts, self.bold, self.italic, self.comments, self.length = [], [], [], [], 0
        large, self.large = self.large, False
        if not found.text.text.strip():
            return
        if large and not self.builder.blocks and len(found.text.text) < _LONGEST_LABEL and not self.heading:
            self.builder.add(BlockKind.HEADING, found.text.tidied(), level=1, bold=found.all_bold())
        elif self.tables and self.tables[-1] and self.tables[-1][-1]:
            self.tables[-1][-1][-1].paragraphs.append(found)
        else:
            self._paragraph(found)

    def _paragraph(self, found: Rich) -> None:
        anchor = found.text.offset(0) or 0
        if self.heading:
            self.builder.add(
                BlockKind.HEADING,
                found.text.tidied(),
                anchor=anchor,
                level=self.heading,
                bold=found.all_bold(),
            )
        elif self.lists and not self.quotes:
            marker, self.marker = self.marker, ""
            place = Place(BlockKind.ITEM, self.group, anchor, len(self.lists), marker)
            add_paragraph(self.builder, found, place)
        else:
            kind = BlockKind.QUOTATION if self.quotes else BlockKind.PARAGRAPH
            add_paragraph(self.builder, found, Place(kind, self.builder.group(), anchor))

    def _end_table(self) -> None:
        rows = [row for row in self.tables.pop() if row]
        if self.tables and self.tables[-1] and self.tables[-1][-1] and max(map(len, rows), default=0) <= 1:
            for row in rows:
                self.tables[-1][-1][-1].paragraphs += row[0].paragraphs
        elif max(map(len, rows), default=0) <= 1:
            for row in rows:
                for found in row[0].paragraphs:
                    self._paragraph(found)
        elif all(_is_entry(row) for row in rows):
            for row in rows:
                self._entry(row)
        elif rows:
            has_head = all(cell.is_head for cell in rows[0]) or _all_bold(rows[0])
            add_table(self.builder, [[cell.as_cell() for cell in row] for row in rows], has_head=has_head)

    def _entry(self, row: list[_Cell]) -> None:
        label, entry = row[0].as_cell().text, row[1].as_cell().text
        shown = label.cut(0, len(label.text.rstrip(" :")))
        place = Place(BlockKind.FIELD, self.builder.group(), label.offset(0) or 0)
        add_field(self.builder, shown, entry, place)


def _is_large(tag: Tag) -> bool:
    """Whether a tag sets text in the size of a title."""
    if tag.name == "font" and re.fullmatch(r"[5-7]|\+[3-4]", tag.value("size")):
        return True
    size = re.search(r"font-size:\s*(\d+(?:\.\d+)?)\s*(pt|px|em)", tag.value("style"))
    least = {"pt": 18, "px": 24, "em": 1.6}
    return bool(size and float(size[1]) >= least[size[2]]) or "title" in tag.value("class").lower().split()


def _is_hidden(tag: Tag) -> bool:
    return tag.has("hidden") or re.search(r"display:\s*none", tag.value("style"), re.IGNORECASE) is not None


def _span(tag: Tag, name: str) -> int:
    value = tag.value(name)
    return min(max(int(value), 1), 200) if re.fullmatch(r"\d{1,4}", value) else 1


def _is_entry(row: list[_Cell]) -> bool:
    """A label in a head cell beside an entry in an ordinary one."""
    if len(row) != 2 or not row[0].is_head or row[1].is_head:
        return False
    return 0 < len(row[0].as_cell().text.text) <= _LONGEST_LABEL


def _all_bold(row: list[_Cell]) -> bool:
    filled = [cell for cell in row if cell.paragraphs]
    return len(filled) > 1 and all(cell.as_cell().bold for cell in filled)
