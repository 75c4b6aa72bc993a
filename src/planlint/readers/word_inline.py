"""What stands inside a Word paragraph: visible characters with their runs, comment marks, notes, text boxes.

Deleted text is no text, inserted text is. One character stands for each tab, line break, symbol and tick box.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field, replace

from lxml import etree

from planlint.readers.word_package import W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_THROUGH = frozenset(
    f"{W}{name}" for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdtContent", "dir", "bdo")
)
_ONE = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
# Tick boxes and ticks of the Wingdings fonts, which many forms use; other symbols are bullets or pictures.
SYMBOLS = {
    0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0xFE: "☑", 0xFD: "☒", 0x78: "☒", 0xFC: "✓",
    0x52: "☑", 0x53: "☒", 0xA3: "☐",
}  # fmt: skip
# What a drop-down shows until somebody has chosen: nothing, dashes, 'Please select'.
_UNCHOSEN = re.compile(r"\W*(?:(?:please\s+)?(?:select|choose|pick)\b.*)?", re.IGNORECASE)
_HIDDEN_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|TC|XE)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Character:
    """Text that stands in a run from its character `at` on; `prompt` where it is a form's own words."""

    text: str
    run: etree._Element
    at: int
    prompt: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A comment begins or ends before the paragraph's character `at`."""

    comment: str
    at: int
    ends: bool


