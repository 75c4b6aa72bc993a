"""Comments in a Word file: each hangs on exactly its words, and all else in the file stays as it was."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from planlint.readers import ReadError
from planlint.readers.word_inline import end_of_state, run_length, split_run
from planlint.readers.word_package import W, open_word
from planlint.readers.word_text import Line, Slice, WordText, text_of
from planlint.review.notes import Note
from planlint.review.package import rewritten, serialized
from planlint.review.word_comments import Comments
from planlint.review.word_places import outermost, refer


def annotate(data: bytes, notes: Sequence[Note]) -> bytes:
    """A Word file's bytes with the notes as comments by planlint; earlier comments of its own are taken out.

    Raises ReadError for a file that cannot be read, or whose signature a comment would break.
    """
    package = open_word(data)
    if any(name.startswith("_xmlsignatures/") for name in package.archive.names):
        raise ReadError("signed, and comments would break the signature; review a copy without it")
    text = text_of(package)
    comments = Comments(package)
    comments.remove_own()
    hooks = [_hook(text, note) for note in notes]
    _Hanging(hooks).hang([comments.add(note.paragraphs) for note in notes])
    return rewritten(package.archive, {package.main: serialized(package.root), **comments.parts()})


@dataclass(frozen=True, slots=True)
class _Hook:
    """Where a comment hangs: from a character of one run to a character of another, or at an end."""

    first: etree._Element | None = None
    begin: int = 0
    last: etree._Element | None = None
    finish: int = 0
    element: etree._Element | None = None


def _hook(text: WordText, note: Note) -> _Hook:
    start, end = _in_one_flow(text, *_trimmed(text.source, note.start, note.end))
    line = _line_at(text, start)
    if line.note is not None:
        return _Hook(line.note, 0, line.note, run_length(line.note))
    slices = _slices(text.slices, start, end)
    if not slices:
        return _Hook(element=line.element)
    first, last = slices[0], slices[-1]
    begin = first.at + max(start - first.start, 0)
    finish = last.at + min(end - last.start, last.length)
    return _Hook(first.run, begin, last.run, finish)


def _trimmed(source: str, start: int, end: int) -> tuple[int, int]:
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return start, end


def _in_one_flow(text: WordText, start: int, end: int) -> tuple[int, int]:
    """A stretch that runs out of a table or text box, cut to its longest part: comments cannot run across."""
    if start == end:
        return start, end
    parts: dict[etree._Element | None, list[tuple[int, int]]] = {}
    for line in text.lines[_line_number(text, start) : _line_number(text, end - 1) + 1]:
        low, high = _trimmed(text.source, max(start, line.start), min(end, line.start + len(line.text)))
        if low < high:
            parts.setdefault(_flow(line.element), []).append((low, high))
    if len(parts) < 2:
        return start, end
    longest = max(parts.values(), key=lambda ranges: sum(high - low for low, high in ranges))
    return longest[0][0], longest[-1][1]


def _flow(paragraph: etree._Element) -> etree._Element | None:
    """The text box or the outermost table that a paragraph stands in."""
    tables = None
    for outer in paragraph.iterancestors(f"{W}txbxContent", f"{W}tbl"):
        if outer.tag == f"{W}txbxContent":
            return outer
        tables = outer
    return tables


def _line_number(text: WordText, offset: int) -> int:
    return max(bisect_right(text.lines, offset, key=lambda line: line.start) - 1, 0)


def _line_at(text: WordText, offset: int) -> Line:
    return text.lines[_line_number(text, offset)]


def _slices(slices: Sequence[Slice], start: int, end: int) -> Sequence[Slice]:
    """The slices that share characters with a stretch."""
    low = max(bisect_right(slices, start, key=lambda one: one.start) - 1, 0)
    high = bisect_right(slices, end - 1, key=lambda one: one.start)
    return [one for one in slices[low:high] if one.start < end and one.start + one.length > start]


class _Hanging:
    """State of hanging comments: each run with the parts that it has been cut into."""

    def __init__(self, hooks: Sequence[_Hook]) -> None:
        self.hooks = hooks
        self.parts: dict[etree._Element, list[tuple[int, etree._Element]]] = {}
        cuts: dict[etree._Element, set[int]] = {}
        for hook in hooks:
            for run, at in ((hook.first, hook.begin), (hook.last, hook.finish)):
                if run is not None:
                    cuts.setdefault(run, set()).add(at)
        for run, places in cuts.items():
            self._cut(run, places)

    def _cut(self, run: etree._Element, places: set[int]) -> None:
        inner = sorted(at for at in places if 0 < at < run_length(run))
        made = [(at, split_run(run, at)) for at in reversed(inner)]
        self.parts[run] = [(0, run), *reversed(made)]

    def hang(self, identities: Sequence[str]) -> None:
        """Put the marks of each comment round its words; the first last, so that it stands first at a place."""
        for hook, identity in reversed(list(zip(self.hooks, identities, strict=True))):
            start, end = _mark("commentRangeStart", identity), _mark("commentRangeEnd", identity)
            reference = _reference(identity)
            if hook.first is not None and hook.last is not None:
                self._beginning(hook.first, hook.begin).addprevious(start)
                self._ending(hook.last, hook.finish).addnext(end)
                refer(end, reference)
            elif hook.element is not None:
                hook.element.extend((start, end, reference))

    def _beginning(self, run: etree._Element, at: int) -> etree._Element:
        return outermost(next((part for begin, part in self.parts[run] if begin == at), run), first=True)

    def _ending(self, run: etree._Element, at: int) -> etree._Element:
        """The part of a run that ends at a character."""
        parts = self.parts[run]
        ends = [begin for begin, _ in parts[1:]] + [run_length(parts[-1][1]) + parts[-1][0]]
        ending = (part for (_, part), end in zip(parts, ends, strict=True) if end >= at)
        return outermost(end_of_state(next(ending, parts[-1][1])), first=False)


def _mark(name: str, identity: str) -> etree._Element:
    return etree.Element(f"{W}{name}", {f"{W}id": identity})


def _reference(identity: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}rStyle", {f"{W}val": "CommentReference"})
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": identity})
    return run
