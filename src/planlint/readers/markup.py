"""HTML inside Markdown: which tags are markup, which are placeholders, and what stands between them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planlint.readers.mapped import Mapped, stretch, weave

_BREAKING = re.compile(
    r"address|article|aside|blockquote|body|br|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|"
    r"form|h[1-6]|head|header|hr|html|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_FLOWING = re.compile(
    r"a|abbr|acronym|b|bd[io]|big|button|cite|code|col|colgroup|data|del|dfn|em|embed|font|i|iframe|img|input|ins|kbd|"
    r"label|legend|link|map|mark|meta|noscript|object|option|q|s|samp|script|select|small|span|strike|strong|style|"
    r"su[bp]|svg|template|textarea|time|tt|u|var|wbr"
)
_STRONG = frozenset(("b", "strong"))
_EMPHASIS = frozenset(("i", "em"))
_SILENT = frozenset(("script", "style", "head", "template"))
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*)")
_TOKEN = re.compile(r"<!--(.*?)(-->|\Z)|</?[A-Za-z][^<>]*>|<[!?][^<>]*>", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(frozen=True, slots=True)
class Tag:
    """One HTML tag, as `written` from `start` of the source on: `opens` is 1 for an opening, -1 for a closing one."""

    name: str
    opens: int
    written: str = ""
    start: int = 0

    def has(self, name: str) -> bool:
        """Whether it has an attribute, with or without a value."""
        return re.search(rf"\s{name}(?=[\s=/>])", self.written, re.IGNORECASE) is not None

    def value_at(self, name: str) -> tuple[int, int] | None:
        """Where in the source an attribute's value stands."""
        match = re.search(rf"""\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", self.written, re.IGNORECASE)
        if match is None:
            return None
        start, end = match.span(match.lastindex or 0)
        return self.start + start, self.start + end

    def value(self, name: str) -> str:
        """An attribute's value; "" where it has none."""
        found = self.value_at(name)
        return html.unescape(self.written[found[0] - self.start : found[1] - self.start]) if found else ""

    @property
    def breaks(self) -> bool:
        """Whether the text before and after it are different lines."""
        return _BREAKING.fullmatch(self.name) is not None

    @property
    def strong(self) -> bool:
        """Whether it makes text bold."""
        return self.name in _STRONG

    @property
    def emphasis(self) -> bool:
        """Whether it makes text italic."""
        return self.name in _EMPHASIS


@dataclass(frozen=True, slots=True)
class HtmlText:
    """Text between tags, entities resolved."""

    text: Mapped


@dataclass(frozen=True, slots=True)
class HtmlComment:
    """A comment: `text` is what stands inside, `start` and `end` where it begins and ends, marks included."""

    text: Mapped
    start: int
    end: int
    closed: bool


def tag(written: str) -> Tag | None:
    """The tag that the characters are; None for none of HTML, such as the placeholder `<name of child>`."""
    match = _TAG.match(written)
    if match is None:
        return None
    name = match.group(1).lower()
    if not (_BREAKING.fullmatch(name) or _FLOWING.fullmatch(name)):
        return None
    return Tag(name, -1 if written.startswith("</") else 1)


def html_parts(source: str, start: int, end: int, *, whole: bool = False) -> Iterator[HtmlText | HtmlComment | Tag]:
    """The text, comments and tags of a stretch of HTML, in order; scripts and styles left out.

    In a `whole` page every tag is markup; elsewhere one that HTML does not know is a placeholder.
    """
    silent = ""
    at = start
    for match in _TOKEN.finditer(source, start, end):
        if match.group(1) is not None:
            found: HtmlComment | Tag | None = HtmlComment(
                stretch(source, match.start(1), match.end(1)),
                match.start(),
                match.end(),
                match.group(2) != "",
            )
        else:
            found = _tag_at(match, whole)
            if found is None and not match.group().startswith(("<!", "<?")):
                continue
        if not silent and at < match.start():
            yield HtmlText(resolved(source, at, match.start()))
        at = match.end()
        if isinstance(found, Tag) and found.name in _SILENT:
            silent = found.name if found.opens > 0 else ""
        elif found is not None and not silent:
            yield found
    if not silent and at < end:
        yield HtmlText(resolved(source, at, end))


def _tag_at(match: re.Match[str], whole: bool) -> Tag | None:
    found = tag(match.group())
    if found is None and whole and (name := _NAME.match(match.group())):
        found = Tag(name.group(1).lower(), -1 if match.group().startswith("</") else 1)
    return found and replace(found, written=match.group(), start=match.start())


def resolved(source: str, start: int, end: int) -> Mapped:
    """A stretch of HTML without tags as text: entities stand for their characters."""
    parts: list[Mapped | str] = []
    at = start
    for match in _ENTITY.finditer(source, start, end):
        char = html.unescape(match.group())
        if char == match.group():
            continue
        parts += (stretch(source, at, match.start()), entity(source, match.start(), char))
        at = match.end()
    return weave((*parts, stretch(source, at, end)))


def entity(source: str, at: int, chars: str) -> Mapped | str:
    """What the entity at `at` stands for: mapped only where the source shows the same ('&amp;')."""
    return stretch(source, at, at + len(chars)) if source.startswith(chars, at) else chars
