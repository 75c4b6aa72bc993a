"""How the text of an ODT file looks: headings, title, bold, italic, size, struck-out text, through styles."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from planlint.readers.word_styles import Form, Look

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_HEADING = re.compile(r"Heading(?:_20_| )?(\d+)?$", re.IGNORECASE)


class OdtStyles:
    """The styles of one file: those of its content, and those common to all."""

    def __init__(self, content: etree._Element, styles: etree._Element | None) -> None:
        roots = [root for root in (styles, content) if root is not None]
        found = [style for root in roots for style in root.iter(f"{STYLE}style")]
        self._styles = {(s.get(f"{STYLE}family", ""), s.get(f"{STYLE}name", "")): s for s in found}
        default = next(
            (d for r in roots for d in r.iter(f"{STYLE}default-style") if d.get(f"{STYLE}family") == "paragraph"),
            None,
        )
        self._base = _looked(Look(size=24), default)
        self._forms: dict[tuple[str, str], Form] = {}

    def form(self, paragraph: etree._Element) -> Form:
        """What a paragraph is: a heading of a level, the title, a contents entry, or text of some look."""
        name = paragraph.get(f"{TEXT}style-name", "")
        key = (str(paragraph.tag), name)
        if key not in self._forms:
            self._forms[key] = self._style_form(name)
        form = self._forms[key]
        if paragraph.tag == f"{TEXT}h":
            level = paragraph.get(f"{TEXT}outline-level", "1")
            return replace(form, heading=int(level) if level.isdigit() else 1)
        return form

    def look(self, before: Look, span: etree._Element) -> Look:
        """How the text of a span looks, inside text of another look."""
        for style in self._chain("text", span.get(f"{TEXT}style-name", "")):
            before = _looked(before, style)
        return before

    def is_shaded(self, cell: etree._Element) -> bool:
        """Whether a cell has a background."""
        for style in self._chain("table-cell", cell.get(f"{TABLE}style-name", "")):
            properties = style.find(f"{STYLE}table-cell-properties")
            colour = properties.get(f"{_FO}background-color", "") if properties is not None else ""
            if colour.lower() not in ("", "transparent", "#ffffff"):
                return True
        return False

    def _style_form(self, name: str) -> Form:
        form = Form(look=self._base)
        for style in self._chain("paragraph", name):
            own = style.get(f"{STYLE}name", "")
            if match := _HEADING.match(own):
                form = replace(form, heading=min(int(match[1] or 2), 6))
            if own == "Title":
                form = replace(form, title=True, heading=0)
            if own.startswith("Contents"):
                form = replace(form, contents=True, heading=0)
            form = replace(form, look=_looked(form.look, style))
        return form

    def _chain(self, family: str, name: str) -> list[etree._Element]:
        """A style and those above it, the outermost first."""
        found: list[etree._Element] = []
        while (style := self._styles.get((family, name))) is not None and len(found) < 20:
            found.append(style)
            name = style.get(f"{STYLE}parent-style-name", "")
        return found[::-1]


def _looked(before: Look, style: etree._Element | None) -> Look:
    own = style.find(f"{STYLE}text-properties") if style is not None else None
    if own is None:
        return before
    weight, slant = own.get(f"{_FO}font-weight"), own.get(f"{_FO}font-style")
    line, size = own.get(f"{STYLE}text-line-through-style"), own.get(f"{_FO}font-size", "")
    points = re.fullmatch(r"([\d.]{1,6})pt", size)
    return replace(
        before,
        bold=before.bold if weight is None else weight in ("bold", "600", "700", "800", "900"),
        italic=before.italic if slant is None else slant in ("italic", "oblique"),
        struck=before.struck if line is None else line != "none",
        hidden=before.hidden or own.get(f"{TEXT}display") == "none",
        size=round(float(points[1]) * 2) if points else before.size,
    )
