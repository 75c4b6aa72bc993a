"""How Word text looks: headings, lists, bold, italic, size and hidden text, through styles and defaults."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from lxml import etree

from planlint.readers.word_package import W, WordPackage

_HEADING = re.compile(r"heading\s*(\d)?", re.IGNORECASE)
_OFF = frozenset(("0", "false", "off", "none"))


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look. `size` is in half points; 0 where nothing says it."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    hidden: bool = False
    prompt: bool = False  # a form's own words in the place of an entry
    caps: bool = False
    size: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """What a paragraph is by its style: a heading (its level, or 0), the title, a contents entry, an item."""

    heading: int = 0
    title: bool = False
    contents: bool = False
    item: int = 0  # depth from 1; 0: no item
    marker: str = ""
    look: Look = Look()


class Styles:
    """The styles and list definitions of one file, and how far its numbered lists have counted."""

    def __init__(self, package: WordPackage) -> None:
        styles = package.related("styles")
        found = styles.findall(f"{W}style") if styles is not None else []
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._default = next(
            (
                s.get(f"{W}styleId", "")
                for s in found
                if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") == "1"
            ),
            "",
        )
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if styles is not None else None
        self._base = _looked(Look(size=20), defaults)
        self._forms: dict[str, Form] = {}
        self._levels = _list_levels(package.related("numbering"))
        self._counts: Counter[tuple[str, int]] = Counter()

    def form(self, paragraph: etree._Element) -> Form:
        """What a paragraph is. Counts numbered items on: ask once for each paragraph, in order."""
        own = paragraph.find(f"{W}pPr")
        style = _value(own, "pStyle") or self._default
        form = self._style_form(style)
        if own is None:
            return self._numbered(form, style, None)
        outline = _value(own, "outlineLvl")
        if outline.isdigit():
            form = replace(form, heading=int(outline) + 1 if int(outline) < 9 else 0)
        return self._numbered(form, style, own.find(f"{W}numPr"))

    def look(self, form: Form, run: etree._Element | None) -> Look:
        """How a run of a paragraph of that form looks; `run` is its `w:rPr`."""
        if run is None:
            return form.look
        look = form.look
        for style in self._chain(_value(run, "rStyle")):
            look = _looked(look, style.find(f"{W}rPr"))
            if _value(style, "name").lower() == "placeholder text":
                look = replace(look, prompt=True)
        return _looked(look, run)

    def has_head_style(self, style: str) -> bool:
        """Whether a table style draws the first row apart."""
        return any(
            part.get(f"{W}type") == "firstRow" for s in self._chain(style) for part in s.findall(f"{W}tblStylePr")
        )

    def _style_form(self, style: str) -> Form:
        if style not in self._forms:
            form = Form(look=self._base)
            for one in self._chain(style):
                name = _value(one, "name").strip()
                outline = _value(one.find(f"{W}pPr"), "outlineLvl")
                if match := _HEADING.search(name):
                    form = replace(form, heading=int(match[1] or 2))
                if outline.isdigit():
                    form = replace(form, heading=int(outline) + 1 if int(outline) < 9 else 0)
                if re.match(r"toc\b", name, re.IGNORECASE):
                    form = replace(form, contents=True, heading=0)
                if name.lower() == "title":
                    form = replace(form, title=True)
                form = replace(form, look=_looked(form.look, one.find(f"{W}rPr")))
            self._forms[style] = form
        return self._forms[style]

    def _chain(self, style: str) -> list[etree._Element]:
        """A style and those it is based on, the outermost first."""
        found: list[etree._Element] = []
        while style in self._styles and len(found) < 20:
            found.append(self._styles[style])
            style = _value(self._styles[style], "basedOn")
        return found[::-1]

    def _numbered(self, form: Form, style: str, own: etree._Element | None) -> Form:
        identity, level = _value(own, "numId"), _value(own, "ilvl")
        for one in reversed(self._chain(style)):
            listed = one.find(f"{W}pPr/{W}numPr")
            identity, level = identity or _value(listed, "numId"), level or _value(listed, "ilvl")
        if not identity or identity == "0":
            return form
        depth = min(int(level), 8) if level.isdigit() else 0
        written = self._levels.get((identity, depth), "•")
        self._counts[identity, depth] += 1
        for deeper in range(depth + 1, 9):
            self._counts.pop((identity, deeper), None)
        marker = "-" if "%" not in written else f"{self._counts[identity, depth]}."
        return replace(form, item=depth + 1, marker=marker)


def _value(parent: etree._Element | None, name: str) -> str:
    found = parent.find(f"{W}{name}") if parent is not None else None
    return (found.get(f"{W}val") or "") if found is not None else ""


def _is_on(parent: etree._Element, name: str, before: bool) -> bool:
    found = parent.find(f"{W}{name}")
    return before if found is None else (found.get(f"{W}val") or "1") not in _OFF


def _looked(before: Look, own: etree._Element | None) -> Look:
    if own is None:
        return before
    size = _value(own, "sz")
    return Look(
        bold=_is_on(own, "b", before.bold),
        italic=_is_on(own, "i", before.italic),
        struck=_is_on(own, "strike", before.struck) or _is_on(own, "dstrike", False),
        hidden=_is_on(own, "vanish", before.hidden),
        prompt=before.prompt,
        caps=_is_on(own, "caps", before.caps),
        size=int(float(size)) if re.fullmatch(r"\d{1,4}(\.\d+)?", size) else before.size,
    )


def _list_levels(numbering: etree._Element | None) -> dict[tuple[str, int], str]:
    """How each level of each list is marked: its text, with % where a number stands."""
    if numbering is None:
        return {}
    kinds: dict[str, dict[int, str]] = {}
    for kind in numbering.findall(f"{W}abstractNum"):
        texts = {int(lvl.get(f"{W}ilvl", "0")): _value(lvl, "lvlText") for lvl in kind.findall(f"{W}lvl")}
        kinds[kind.get(f"{W}abstractNumId", "")] = texts
    return {
        (num.get(f"{W}numId", ""), level): text
        for num in numbering.findall(f"{W}num")
        for level, text in kinds.get(_value(num, "abstractNumId"), {}).items()
    }
