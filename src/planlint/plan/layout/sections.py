"""Sections: the tree of headings, each with a category from `rules/words/headings.yaml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from planlint.document import Block, BlockKind
from planlint.phrases import Phrases
from planlint.plan.layout.model import Section
from planlint.words import word_file

_PROMPT = re.compile(r"([A-Z][^\"“”]*\?)\s*(?:\([^)]*\))?")
_NAMED = re.compile(r"^\W*(?:child|young person|name|baby|sibling)\s*(?:\d+\s*)?[:–-]\s*\S", re.IGNORECASE)
_LOOK_LEVEL = 7  # a bold line stands below every true heading
_LEAD = re.compile(r"^\W*(?:section\s+)?(?:[a-k]|[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*)[.):]?\s+(?=\S{3,})", re.IGNORECASE)


@cache
def _categories() -> tuple[tuple[str, Phrases], ...]:
    return tuple((category, Phrases(map(str, variants))) for category, variants in word_file("headings").items())


@cache
def category_of(title: str) -> str:
    """The category that the words of a heading, column head or field key name; 'other' where none does.

    The longest variant found decides; of equals, the one that stands first.
    """
    text = _LEAD.sub("", title.strip()).strip(" :*_#-–—")
    best: tuple[int, int, str] | None = None
    for category, expression in _categories():
        for match in expression.finditer(text):
            rank = (-(match.end() - match.start()), match.start(), category)
            best = min(best, rank) if best else rank
    return best[2] if best else _by_pattern(text)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (category, re.compile("|".join(expressions), re.IGNORECASE))
        for category, expressions in word_file("heading_patterns").items()
    )


def _by_pattern(text: str) -> str:
    """What a heading without a listed variant does: 'If…' opens a contingency, '…told us' a view."""
    plain = text.replace("’", "'")
    return next((category for category, expression in _patterns() if expression.search(plain)), "other")


def is_heading(block: Block) -> bool:
    """A heading by kind, or by look: a short bold line of its own."""
    if block.kind is BlockKind.HEADING:
        return bool(block.text.strip())
    if block.kind is BlockKind.PARAGRAPH and is_prompt(block.text):
        return True
    return (
        block.kind is BlockKind.PARAGRAPH
        and block.bold
        and 0 < len(block.text.split()) <= 12
        and not block.text.rstrip().endswith((".", ",", ";"))
        and re.search(r"\d{4}", block.text) is None
    )


def is_prompt(text: str) -> bool:
    """A form's question on a line of its own ('What are you worried about?'): it heads what is written under it."""
    match = _PROMPT.fullmatch(text.strip())
    return match is not None and len(match[1].split()) <= 14 and category_of(match[1]) != "other"


def find_sections(blocks: Sequence[Block]) -> tuple[tuple[Section, ...], tuple[int, ...]]:
    """The sections of a document, and for each block the section it stands in (a heading in its own)."""
    heads: list[tuple[int, int | None]] = [(0, None)]
    heads += [
        (block.level if block.kind is BlockKind.HEADING else _LOOK_LEVEL, number)
        for number, block in enumerate(blocks)
        if is_heading(block)
    ]
    sections: list[Section] = []
    open_sections: list[int] = []
    for index, (level, heading) in enumerate(heads):
        while open_sections and sections[open_sections[-1]].level >= level:
            open_sections.pop()
        parent = open_sections[-1] if open_sections else None
        title = blocks[heading].text.strip() if heading is not None else ""
        category = (
            ("details" if len(heads) > 1 else "other")
            if not title
            else "other"
            if _NAMED.match(title)
            else category_of(title)
        )
        if category == "other" and parent is not None and sections[parent].level > 1:
            category = sections[parent].category
        first = 0 if heading is None else heading + 1
        last = _last_block(heads, index, level, len(blocks))
        sections.append(Section(index, title, level, heading, parent, category, first, last))
        if index:
            open_sections.append(index)
    of_block = _section_of_blocks(len(blocks), sections)
    return tuple(sections), of_block


def _last_block(heads: list[tuple[int, int | None]], index: int, level: int, total: int) -> int:
    for later_level, later in heads[index + 1 :]:
        if later is not None and (later_level <= level or index == 0):
            return later - 1
    return total - 1


def _section_of_blocks(total: int, sections: list[Section]) -> tuple[int, ...]:
    of_block = [0] * total
    for section in sections[1:]:
        if section.heading is not None:
            for number in range(section.heading, total):
                of_block[number] = section.index
    return tuple(of_block)
