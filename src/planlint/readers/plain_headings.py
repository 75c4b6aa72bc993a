"""Which lines of a plain text are headings, and how deep."""

from __future__ import annotations

import re

from planlint.readers.pairs import pair
from planlint.readers.plain_lines import Line
from planlint.readers.plain_page import Page

_ASKING = re.compile(r"(?:What|Who|How|Why|Where|When|Things|My|Our|Your)\b")
_NAME = re.compile(r"[A-Z][^.!;:\t\"“”]{0,50}")
_LONG = 40  # characters; what is shorter and has no full stop may be another heading or an entry


def heading_level(page: Page, at: int, *, titled: bool, top: bool, capitals: bool) -> int:
    """The level of the heading that line `at` is; 0 where it is none.

    `titled` is whether the text has had a heading, `top` whether nothing but a few details or the title came
    before, `capitals` whether the text has headings in capitals: then quieter ones are deeper.
    """
    line, following = page.lines[at], page.line(at + 1)
    if following is not None and following.is_rule and _is_underlined(line, following):
        return 1 if not titled else 2
    if line.in_capitals and page.heads_in_capitals(at, titled=titled):
        return 1 if top else 2
    if not titled and at == _first_written(page) and line.is_phrase and not page.runs_on(at):
        return 0 if page.is_count(line) else 1
    if titled and top and line.in_title_case:  # a second line of the title
        return 1
    if line.is_section and page.after_blank(at):
        return 2
    listed = line.text.endswith(":") and following is not None and following.bullet is not None
    close = (listed or (page.is_dense and not capitals)) and _is_free(page, at)
    if line.indent > 3 or not (page.after_blank(at) or close):
        return 0
    if line.numbered and line.bullet and _is_numbered(page, at):
        return 2
    quiet = (line.text.endswith(":") and _is_label(page, at)) or _is_alone(page, at, capitals=capitals)
    return (3 if capitals else 2) if quiet else 0


def _first_written(page: Page) -> int:
    return next((line.number for line in page.lines if line.text), 0)


def _is_free(page: Page, at: int) -> bool:
    """Whether the line above is at its end: a sentence, an item, a field, a heading."""
    above = page.lines[at - 1]
    return above.ends_sentence or above.bullet is not None or above.is_phrase or page.parts(above) is not None


def _is_underlined(line: Line, rule: Line) -> bool:
    drawn = len(set(rule.text)) == 1 and rule.text[0] in "=-~_*"
    return drawn and not line.ends_sentence and len(line.text) <= 110 and line.bullet is None


def _is_numbered(page: Page, at: int) -> bool:
    """Whether '1. Summary' heads prose or points ('1.1 …'), where '1. Ring the school' is an item."""
    line, following = page.lines[at], page.line(at + 1)
    name = line.text[line.bullet.end() :] if line.bullet else line.text
    if line.bullet and following is not None and following.bullet and not line.ends_sentence:
        number = line.bullet["marker"].strip("(.)")
        if following.bullet["marker"].startswith(f"{number}.") and len(following.bullet["marker"].strip(".")) > len(
            number
        ):
            return True
    if not _NAME.fullmatch(name) or len(name.split()) > 6 or following is None or following.indent > line.indent:
        return False
    below = page.below(at)
    return below is not None and _is_long(below) and not below.bullet and page.parts(below) is None


def _is_label(page: Page, at: int) -> bool:
    """Whether a key alone on its line heads what follows, and is not one of a form's keys."""
    line, below = page.lines[at], page.below(at)
    asks = _ASKING.match(line.text) is not None and len(line.text.split()) <= 8
    if pair(line.text, 0, len(line.text), loose=asks) is None or page.is_form_key(line):
        return False
    if below is None or (below.indent > line.indent and not below.bullet):
        return False
    if not page.after_blank(at) and page.parts(below) is not None:
        return False
    return not below.text.endswith(":")


def _is_alone(page: Page, at: int, *, capitals: bool) -> bool:
    """Whether a short phrase without punctuation stands over text, fields or a list."""
    line, following = page.lines[at], page.line(at + 1)
    if not line.is_phrase or following is None or line.text.startswith("Dear ") or page.is_count(line):
        return False
    below = page.below(at)
    if line.text.endswith("?") or below is None:
        return False
    listed = below.bullet is not None or page.parts(below) is not None
    if following.text:
        return listed or (_is_long(following) and following.text[0].isupper() and not page.runs_on(at))
    return (listed or _is_long(below)) and (line.in_title_case or not capitals)


def _is_long(line: Line) -> bool:
    return len(line.text) >= _LONG or line.ends_sentence