@dataclass
class Inline:
    """The contents of a paragraph. `notes` are (kind, id, run) of the notes it points at."""

    characters: list[Character] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    notes: list[tuple[str, str, etree._Element]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    length: int = 0

    def followed_by(self, other: Inline) -> Inline:
        """This and another paragraph as one: the mark between them has been deleted."""
        return Inline(
            self.characters + other.characters,
            self.marks + [replace(mark, at=mark.at + self.length) for mark in other.marks],
            self.notes + other.notes,
            self.boxes + other.boxes,
            self.length + other.length,
        )


@dataclass
class _Field:
    """A field that has begun: what it asks for, and whether its result has begun.

    Old forms keep their state in the field: then its result says the same once more, if anything. `default` is
    what an old form's box says before somebody writes in it; `first` counts the characters before it.
    """

    asked: str = ""
    shows: bool = False
    has_state: bool = False
    default: str = ""
    first: int = 0


def inline(paragraph: etree._Element, prompt: bool) -> Inline:
    """What stands in a paragraph; all of it is a form's own words where `prompt` is set."""
    reading = _Reading()
    reading.inside(paragraph, prompt)
    return reading.found


def is_unchosen(entry: str) -> bool:
    """Whether an entry of a drop-down only asks for one to be chosen."""
    return _UNCHOSEN.fullmatch(entry) is not None


def end_of_state(run: etree._Element) -> etree._Element:
    """The run that ends the old form's field that a run begins; the run itself if it begins none."""
    if run.find(f"{W}fldChar/{W}ffData") is None:
        return run
    depth, last = 0, run
    for one in (run, *run.itersiblings(f"{W}r")):
        for mark in one.findall(f"{W}fldChar"):
            depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType", ""), 0)
        last = one
        if depth <= 0:
            return last
    return last


def run_length(run: etree._Element) -> int:
    """How many characters of the text a run holds, as `Character.at` counts them."""
    return sum(_width(child) for child in run)


def _width(child: etree._Element) -> int:
    if child.tag == f"{W}t":
        return len(child.text or "")
    return 1 if child.tag in _ONE or child.tag == f"{W}sym" else 0


def split_run(run: etree._Element, at: int) -> etree._Element:
    """Cut a run before its character `at`; what follows becomes a run of its own, which is returned."""
    rest = deepcopy(run)
    _keep(run, 0, at)
    _keep(rest, at, 10**9)
    rest.tail = run.tail
    run.tail = None
    run.addnext(rest)
    return rest


def _keep(run: etree._Element, low: int, high: int) -> None:
    """Leave only the characters `low:high` in a run, and its look."""
    at = 0
    for child in list(run):
        width = _width(child)
        if child.tag == f"{W}t":
            child.text = (child.text or "")[max(low - at, 0) : max(high - at, 0)]
            child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        begins_here = low <= at < high
        gone = not child.text if child.tag == f"{W}t" else not begins_here and child.tag != f"{W}rPr"
        at += width
        if gone:
            run.remove(child)


class _Reading:
    """State of reading one paragraph: what was found, and the fields that are open."""

    def __init__(self) -> None:
        self.found = Inline()
        self.fields: list[_Field] = []

    def inside(self, parent: etree._Element, prompt: bool) -> None:
        for child in parent:
            if child.tag == f"{W}r":
                self._run(child, prompt)
            elif child.tag == f"{W}sdt":
                self._control(child, prompt)
            elif child.tag == f"{W}fldSimple":
                asked = child.get(f"{W}instr", "")
                if not _HIDDEN_FIELD.match(asked):
                    self.inside(child, prompt)
            elif child.tag in _THROUGH:
                self.inside(child, prompt)
            elif child.tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd"):
                self._mark(child, child.tag.endswith("End"))
            elif child.tag == f"{MC}AlternateContent":
                for choice in child.findall(f"{MC}Choice")[:1]:
                    self.inside(choice, prompt)

    def _control(self, control: etree._Element, prompt: bool) -> None:
        shows = control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
        for inner in control.findall(f"{W}sdtContent"):
            self.inside(inner, prompt or shows)

    def _run(self, run: etree._Element, prompt: bool) -> None:
        at = 0
        for child in run:
            width = _width(child)
            if child.tag == f"{W}t":
                self._text(child.text or "", run, at, prompt)
            elif child.tag in _ONE:
                self._text(_ONE[child.tag], run, at, prompt)
            elif child.tag == f"{W}sym":
                self._text(_symbol(child), run, at, prompt)
            elif child.tag == f"{W}fldChar":
                self._field(child, run, at)
            elif child.tag == f"{W}instrText" and self.fields:
                self.fields[-1].asked += child.text or ""
            elif child.tag == f"{W}commentReference":
                self.found.marks.append(Mark(child.get(f"{W}id", ""), self.found.length, False))
            elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = etree.QName(child).localname.removesuffix("Reference")
                self.found.notes.append((kind, child.get(f"{W}id", ""), run))
            else:
                self._boxes(child)
            at += width

    def _text(self, text: str, run: etree._Element, at: int, prompt: bool) -> None:
        shown = all(one.shows and not one.has_state and not _HIDDEN_FIELD.match(one.asked) for one in self.fields)
        if text and shown:
            self._add(text, run, at, prompt)

    def _add(self, text: str, run: etree._Element, at: int, prompt: bool) -> None:
        self.found.characters.append(Character(text, run, at, prompt))
        self.found.length += len(text)

    def _field(self, mark: etree._Element, run: etree._Element, at: int) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.append(self._begun(mark, run, at))
        elif kind == "separate" and self.fields:
            self.fields[-1].shows = True
        elif kind == "end" and self.fields:
            self._ended(self.fields.pop())

    def _begun(self, mark: etree._Element, run: etree._Element, at: int) -> _Field:
        """A field; the state of an old form's tick box or drop-down stands in its beginning."""
        box, listed = mark.find(f"{W}ffData/{W}checkBox"), mark.find(f"{W}ffData/{W}ddList")
        if box is not None:
            self._add("☑" if _is_ticked(box) else "☐", run, at, False)
        elif listed is not None and (chosen := _chosen(listed)):
            self._add(chosen, run, at, is_unchosen(chosen))
        default = mark.find(f"{W}ffData/{W}textInput/{W}default")
        return _Field(
            has_state=box is not None or listed is not None,
            default=default.get(f"{W}val", "").strip() if default is not None else "",
            first=len(self.found.characters),
        )

    def _ended(self, field: _Field) -> None:
        written = self.found.characters[field.first :]
        if field.default and "".join(one.text for one in written).strip() == field.default:
            self.found.characters[field.first :] = [replace(one, prompt=True) for one in written]

    def _mark(self, element: etree._Element, ends: bool) -> None:
        self.found.marks.append(Mark(element.get(f"{W}id", ""), self.found.length, ends))

    def _boxes(self, child: etree._Element) -> None:
        """Text boxes of a drawing; its fallback for old programs holds the same text once more."""
        if child.tag == f"{MC}AlternateContent":
            for choice in child.findall(f"{MC}Choice")[:1]:
                self._boxes(choice)
            return
        if child.tag == f"{W}txbxContent":
            self.found.boxes.append(child)
            return
        for inner in child:
            if isinstance(inner.tag, str):
                self._boxes(inner)


def _is_ticked(box: etree._Element) -> bool:
    state = box.find(f"{W}checked")
    state = box.find(f"{W}default") if state is None else state
    return state is not None and state.get(f"{W}val", "1") not in ("0", "false", "off")


def _chosen(listed: etree._Element) -> str:
    """The entry of an old form's drop-down that is chosen; the first unless it says otherwise."""
    entries = [entry.get(f"{W}val", "") for entry in listed.findall(f"{W}listEntry")]
    told = (listed.find(f"{W}{name}") for name in ("result", "default"))
    number = next((one.get(f"{W}val", "") for one in told if one is not None), "0")
    at = int(number) if number.isdigit() else 0
    return entries[at] if at < len(entries) else ""


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return "•"
    font = element.get(f"{W}font", "").lower()
    if "dings" in font:
        return SYMBOLS.get(code & 0xFF, "•")
    return chr(code) if 0x20 < code < 0xE000 and not 0xD800 <= code < 0xE000 else "•"
